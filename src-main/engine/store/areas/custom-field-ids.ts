import { shortId } from '../../../domain/metadata/api-names.ts';
import type { Database } from '../database.ts';

export type CustomFieldId = { readonly orgId: string; readonly object: string; readonly field: string };

/** The ids of custom fields, by which dependencies name them. */
export function createCustomFieldIds(db: Database) {
  const put = db.prepare(
    'INSERT OR REPLACE INTO custom_field_id (connection_key, org_id, object, field) VALUES (?, ?, ?, ?)',
  );
  const list = db.prepare(
    'SELECT org_id AS orgId, object, field FROM custom_field_id WHERE connection_key = ? ORDER BY org_id',
  );
  const drop = db.prepare('DELETE FROM custom_field_id WHERE connection_key = ? AND org_id = ?');
  const dropAll = db.prepare('DELETE FROM custom_field_id WHERE connection_key = ?');
  return {
    /** @param orgId of 15 or 18 characters */
    put(key: number, { orgId, object, field }: CustomFieldId): void {
      put.run(key, shortId(orgId), object, field);
    },
    list: (key: number): CustomFieldId[] => list.all(key) as CustomFieldId[],
    drop(key: number, orgId: string): void {
      drop.run(key, shortId(orgId));
    },
    dropAll(key: number): void {
      dropAll.run(key);
    },
  };
}
