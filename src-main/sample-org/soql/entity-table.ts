import type { BundleObject } from '../bundle.ts';
import { objectTraits } from '../describe/object-traits.ts';
import { datesOf, developerName, entityDurableId, isCustomObject, namespaceOf } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { columns, onceForModel } from './table.ts';
import type { Row, Table } from './table.ts';

/** Rows that have no Id of their own carry this one. */
export const emptyId = '000000000000000AAA';

/** Names of organisation-wide sharing defaults, as EntityDefinition has them. */
const sharingModels = new Set([
  'Private',
  'Read',
  'ReadWrite',
  'ReadWriteTransfer',
  'FullAccess',
  'ControlledByParent',
]);

function sharing(model: string | undefined): string {
  return model !== undefined && sharingModels.has(model) ? model : 'ReadWrite';
}

/** EntityDefinition of one object. */
export function entityRow(model: OrgModel, object: BundleObject): Row {
  const traits = objectTraits(model, object);
  const isCustom = isCustomObject(object);
  const namespace = namespaceOf(object.name);
  const durableId = entityDurableId(object);
  const setup = `/lightning/setup/ObjectManager/${durableId}/Details/view`;
  return {
    Id: emptyId,
    DurableId: durableId,
    QualifiedApiName: object.name,
    DeveloperName: isCustom ? developerName(object.name) : object.name,
    MasterLabel: object.label,
    Label: object.label,
    PluralLabel: object.labelPlural ?? object.label,
    KeyPrefix: object.keyPrefix ?? null,
    NamespacePrefix: isCustom ? namespace : null,
    Description: object.description ?? null,
    DeploymentStatus: isCustom ? (object.deploymentStatus ?? 'Deployed') : null,
    IsCustomSetting: traits.customSetting,
    IsCustomizable: isCustom || traits.layoutable,
    IsApexTriggerable: traits.triggerable,
    IsCompactLayoutable: traits.layoutable,
    IsDeprecatedAndHidden: false,
    IsFeedEnabled: traits.feedEnabled,
    IsFieldHistoryTracked: object.enableHistory === true,
    IsLayoutable: traits.layoutable,
    IsQueryable: traits.queryable,
    IsReplicateable: traits.replicateable,
    IsRetrieveable: traits.retrieveable,
    IsSearchable: traits.searchable,
    IsTriggerable: traits.triggerable,
    IsEverCreatable: traits.createable,
    IsEverDeletable: traits.deletable,
    IsEverUpdatable: traits.updateable,
    IsIdEnabled: traits.retrieveable,
    InternalSharingModel: sharing(object.sharingModel),
    ExternalSharingModel: sharing(object.externalSharingModel ?? object.sharingModel),
    // The service dates only what an administrator can change; a standard object has no date of its own.
    LastModifiedDate: isCustom ? datesOf(object, object.name).lastModifiedDate : null,
    LastModifiedById: isCustom ? model.runningUser.Id : null,
    PublisherId: isCustom ? (namespace ?? '<local>') : 'System',
    NewUrl: traits.createable ? `/${object.keyPrefix ?? ''}/e` : null,
    DetailUrl: isCustom ? setup : null,
  };
}

export const entityDefinitionTable: Table = {
  name: 'EntityDefinition',
  label: 'Entity Definition',
  keyPrefix: '4ie',
  key: 'DurableId',
  columns: [
    ...columns('Id:id', 'DurableId', 'QualifiedApiName', 'DeveloperName', 'MasterLabel', 'Label', 'PluralLabel'),
    ...columns('KeyPrefix', 'NamespacePrefix', 'Description:textarea', 'DeploymentStatus:picklist'),
    ...columns('IsCustomSetting:boolean', 'IsCustomizable:boolean', 'IsApexTriggerable:boolean'),
    ...columns('IsCompactLayoutable:boolean', 'IsDeprecatedAndHidden:boolean', 'IsFeedEnabled:boolean'),
    ...columns('IsFieldHistoryTracked:boolean', 'IsLayoutable:boolean', 'IsQueryable:boolean'),
    ...columns('IsReplicateable:boolean', 'IsRetrieveable:boolean', 'IsSearchable:boolean', 'IsTriggerable:boolean'),
    ...columns('IsEverCreatable:boolean', 'IsEverDeletable:boolean', 'IsEverUpdatable:boolean', 'IsIdEnabled:boolean'),
    ...columns('InternalSharingModel:picklist', 'ExternalSharingModel:picklist', 'LastModifiedDate:datetime'),
    ...columns('LastModifiedById:reference', 'PublisherId', 'NewUrl', 'DetailUrl'),
  ],
  relations: [{ name: 'LastModifiedBy', target: 'User', via: 'LastModifiedById' }],
  isCatalog: true,
  rows: onceForModel((model) => model.bundle.sobjects.map((object) => entityRow(model, object))),
};

/** Task and Event share the custom fields of Activity, which is no object of its own and so in no list. */
export const activity: BundleObject = {
  name: 'Activity',
  label: 'Activity',
  labelPlural: 'Activities',
  fields: [],
  recordTypes: [],
  validationRules: [],
};
