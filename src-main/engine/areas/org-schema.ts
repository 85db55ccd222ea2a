import { createOrgSchema, type OrgSchema } from '../../domain/areas/formula-schema.ts';
import type { SyncRun } from '../sync/sync-run.ts';

/** The objects and fields in the store, by which names in formulas and other definitions are understood. */
export function orgSchemaOf(run: Pick<SyncRun, 'catalog' | 'connectionKey'>): OrgSchema {
  return createOrgSchema((object) => run.catalog.fieldNames(run.connectionKey, object));
}
