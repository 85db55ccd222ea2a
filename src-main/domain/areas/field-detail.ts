import type { Component, UsageFact } from './component.ts';
import { thingsOf } from './formula-fields.ts';
import { fieldsOfPath, type OrgSchema } from './formula-schema.ts';
import { type MetadataJson, partOf, partsOf, textOf } from './metadata-json.ts';

/** What only the definition of a roll-up summary or lookup has. */
export const FIELD_DETAIL_FACTS = [
  'operation',
  'summarizedField',
  'foreignKey',
  'filters',
  'lookupFilter',
  'deleteConstraint',
  'relationshipLabel',
  'reparentable',
] as const;

type FilterItem = {
  readonly field: string;
  readonly operation: string | null;
  readonly value: string | null;
  readonly valueField: string | null;
};

/**
 * Adds to a roll-up summary, lookup or master-detail field what its definition says besides the describe.
 *
 * @param metadata the Metadata API's CustomField
 */
export function withFieldDetail<T extends Component>(field: T, metadata: MetadataJson): T {
  const filters = filterItems(metadata, 'summaryFilterItems');
  const lookup = partOf(metadata, 'lookupFilter');
  const items = filterItems(lookup, 'filterItems');
  const names = [...filters, ...items].flatMap((item) => [item.field, item.value, item.valueField]);
  return {
    ...field,
    facts: {
      ...field.facts,
      operation: textOf(metadata, 'summaryOperation'),
      summarizedField: textOf(metadata, 'summarizedField'),
      foreignKey: textOf(metadata, 'summaryForeignKey'),
      filters,
      lookupFilter:
        items.length === 0
          ? null
          : {
              active: lookup.active === true,
              optional: lookup.isOptional === true,
              logic: textOf(lookup, 'booleanFilter'),
              errorMessage: textOf(lookup, 'errorMessage'),
              items,
            },
      deleteConstraint: textOf(metadata, 'deleteConstraint'),
      relationshipLabel: textOf(metadata, 'relationshipLabel'),
      reparentable: metadata.reparentableMasterDetail === true,
    },
    searchText: names.filter((text) => text !== null).join('\n') || null,
  };
}

function filterItems(parent: unknown, key: string): readonly FilterItem[] {
  return partsOf(parent, key).map((item) => ({
    field: textOf(item, 'field') ?? '',
    operation: textOf(item, 'operation'),
    value: textOf(item, 'value'),
    valueField: textOf(item, 'valueField'),
  }));
}

/** What a roll-up summary or a lookup filter uses. It is the field itself that uses it. */
export function fieldDetailUses(detail: Component, schema: OrgSchema): readonly UsageFact[] {
  const { object, name, facts } = detail;
  if (object === null) return [];
  const from = { fromType: 'CustomField', fromName: name };
  const { summarizedField, foreignKey, filters, lookupFilter } = facts;
  const child = typeof foreignKey === 'string' ? (foreignKey.split('.')[0] ?? object) : object;
  const target = Array.isArray(facts.referenceTo) ? String(facts.referenceTo[0] ?? object) : object;
  const used = (path: unknown, via: string, filtered: string): readonly UsageFact[] =>
    typeof path !== 'string' || path === ''
      ? []
      : namesIn(path, object, filtered, schema).map((thing) => ({ ...from, ...thing, via }));
  const items = (list: unknown, via: string, filtered: string): readonly UsageFact[] =>
    (Array.isArray(list) ? (list as readonly FilterItem[]) : []).flatMap((item) => [
      ...used(item.field, via, filtered),
      ...used(item.valueField, via, filtered),
    ]);
  const lookupItems =
    typeof lookupFilter === 'object' && lookupFilter !== null && 'items' in lookupFilter ? lookupFilter.items : [];
  return [
    ...used(summarizedField, 'rollup', child),
    ...used(foreignKey, 'rollup', child),
    ...items(filters, 'rollupFilter', child),
    ...items(lookupItems, 'lookupFilter', target),
  ];
}

/**
 * @param object of the field itself, which `$Source` stands for
 * @param filtered the object whose records are filtered: meant where a path begins with an object that the org does not have
 */
function namesIn(
  path: string,
  object: string,
  filtered: string,
  schema: OrgSchema,
): readonly Pick<UsageFact, 'toType' | 'toName'>[] {
  const [head = '', ...rest] = path.split('.');
  if (head.startsWith('$')) return thingsOf([head, ...rest], object, schema);
  const owner = schema.object(head) ?? (schema.object(filtered) === null ? head : filtered);
  return fieldsOfPath(schema, owner, rest).map((toName) => ({ toType: 'CustomField', toName }));
}
