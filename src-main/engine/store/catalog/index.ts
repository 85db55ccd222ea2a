import type { FieldQuery, FieldRow, SearchHit } from '../../../../src-preload/contract/catalog.ts';
import { EngineFailure } from '../../failure.ts';
import type { Database } from '../database.ts';
import { createFieldNames } from './field-names.ts';
import { createFieldPages, type FieldPage } from './field-pages.ts';
import { createObjectList } from './object-list.ts';
import { createObjectReads, type ObjectWhole } from './object-reads.ts';
import { picklistValues } from './rows.ts';
import { createSearch } from './search.ts';
import { createSearchIndex } from './search-index.ts';
import { createSnapshots } from './snapshots.ts';
import { createCatalogWriter } from './write.ts';
import type { PicklistValueFacts } from '../../../domain/metadata/facts.ts';

/** What a connection is to the catalog. */
export type CatalogOrg = {
  readonly key: number;
  readonly name: string;
  readonly type: string;
  readonly instanceUrl: string;
  /** The org's own namespace prefix: its fields are not managed. */
  readonly namespace: string | null;
  readonly apiUsed: number | null;
  readonly apiMax: number | null;
};

/**
 * Everything that was read from the orgs: the one place that knows the tables of migration 2.
 *
 * All methods are synchronous; those that name a connection throw `not-found` when there is none.
 */
export function createCatalogStore(db: Database) {
  let generation = 0;
  const org = db.prepare(
    `SELECT key, name, type, instance_url AS instanceUrl, org_json AS orgJson, api_used AS apiUsed, api_max AS apiMax
     FROM connection WHERE id = ?`,
  );
  const orgOf = (connectionId: string): CatalogOrg => {
    const row = org.get(connectionId) as
      | (Omit<CatalogOrg, 'namespace'> & { readonly orgJson: string | null })
      | undefined;
    if (row === undefined) throw new EngineFailure('not-found', 'There is no such connection.');
    const { orgJson, ...rest } = row;
    const facts = orgJson === null ? null : (JSON.parse(orgJson) as { namespacePrefix?: string | null });
    return { ...rest, namespace: facts?.namespacePrefix ?? null };
  };
  const pages = createFieldPages(db, () => generation);
  const reads = createObjectReads(db);
  const { fieldNames, detailedFields, dependentPicklists, fieldsState, picklistState } = createFieldNames(db);
  const search = createSearch(db);
  const allIds = db.prepare('SELECT id FROM connection ORDER BY name COLLATE NOCASE').pluck();
  const picklistOf = db
    .prepare(`SELECT p.values_json FROM field f JOIN picklist p ON p.id = f.picklist_id WHERE f.id = ?`)
    .pluck();

  return {
    org: orgOf,
    list: createObjectList(db),
    snapshots: createSnapshots(db),
    write: createCatalogWriter(db),
    searchIndex: createSearchIndex(db),
    /** Runs writes as one transaction and drops what is kept of earlier answers. */
    transaction<T>(work: () => T): T {
      generation += 1;
      return db.transaction(work).immediate();
    },
    objects: (connectionId: string) => reads.objects(orgOf(connectionId).key),
    object: (connectionId: string, name: string) => reads.object(orgOf(connectionId).key, name),
    field: (connectionId: string, object: string, name: string) => {
      const { key, namespace } = orgOf(connectionId);
      return reads.field(key, object, name, namespace);
    },
    /** The fields of an object, by its name in any case, as formulas and other definitions name them. */
    fieldNames,
    detailedFields,
    dependentPicklists,
    fieldsState,
    picklistState,
    /** Fields that only definitions name: the signed-in user may not see them. */
    hiddenFields: (connectionId: string): { object: string; name: string }[] =>
      reads.hiddenFields(orgOf(connectionId).key),
    overview: (connectionId: string) => reads.overview(orgOf(connectionId).key),
    fieldCount: (connectionId: string, names: readonly string[]) => reads.fieldCount(orgOf(connectionId).key, names),
    /** One page of the grid. */
    fieldPage(query: FieldQuery, offset: number, limit: number): FieldPage {
      const { key, namespace } = orgOf(query.connectionId);
      return pages.page(key, query, offset, limit, namespace);
    },
    /** How many fields a query answers. */
    countFields: (query: FieldQuery): number => pages.count(orgOf(query.connectionId).key, query),
    /** Every field of a query in its order, in pages of some hundred rows: what exports read. */
    iterateFields(query: FieldQuery): Iterable<readonly FieldRow[]> {
      const { key, namespace } = orgOf(query.connectionId);
      return pages.iterate(key, query, namespace);
    },
    /** Every object read, by API name, with its record types and child relationships. */
    iterateObjects: (connectionId: string): Iterable<ObjectWhole> => reads.iterateObjects(orgOf(connectionId).key),
    /** The picklist of a field, by the `id` of its row; empty when it has none. */
    picklistOf(fieldId: number): PicklistValueFacts[] {
      const json = picklistOf.get(fieldId) as string | undefined;
      return json === undefined ? [] : picklistValues(json);
    },
    /** Over one org, these, or all of them (null); their order settles which of two equal hits comes first. */
    search(
      connectionIds: string | readonly string[] | null,
      text: string,
      limit: number,
    ): { hits: SearchHit[]; more: boolean } {
      const ids = connectionIds ?? (allIds.all() as string[]);
      const orgs = [...new Set([ids].flat())].map((id) => ({ id, ...orgOf(id) }));
      return search(orgs, text, limit);
    },
  };
}

export type CatalogStore = ReturnType<typeof createCatalogStore>;
export type { ObjectWhole };
