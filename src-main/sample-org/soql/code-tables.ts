import type { BundleApexClass, BundleApexTrigger, BundleLayout } from '../bundle-parts.ts';
import { objectTraits } from '../describe/object-traits.ts';
import { mintId } from '../ids.ts';
import { entityDurableId, recordTypeId } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { profileId, profileNames } from './access-model.ts';
import { foundingStamp, packaged, packagedValues, setupTable, splitNamespace, stampOf } from './setup-kit.ts';
import { columns } from './table.ts';
import type { Row, Table } from './table.ts';

export function apexId(kind: 'class' | 'trigger', name: string): string {
  return mintId(kind === 'class' ? '01p' : '01q', name);
}

const codeColumns = [
  ...columns('Id:id', 'Name', 'ApiVersion:double', 'Status:picklist', 'IsValid:boolean', 'BodyCrc:double'),
  ...columns('LengthWithoutComments:int', 'Body:textarea', 'FullName', 'Metadata:complexvalue'),
  ...packaged,
];

function codeValues(code: BundleApexClass, body: string): Row {
  const { namespace } = splitNamespace(code.name);
  const isHidden = namespace !== null;
  return {
    ApiVersion: Number(code.apiVersion ?? '65.0'),
    Status: code.status ?? 'Active',
    IsValid: true,
    BodyCrc: (code.lines ?? 10) * 7919,
    // About thirty characters a line; the source of a managed package is never shown.
    LengthWithoutComments: (code.lines ?? 10) * 30,
    Body: isHidden ? '(hidden)' : body,
    FullName: code.name,
    Metadata: { apiVersion: Number(code.apiVersion ?? '65.0'), status: code.status ?? 'Active', packageVersions: [] },
    ...packagedValues(namespace),
  };
}

const apexClassTable = setupTable({
  name: 'ApexClass',
  label: 'Apex Class',
  keyPrefix: '01p',
  columns: codeColumns,
  rows: (model) =>
    (model.bundle.apexClasses ?? []).map((code) => {
      const { local } = splitNamespace(code.name);
      const head = code.isTest === true ? '@isTest\nprivate' : 'public with sharing';
      return {
        Id: apexId('class', code.name),
        Name: local,
        ...codeValues(code, `${head} class ${local} {\n}\n`),
        ...stampOf(model, code, `class ${code.name}`),
      };
    }),
});

const triggerEvents = [
  ['UsageBeforeInsert', 'before insert'],
  ['UsageAfterInsert', 'after insert'],
  ['UsageBeforeUpdate', 'before update'],
  ['UsageAfterUpdate', 'after update'],
  ['UsageBeforeDelete', 'before delete'],
  ['UsageAfterDelete', 'after delete'],
  ['UsageAfterUndelete', 'after undelete'],
] as const;

function triggerRow(model: OrgModel, trigger: BundleApexTrigger): Row {
  const object = model.object(trigger.object);
  const { local } = splitNamespace(trigger.name);
  const home = object === undefined ? trigger.object : entityDurableId(object);
  const events = trigger.events ?? [];
  return {
    Id: apexId('trigger', trigger.name),
    Name: local,
    TableEnumOrId: home,
    EntityDefinitionId: home,
    ...Object.fromEntries(triggerEvents.map(([column, event]) => [column, events.includes(event)])),
    UsageIsBulk: false,
    ...codeValues(trigger, `trigger ${local} on ${trigger.object} (${events.join(', ')}) {\n}\n`),
    ...stampOf(model, trigger, `trigger ${trigger.name}`),
  };
}

const apexTriggerTable = setupTable({
  name: 'ApexTrigger',
  label: 'Apex Trigger',
  keyPrefix: '01q',
  columns: [
    ...codeColumns,
    ...columns('TableEnumOrId:picklist', 'EntityDefinitionId', 'UsageIsBulk:boolean'),
    ...columns(...triggerEvents.map(([column]) => `${column}:boolean`)),
  ],
  relations: [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }],
  rows: (model) => (model.bundle.apexTriggers ?? []).map((trigger) => triggerRow(model, trigger)),
});

/** A layout with the lists of children on it, each by the field that makes the children. */
type WholeLayout = BundleLayout & { readonly relatedLists?: readonly string[] };

/** What stands on layouts that a bundle only names: its dependencies say so. */
function layoutParts(model: OrgModel): ReadonlyMap<string, Pick<WholeLayout, 'fields' | 'relatedLists'>> {
  const parts = new Map<string, { fields: string[]; relatedLists: string[] }>();
  for (const { from, to, via = [] } of model.bundle.dependencies ?? []) {
    if (from.type !== 'Layout' || to.type !== 'CustomField') continue;
    const part = parts.get(from.name) ?? { fields: [], relatedLists: [] };
    parts.set(from.name, part);
    if (via.includes('layoutItem')) part.fields.push(to.name.slice(to.name.indexOf('.') + 1));
    if (via.includes('relatedList')) part.relatedLists.push(to.name);
  }
  return parts;
}

/** The layouts of an org: the bundle's, and one of its name for every further object that has layouts. */
function layoutsOf(model: OrgModel): readonly WholeLayout[] {
  const parts = layoutParts(model);
  const given = (model.bundle.layouts ?? []).map((layout): WholeLayout => {
    if (typeof layout !== 'string') return layout;
    const name = decodeURIComponent(layout);
    return { name, object: name.slice(0, name.indexOf('-')), fields: [], ...parts.get(name) };
  });
  const covered = new Set(given.map(({ object }) => object));
  const minted = model.bundle.sobjects
    .filter((object) => !covered.has(object.name) && objectTraits(model, object).layoutable)
    .map((object) => ({ name: `${object.name}-${object.label} Layout`, object: object.name, fields: [] }));
  return [...given, ...minted];
}

/** A layout's Id by its full name, `Account-Account Layout`. */
export function layoutId(fullName: string): string {
  return mintId('00h', fullName);
}

/** A layout's name without its object. */
export function layoutName(layout: BundleLayout): string {
  return layout.name.slice(layout.object.length + 1);
}

const layoutTable = setupTable({
  name: 'Layout',
  label: 'Page Layout',
  keyPrefix: '00h',
  columns: [
    ...columns('Id:id', 'Name', 'LayoutType:picklist', 'TableEnumOrId:picklist', 'EntityDefinitionId', 'FullName'),
    ...columns('Metadata:complexvalue', 'ShowSubmitAndAttachButton:boolean'),
    ...packaged,
  ],
  relations: [{ name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }],
  rows: (model) =>
    layoutsOf(model).map((layout) => {
      const object = model.object(layout.object);
      const home = object === undefined ? layout.object : entityDurableId(object);
      const isFounding = layout.createdDate === undefined && layout.fields.length === 0;
      return {
        Id: layoutId(layout.name),
        Name: splitNamespace(layoutName(layout)).local,
        LayoutType: 'Standard',
        TableEnumOrId: home,
        EntityDefinitionId: home,
        FullName: layout.name,
        Metadata: {
          layoutSections: [
            {
              label: 'Information',
              style: 'TwoColumnsTopToBottom',
              layoutColumns: [{ layoutItems: layout.fields.map((field) => ({ field, behavior: 'Edit' })) }],
            },
          ],
          relatedLists: (layout.relatedLists ?? []).map((relatedList) => ({ relatedList, fields: ['NAME'] })),
        },
        ShowSubmitAndAttachButton: false,
        // A layout's own prefix stands in its full name; an org's own layout of a packaged object has none.
        ...packagedValues(splitNamespace(layoutName(layout)).namespace),
        ...(isFounding ? foundingStamp(model) : stampOf(model, layout, `layout ${layout.name}`)),
      };
    }),
});

/** Which layout a profile gets for a record type. */
const profileLayoutTable: Table = {
  name: 'ProfileLayout',
  label: 'Profile Layout',
  keyPrefix: '01G',
  key: 'Id',
  columns: columns('Id:id', 'LayoutId:reference', 'ProfileId:reference', 'RecordTypeId:reference', 'TableEnumOrId'),
  relations: [
    { name: 'Layout', target: 'Layout', via: 'LayoutId' },
    { name: 'Profile', target: 'Profile', via: 'ProfileId' },
    { name: 'RecordType', target: 'RecordType', via: 'RecordTypeId' },
  ],
  isCatalog: false,
  rows: (model) =>
    layoutsOf(model).flatMap((layout) => {
      const object = model.object(layout.object);
      if (object === undefined) return [];
      const recordTypes = layout.recordTypes ?? [null];
      return profileNames(model).flatMap((profile) =>
        recordTypes.map((name) => ({
          Id: mintId('01G', `${layout.name}.${profile}.${name ?? ''}`),
          LayoutId: layoutId(layout.name),
          ProfileId: profileId(profile),
          RecordTypeId: name === null ? null : recordTypeId(object, name),
          TableEnumOrId: entityDurableId(object),
        })),
      );
    }),
};

export const codeTables: readonly Table[] = [apexClassTable, apexTriggerTable];
export const layoutTables: readonly Table[] = [layoutTable, profileLayoutTable];
