import type { BundleNamed } from '../bundle-parts.ts';
import type { BundleObject } from '../bundle.ts';
import { mintId } from '../ids.ts';
import { namedFullName, namedMetadata } from './named-metadata.ts';
import { valueSetTables } from './value-set-tables.ts';
import { entityDurableId } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { packaged, packagedValues, setupTable, splitNamespace, stampOf } from './setup-kit.ts';
import { columns, onceForModel } from './table.ts';
import type { Row, Table } from './table.ts';

/*
 * The rest of Setup, of which the org knows little more than names: pages, components, labels, tabs, apps, actions.
 */

interface Kind {
  readonly type: string;
  readonly label: string;
  readonly keyPrefix: string;
  /** The column of the developer name. */
  readonly nameColumn: string;
  /** The column of the label, where the type has one. */
  readonly labelColumn?: string;
  /** The column of the object that the thing belongs to. */
  readonly objectColumn?: string;
  /** The type has neither FullName nor Metadata. */
  readonly isPlain?: boolean;
  /** The label column holds a text of any length: a second one has what Setup lists, and there is no description. */
  readonly hasShortLabel?: boolean;
  /** Columns of which every row has the same value. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const kinds: readonly Kind[] = [
  {
    type: 'FlexiPage',
    label: 'Lightning Page',
    keyPrefix: '0M0',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    objectColumn: 'EntityDefinitionId',
    more: { Type: 'RecordPage', ParentFlexiPage: null },
  },
  {
    type: 'LightningComponentBundle',
    label: 'Lightning Web Component Bundle',
    keyPrefix: '0Rb',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    more: { ApiVersion: 62, IsExposed: true, Language: 'en_US' },
  },
  {
    type: 'AuraDefinitionBundle',
    label: 'Aura Component Bundle',
    keyPrefix: '0Ab',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    more: { ApiVersion: 48 },
  },
  {
    type: 'ApexPage',
    label: 'Visualforce Page',
    keyPrefix: '066',
    nameColumn: 'Name',
    labelColumn: 'MasterLabel',
    more: { ApiVersion: 48, ControllerType: 'StandardController', IsAvailableInTouch: false },
  },
  {
    type: 'ApexComponent',
    label: 'Visualforce Component',
    keyPrefix: '099',
    nameColumn: 'Name',
    labelColumn: 'MasterLabel',
    more: { ApiVersion: 48, ControllerType: 'NotUsed' },
  },
  {
    type: 'WebLink',
    label: 'Custom Button or Link',
    keyPrefix: '00b',
    nameColumn: 'Name',
    labelColumn: 'MasterLabel',
    objectColumn: 'EntityDefinitionId',
    more: { LinkType: 'url', OpenType: 'newWindow' },
  },
  {
    type: 'QuickActionDefinition',
    label: 'Action',
    keyPrefix: '09D',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    objectColumn: 'SobjectType',
    more: { Type: 'LightningWebComponent', TargetSobjectType: null },
  },
  {
    type: 'CompactLayout',
    label: 'Compact Layout',
    keyPrefix: '0AH',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    objectColumn: 'SobjectType',
  },
  {
    type: 'FieldSet',
    label: 'Field Set',
    keyPrefix: '0IX',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    objectColumn: 'EntityDefinitionId',
  },
  {
    type: 'StaticResource',
    label: 'Static Resource',
    keyPrefix: '081',
    nameColumn: 'Name',
    more: { ContentType: 'image/svg+xml', CacheControl: 'Public' },
  },
  {
    type: 'CustomTab',
    label: 'Custom Tab Definition',
    keyPrefix: '01r',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    objectColumn: 'EntityDefinitionId',
    more: { Type: 'customObject' },
  },
  {
    type: 'CustomApplication',
    label: 'Custom App',
    keyPrefix: '02u',
    nameColumn: 'DeveloperName',
    labelColumn: 'Label',
    more: { UiType: 'Lightning', NavType: 'Standard' },
  },
  {
    type: 'CustomPermission',
    label: 'Custom Permission',
    keyPrefix: '0CP',
    nameColumn: 'DeveloperName',
    labelColumn: 'MasterLabel',
    isPlain: true,
    more: { Language: 'en_US', IsProtected: false, IsLicensed: false },
  },
  {
    type: 'ExternalString',
    label: 'Custom Label',
    keyPrefix: '101',
    nameColumn: 'Name',
    labelColumn: 'Value',
    isPlain: true,
    hasShortLabel: true,
    more: { Language: 'en_US', IsProtected: false, Category: null },
  },
  {
    type: 'EmailTemplate',
    label: 'Email Template',
    keyPrefix: '00X',
    nameColumn: 'DeveloperName',
    labelColumn: 'Name',
    isPlain: true,
    more: { IsActive: true, TemplateType: 'custom', Encoding: 'UTF-8', UiType: 'SFX' },
  },
];

function ofType(model: OrgModel, type: string): readonly BundleNamed[] {
  return (model.bundle.named ?? []).filter((thing) => thing.type === type);
}

function typeOf(value: unknown): string {
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'double' : 'string';
}

/** The Id of a thing that is only known by its name. */
export function namedId(type: string, name: string): string {
  const prefix = kinds.find((kind) => kind.type === type)?.keyPrefix ?? '0Zz';
  return mintId(prefix, `${type} ${name}`);
}

/** The object by its Id of the catalog, and by its name where the type has a column for that. */
function objectValues(column: string, object: BundleObject | undefined): Row {
  const EntityDefinitionId = object === undefined ? null : entityDurableId(object);
  return column === 'EntityDefinitionId'
    ? { EntityDefinitionId }
    : { [column]: object?.name ?? null, EntityDefinitionId };
}

function namedRow(model: OrgModel, kind: Kind, thing: BundleNamed): Row {
  const { namespace, local } = splitNamespace(thing.name);
  const object = thing.object === undefined ? undefined : model.object(thing.object);
  return {
    Id: namedId(kind.type, thing.name),
    // A tab is called after its object, without the suffix.
    [kind.nameColumn]: local.replace(/__[a-z]+$/, ''),
    ...(kind.labelColumn === undefined ? {} : { [kind.labelColumn]: thing.label ?? thing.name }),
    ...(kind.objectColumn === undefined ? {} : objectValues(kind.objectColumn, object)),
    ...(kind.hasShortLabel === true
      ? { MasterLabel: thing.name.replaceAll('_', ' ') }
      : { Description: thing.description ?? null }),
    ...kind.more,
    ...(kind.isPlain === true
      ? {}
      : { FullName: namedFullName(thing), Metadata: namedMetadata(model, thing, kind.more ?? {}) }),
    ...packagedValues(namespace),
    ...stampOf(model, thing, `${kind.type} ${thing.name}`),
  };
}

function namedTable(kind: Kind): Table {
  const { type, label, keyPrefix, nameColumn, labelColumn, objectColumn, isPlain, hasShortLabel, more = {} } = kind;
  return setupTable({
    name: type,
    label,
    keyPrefix,
    columns: [
      ...columns('Id:id', nameColumn, ...(labelColumn === undefined ? [] : [labelColumn])),
      ...columns(
        ...new Set(objectColumn === undefined ? [] : [objectColumn, 'EntityDefinitionId']),
        hasShortLabel === true ? 'MasterLabel' : 'Description:textarea',
      ),
      ...columns(...Object.entries(more).map(([name, value]) => `${name}:${typeOf(value)}`)),
      ...(isPlain === true ? [] : columns('FullName', 'Metadata:complexvalue')),
      ...packaged,
    ],
    relations:
      objectColumn !== undefined
        ? [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }]
        : [],
    rows: (model) => ofType(model, type).map((thing) => namedRow(model, kind, thing)),
  });
}

const subscriberPackageTable: Table = {
  name: 'SubscriberPackage',
  label: 'Subscriber Package',
  keyPrefix: '033',
  key: 'Id',
  columns: columns('Id:id', 'Name', 'Description', 'NamespacePrefix', 'IsPackageValid:boolean'),
  relations: [],
  isCatalog: false,
  rows: onceForModel((model) =>
    ofType(model, 'InstalledSubscriberPackage').map((thing) => ({
      Id: mintId('033', thing.name),
      Name: thing.label ?? thing.name,
      Description: thing.description ?? null,
      NamespacePrefix: thing.name,
      IsPackageValid: true,
    })),
  ),
};

const installedPackageTable: Table = {
  name: 'InstalledSubscriberPackage',
  label: 'Installed Subscriber Package',
  keyPrefix: '0A3',
  key: 'Id',
  columns: columns('Id:id', 'SubscriberPackageId:reference', 'SubscriberPackageVersionId:reference'),
  relations: [
    { name: 'SubscriberPackage', target: 'SubscriberPackage', via: 'SubscriberPackageId' },
    { name: 'SubscriberPackageVersion', target: 'SubscriberPackageVersion', via: 'SubscriberPackageVersionId' },
  ],
  isCatalog: false,
  rows: onceForModel((model) =>
    ofType(model, 'InstalledSubscriberPackage').map((thing) => ({
      Id: mintId('0A3', thing.name),
      SubscriberPackageId: mintId('033', thing.name),
      SubscriberPackageVersionId: mintId('04t', thing.name),
    })),
  ),
};

const tables = kinds.map(namedTable);
const onlyInDataApi = new Set(['CustomPermission']);
const inDataApi = new Set([
  'CustomPermission',
  'EmailTemplate',
  'StaticResource',
  'ApexPage',
  'ApexComponent',
  'WebLink',
]);

export const dataNamedTables: readonly Table[] = tables.filter(({ name }) => inDataApi.has(name));
export const toolingNamedTables: readonly Table[] = [
  ...tables.filter(({ name }) => !onlyInDataApi.has(name)),
  subscriberPackageTable,
  installedPackageTable,
  ...valueSetTables,
];
