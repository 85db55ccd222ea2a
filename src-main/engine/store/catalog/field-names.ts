import { createHash } from 'node:crypto';
import { FIELD_FLAG } from '../../../domain/metadata/field-flags.ts';
import type { Database } from '../database.ts';

/** The fields of an object as other definitions name them. */
export type NamedObject = {
  readonly name: string;
  readonly fields: {
    readonly name: string;
    readonly type: string | null;
    readonly relationshipName: string | null;
    readonly referenceTo: readonly string[];
    /** Bits of `FIELD_FLAG`. */
    readonly flags: number;
  }[];
};

type Row = {
  readonly object: string;
  readonly name: string;
  readonly type: string | null;
  readonly relationship_name: string | null;
  readonly reference_to: string | null;
  readonly flags: number;
};

/** A custom field whose definition says more than its describe: a roll-up summary, a lookup or a master-detail. */
export type DetailedField = {
  readonly object: string;
  readonly name: string;
  readonly label: string;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly flags: number;
};

/** Reads the fields of objects by names in any case, and what other definitions want to know of them. */
export function createFieldNames(db: Database) {
  const fields = db.prepare(
    `SELECT object, name, type, relationship_name, reference_to, flags FROM field_now
     WHERE connection_key = ? AND object = ? COLLATE NOCASE ORDER BY object, name`,
  );
  const detailed = db.prepare(
    `SELECT object, name, label, reference_to, relationship_name, flags FROM field_now
     WHERE connection_key = ? AND (flags & ${FIELD_FLAG.custom}) <> 0
       AND ((flags & ${FIELD_FLAG.rollUp}) <> 0 OR reference_to IS NOT NULL)
     ORDER BY object, name`,
  );
  const dependent = db.prepare(
    `SELECT object, name FROM field_now
     WHERE connection_key = ? AND controller_name IS NOT NULL AND picklist_id IS NOT NULL ORDER BY object, name`,
  );
  const picklists = db
    .prepare(
      `SELECT f.name || hex(p.hash) FROM field f JOIN picklist p ON p.id = f.picklist_id
       WHERE f.connection_key = ? AND f.object = ? COLLATE NOCASE AND f.object = ? AND f.valid_to IS NULL
       ORDER BY f.name`,
    )
    .pluck();
  const newest = db
    .prepare(`SELECT max(valid_from) || ' ' || coalesce(max(valid_to), 0) FROM field WHERE connection_key = ?`)
    .pluck();
  const fieldNames = (key: number, object: string): NamedObject | null => {
    const rows = fields.all(key, object) as Row[];
    const name = rows.some((row) => row.object === object) ? object : rows[0]?.object;
    if (name === undefined) return null;
    return {
      name,
      fields: rows.flatMap((row) =>
        row.object === name
          ? [
              {
                name: row.name,
                type: row.type,
                relationshipName: row.relationship_name,
                referenceTo: row.reference_to === null ? [] : row.reference_to.split(','),
                flags: row.flags,
              },
            ]
          : [],
      ),
    };
  };
  return {
    /** Null when the object was not read. Two objects may differ in case alone: the exact name comes first. */
    fieldNames,
    detailedFields: (key: number): DetailedField[] =>
      (detailed.all(key) as (Row & { readonly label: string })[]).map((row) => ({
        object: row.object,
        name: row.name,
        label: row.label,
        referenceTo: row.reference_to === null ? [] : row.reference_to.split(','),
        relationshipName: row.relationship_name,
        flags: row.flags,
      })),
    /** Picklists that another field controls, in the order of their names. */
    dependentPicklists: (key: number): { object: string; name: string }[] =>
      dependent.all(key) as { object: string; name: string }[],
    /** A text that is another when any field of the org is. */
    fieldsState: (key: number): string => String(newest.get(key) ?? ''),
    /** A text that is another when a picklist of the object is; empty when it has none, or was not read. */
    picklistState(key: number, object: string): string {
      const all = picklists.all(key, object, object) as string[];
      return all.length === 0 ? '' : createHash('sha256').update(all.join()).digest('hex').slice(0, 12);
    },
  };
}
