import type { Column } from './columns-kinds.ts';
import { OWN_COLUMNS } from './columns-own.ts';

/** The columns that every component has a place for, in their order. */
const COMMON: readonly Column[] = [
  { id: 'label', title: 'Label', kind: 'text' },
  { id: 'name', title: 'API name', kind: 'text' },
  { id: 'object', title: 'Object', kind: 'text' },
  { id: 'namespace', title: 'Namespace', kind: 'text' },
  { id: 'description', title: 'Description', kind: 'text' },
  { id: 'createdDate', title: 'Created date', kind: 'date' },
  { id: 'createdBy', title: 'Created by', kind: 'text' },
  { id: 'lastModifiedDate', title: 'Last modified date', kind: 'date' },
  { id: 'lastModifiedBy', title: 'Last modified by', kind: 'text' },
  { id: 'readAt', title: 'Read', kind: 'date' },
];
/** These stand before a type's own columns, the others after them. */
const FIRST = new Set(['label', 'name', 'object']);
const COMMON_IDS = new Set(COMMON.map(({ id }) => id));

/** Common columns that say nothing of a type, by what components of the type never have. */
const NOTHING_SAID: Readonly<Record<string, readonly string[]>> = {
  ReportFolder: ['object', 'description'],
  ReportType: ['description', 'createdDate', 'createdBy', 'lastModifiedDate', 'lastModifiedBy'],
  Dashboard: ['object'],
  DashboardFolder: ['object', 'description'],
  User: ['object', 'namespace', 'description', 'createdDate', 'createdBy', 'lastModifiedBy'],
  FieldDetail: ['description', 'createdDate', 'createdBy', 'lastModifiedBy'],
  ApexClass: ['object', 'description'],
  ApexTrigger: ['description'],
  Layout: ['description'],
  Profile: ['object'],
  PermissionSet: ['object'],
  PermissionSetGroup: ['object'],
  MutingPermissionSet: ['object'],
  CustomSetting: ['object'],
  CustomMetadataType: ['object'],
  GlobalValueSet: ['object'],
  CustomLabel: ['object', 'description'],
  CustomApplication: ['object'],
  InstalledPackage: ['object', 'createdDate', 'createdBy', 'lastModifiedDate', 'lastModifiedBy'],
  ObjectLimit: ['name', 'description', 'createdDate', 'createdBy', 'lastModifiedDate', 'lastModifiedBy'],
};
/** Where Salesforce calls a common column otherwise. */
const TITLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Report: { label: 'Report name', name: 'Folder and unique name' },
  Dashboard: { label: 'Title', name: 'Folder and unique name' },
  ReportFolder: { label: 'Folder', name: 'Unique name' },
  DashboardFolder: { label: 'Folder', name: 'Unique name' },
  ReportType: { label: 'Report type', object: 'Primary object' },
  User: { label: 'Name', name: 'User ID' },
  ApexClass: { label: 'Name' },
  ApexTrigger: { label: 'Name' },
  FlexiPage: { label: 'Lightning page' },
  ObjectLimit: { label: 'Limit' },
  InstalledPackage: { label: 'Package', name: 'Package namespace' },
};

/** The columns of a type: the common ones that say something of it around its own. */
export function columnsOf(type: string): readonly Column[] {
  const silent = new Set(NOTHING_SAID[type] ?? []);
  const titles = TITLES[type] ?? {};
  const common = COMMON.filter(({ id }) => !silent.has(id)).map((one) => ({
    ...one,
    title: titles[one.id] ?? one.title,
  }));
  return [
    ...common.filter(({ id }) => FIRST.has(id)),
    ...(OWN_COLUMNS[type] ?? []),
    ...common.filter(({ id }) => !FIRST.has(id)),
  ];
}

/** A column of every component, as against a fact of the type. */
export function isCommonColumn(id: string): boolean {
  return COMMON_IDS.has(id);
}

/** The type's own columns: each is a fact of the same name. */
export function ownColumnsOf(type: string): readonly Column[] {
  return OWN_COLUMNS[type] ?? [];
}
