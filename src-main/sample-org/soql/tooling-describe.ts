import { describeField } from '../describe/describe-field.ts';
import type { DescribePlace } from '../describe/describe-object.ts';
import type { BundleField, BundleObject } from '../bundle.ts';
import { pluralOf } from '../content/words.ts';
import type { Table } from './table.ts';
import { toolingTables } from './tables.ts';

/** Flags of every tooling object here: they can be read and nothing else. */
const readOnly = {
  activateable: false,
  associateEntityType: null,
  associateParentEntity: null,
  createable: false,
  custom: false,
  customSetting: false,
  deepCloneable: false,
  deletable: false,
  deprecatedAndHidden: false,
  feedEnabled: false,
  hasSubtypes: false,
  isInterface: false,
  isSubtype: false,
};

/** Names that the service has no ordinary plural of. */
const plurals: Readonly<Record<string, string>> = {
  ExternalString: 'Custom Label',
  GlobalValueSet: 'Global Value Set',
  Layout: 'Page Layout',
  MetadataComponentDependency: 'Metadata Component Dependency',
  ProfileLayout: 'Profile Layout',
  StandardValueSet: 'Standard Value Set',
  UserEntityAccess: 'User Entity Access',
  UserFieldAccess: 'User Field Access',
  WebLink: 'Custom Buttons or Links',
};

function item(base: string, table: Table): Record<string, unknown> {
  const at = `${base}/${table.name}`;
  return {
    ...readOnly,
    keyPrefix: table.keyPrefix,
    label: table.label,
    labelPlural: plurals[table.name] ?? pluralOf(table.label),
    layoutable: false,
    mergeable: false,
    mruEnabled: false,
    name: table.name,
    queryable: true,
    replicateable: false,
    retrieveable: !table.isCatalog && table.restricted === undefined,
    searchable: false,
    triggerable: false,
    undeletable: false,
    updateable: false,
    urls: { rowTemplate: `${at}/{ID}`, describe: `${at}/describe`, sobject: at },
  };
}

/** The answer of `GET …/tooling/sobjects`: the tooling objects that can be queried here. */
export function describeToolingGlobal(base: string): Record<string, unknown> {
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects: toolingTables.map((table) => item(base, table)) };
}

/** The answer of `GET …/tooling/sobjects/{name}/describe`, or undefined where there is no such tooling object. */
export function describeToolingObject(place: DescribePlace, name: string): Record<string, unknown> | undefined {
  const table = toolingTables.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  return table === undefined ? undefined : describeTable(place, table);
}

/** The describe of an object that is known by its rows only. */
export function describeTable(place: DescribePlace, table: Table): Record<string, unknown> {
  const fields = table.columns.map((column): BundleField => {
    const relation = table.relations.find(({ via }) => via === column.name);
    return {
      ...column,
      label: column.name.replace(/([a-z])([A-Z])/g, '$1 $2'),
      createable: false,
      updateable: false,
      ...(relation === undefined ? {} : { referenceTo: [relation.target], relationshipName: relation.name }),
    };
  });
  const object: BundleObject = { name: table.name, label: table.label, fields, recordTypes: [], validationRules: [] };
  return {
    actionOverrides: [],
    childRelationships: [],
    compactLayoutable: false,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: [],
    searchLayoutable: false,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [],
    ...item(place.base, table),
    fields: fields.map((field) => describeField(object, field)),
  };
}
