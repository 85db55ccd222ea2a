import type { Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { describeChildRelationships } from '../describe/child-relationships.ts';
import type { AskedColumn } from './column-metadata.ts';
import type { QueryPlace, QueryResult } from './run-query.ts';
import { noSuchChildren, SoqlError } from './soql-error.ts';
import { sameKey } from './table.ts';
import type { EqualityFilter, Row, Table } from './table.ts';
import { findTable } from './tables.ts';

/** Holds a query of children to those of some parents. */
export interface ParentFilter {
  readonly filter: EqualityFilter;
  isWanted(row: Row): boolean;
}

/** Runs a query of a table for some parents' children; its rows are in order and not cut. */
type Answer = (place: QueryPlace, soql: string, query: Query, table: Table, parents: ParentFilter) => QueryResult;

/** Children by the relationship's name, as a column of the parents' records. */
interface ChildColumn {
  readonly name: string;
  readonly columns: readonly AskedColumn[];
  of(parent: Row): unknown;
}

/** Relationships of the Tooling API's catalog, by the parent and the name: the child and its field. */
const catalogChildren: Readonly<Record<string, Readonly<Record<string, readonly [child: string, field: string]>>>> = {
  EntityDefinition: {
    ApexTriggers: ['ApexTrigger', 'EntityDefinitionId'],
    ChildRelationships: ['RelationshipDomain', 'ParentSobjectId'],
    CustomFields: ['CustomField', 'EntityDefinitionId'],
    Fields: ['FieldDefinition', 'EntityDefinitionId'],
    FieldSets: ['FieldSet', 'EntityDefinitionId'],
    Layouts: ['Layout', 'EntityDefinitionId'],
    Limits: ['EntityLimit', 'EntityDefinitionId'],
    Particles: ['EntityParticle', 'EntityDefinitionId'],
    RelationshipDomains: ['RelationshipDomain', 'ParentSobjectId'],
    ValidationRules: ['ValidationRule', 'EntityDefinitionId'],
  },
};

function relationshipOf(
  { model, api }: QueryPlace,
  parent: Table,
  name: string,
): { readonly name: string; readonly child: string; readonly field: string } | undefined {
  const same = (other: string | null): boolean => other?.toLowerCase() === name.toLowerCase();
  const known = Object.entries(catalogChildren[parent.name] ?? {}).find(([one]) => same(one));
  if (known !== undefined) return { name: known[0], child: known[1][0], field: known[1][1] };
  const object = api === 'data' ? model.object(parent.name) : undefined;
  const found =
    object === undefined
      ? undefined
      : describeChildRelationships(model, object).find(({ relationshipName }) => same(relationshipName));
  return found === undefined
    ? undefined
    : { name: found.relationshipName ?? name, child: found.childSObject, field: found.field };
}

/** Children of `parents` by a query in the select list. @throws SoqlError */
export function childQuery(
  place: QueryPlace,
  soql: string,
  parent: Table,
  parents: readonly Row[],
  { relationshipName, ...rest }: Subquery,
  answer: Answer,
): ChildColumn {
  if (place.isBulk === true)
    throw new SoqlError('FEATURENOTENABLED', 'Aggregate Relationships not supported in Bulk Query');
  const relationship = relationshipOf(place, parent, relationshipName);
  const table = relationship === undefined ? undefined : findTable(place.model, place.api, relationship.child);
  if (relationship === undefined || table === undefined || place.isHidden?.(table.name) === true)
    throw noSuchChildren(soql, relationshipName);
  const { field, name } = relationship;
  const ids = parents.map((row) => String(row[parent.key]));
  const keys = new Set(ids.map(sameKey));
  const {
    rows = [],
    records,
    selected,
  } = answer(place, soql, { ...rest, sObject: table.name }, table, {
    filter: new Map([[field.toLowerCase(), ids]]),
    isWanted: (row) => keys.has(sameKey(String(row[field] ?? ''))),
  });
  const indexes = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const key = sameKey(String(row[field] ?? ''));
    const known = indexes.get(key);
    if (known === undefined) indexes.set(key, [index]);
    else known.push(index);
  });
  const { offset = 0, limit } = rest;
  return {
    name,
    columns: selected.map((column) => ({ ...column, name: `${name}.${column.name}`, isOfChildren: true })),
    of(row) {
      const all = indexes.get(sameKey(String(row[parent.key]))) ?? [];
      const cut = all.slice(offset, limit === undefined ? undefined : offset + limit);
      if (cut.length === 0) return null;
      const found = cut.flatMap((index) => records.slice(index, index + 1));
      const totals = { totalSize: found.length, done: true };
      if (place.api === 'data') return { ...totals, records: found };
      return { size: found.length, ...totals, queryLocator: null, entityTypeName: table.name, records: found };
    },
  };
}
