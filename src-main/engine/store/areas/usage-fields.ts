import { FIELD_FLAG } from '../../../domain/metadata/field-flags.ts';
import type { Database } from '../database.ts';

export type FormulaField = { readonly object: string; readonly name: string; readonly formula: string };

export type ReferenceField = {
  readonly object: string;
  readonly name: string;
  readonly referenceTo: readonly string[];
};

export type HiddenFields = { readonly all: number; readonly ofUnknownType: number };

type ReferenceRow = Omit<ReferenceField, 'referenceTo'> & { readonly referenceTo: string };

/** What the field table says of uses: formulas, lookups, controlling fields. */
export function createUsageFields(db: Database) {
  const formulas = db.prepare(
    `SELECT object, name, formula FROM field WHERE connection_key = ? AND valid_to IS NULL AND formula IS NOT NULL
       AND (instr(lower(formula), ?) > 0 OR instr(lower(formula), ?) > 0)
     ORDER BY object, name`,
  );
  const formulaOf = db
    .prepare(
      `SELECT formula FROM field WHERE connection_key = ? AND object = ? COLLATE NOCASE AND name = ? COLLATE NOCASE
         AND valid_to IS NULL`,
    )
    .pluck();
  const references = db.prepare(
    `SELECT object, name, reference_to AS referenceTo FROM field
     WHERE connection_key = ? AND valid_to IS NULL AND reference_to IS NOT NULL ORDER BY object, name`,
  );
  const label = db
    .prepare(
      `SELECT label FROM field WHERE connection_key = ? AND object = ? COLLATE NOCASE AND name = ? COLLATE NOCASE
         AND valid_to IS NULL`,
    )
    .pluck();
  const controlled = db
    .prepare(
      `SELECT name FROM field WHERE connection_key = ? AND object = ? COLLATE NOCASE AND valid_to IS NULL
         AND controller_name = ? COLLATE NOCASE ORDER BY name`,
    )
    .pluck();
  const hidden = db.prepare(
    `SELECT count(*) AS all_hidden, count(CASE WHEN instr(unknown, '"referenceTo"') > 0 THEN 1 END) AS of_unknown_type
       FROM field WHERE connection_key = ? AND valid_to IS NULL AND (flags & ${FIELD_FLAG.noAccess}) <> 0`,
  );

  return {
    /** Formulas whose text holds one of two words, whatever their case; a word that is empty finds all. */
    formulasWith: (key: number, word: string, orWord: string): FormulaField[] =>
      formulas.all(key, word.toLowerCase(), orWord.toLowerCase()) as FormulaField[],
    formulaOf: (key: number, object: string, name: string): string | null =>
      (formulaOf.get(key, object, name) as string | null | undefined) ?? null,
    /** Lookups of any kind that lead to an object. */
    referencesTo: (key: number, object: string): ReferenceField[] =>
      (references.all(key) as ReferenceRow[])
        .map(reference)
        .filter((one) => one.referenceTo.some((target) => target.toLowerCase() === object.toLowerCase())),
    label: (key: number, object: string, name: string): string | null =>
      (label.get(key, object, name) as string | undefined) ?? null,
    /** Dependent picklists of a controlling field. */
    controlledBy: (key: number, object: string, name: string): string[] =>
      controlled.all(key, object, name) as string[],
    /** How many fields the signed-in user may not see, and of how many it is not known where they lead. */
    hidden: (key: number): HiddenFields => {
      const row = hidden.get(key) as { readonly all_hidden: number; readonly of_unknown_type: number };
      return { all: row.all_hidden, ofUnknownType: row.of_unknown_type };
    },
  };
}

function reference(row: ReferenceRow): ReferenceField {
  return { ...row, referenceTo: row.referenceTo.split(',') };
}
