import type { BundleField, BundleObject } from '../bundle.ts';

const fixed = { nillable: false, createable: false, updateable: false, synthesised: true } as const;
const free = { nillable: true, createable: true, updateable: true, synthesised: true } as const;

const plain = (name: string, label: string, type: string, more: Partial<BundleField> = {}): BundleField => ({
  name,
  label,
  type,
  ...fixed,
  ...more,
});

const toUser = (name: string, label: string): BundleField =>
  plain(name, label, 'reference', { length: 18, referenceTo: ['User'], relationshipName: name.replace(/Id$/, '') });

const id = plain('Id', 'Record ID', 'id', { length: 18 });
const isDeleted = plain('IsDeleted', 'Deleted', 'boolean');
const createdDate = plain('CreatedDate', 'Created Date', 'datetime');
const createdBy = toUser('CreatedById', 'Created By ID');
const audit: readonly BundleField[] = [
  createdDate,
  createdBy,
  plain('LastModifiedDate', 'Last Modified Date', 'datetime'),
  toUser('LastModifiedById', 'Last Modified By ID'),
  plain('SystemModstamp', 'System Modstamp', 'datetime'),
];

/** What the platform adds to a custom object depends on these. */
export interface SystemFieldNeeds {
  readonly nameLabel: string;
  /** Absent: the name is text. */
  readonly autoNumberFormat?: string;
  readonly isDetail: boolean;
  readonly hasRecordTypes: boolean;
  readonly hasActivities: boolean;
}

/** System fields of a custom object, in the order in which describe lists them. */
export function customObjectSystemFields(needs: SystemFieldNeeds): readonly BundleField[] {
  const { autoNumberFormat } = needs;
  const owner = plain('OwnerId', 'Owner ID', 'reference', {
    length: 18,
    referenceTo: ['Group', 'User'],
    relationshipName: 'Owner',
    createable: true,
    updateable: true,
  });
  const name = plain('Name', needs.nameLabel, 'string', {
    length: 80,
    nameField: true,
    synthesised: undefined,
    ...(autoNumberFormat ? { autoNumberFormat } : { nillable: true, createable: true, updateable: true }),
  });
  const recordType = plain('RecordTypeId', 'Record Type ID', 'reference', {
    ...free,
    length: 18,
    referenceTo: ['RecordType'],
    relationshipName: 'RecordType',
  });
  return [
    id,
    ...(needs.isDetail ? [] : [owner]),
    isDeleted,
    name,
    ...(needs.hasRecordTypes ? [recordType] : []),
    ...audit,
    ...(needs.hasActivities ? [plain('LastActivityDate', 'Last Activity Date', 'date', { nillable: true })] : []),
  ];
}

/** System fields of a custom setting; a hierarchy setting also says whose it is. */
export function customSettingSystemFields(label: string, isHierarchy: boolean): readonly BundleField[] {
  const owner = plain('SetupOwnerId', 'Location', 'reference', {
    length: 18,
    referenceTo: ['Organization', 'Profile', 'User'],
    relationshipName: 'SetupOwner',
    createable: true,
  });
  const name = plain('Name', `${label} Name`, 'string', {
    length: 38,
    nameField: true,
    nillable: isHierarchy,
    createable: true,
    updateable: true,
    synthesised: undefined,
  });
  return [id, isDeleted, name, ...(isHierarchy ? [owner] : []), ...audit];
}

/** System fields of a custom metadata type. */
export function customMetadataSystemFields(): readonly BundleField[] {
  return [
    plain('Id', 'Custom Metadata Record ID', 'id', { length: 18 }),
    plain('DeveloperName', 'Custom Metadata Record Name', 'string', { length: 40 }),
    plain('MasterLabel', 'Label', 'string', { length: 40, nameField: true }),
    plain('Language', 'Master Language', 'picklist', {
      length: 40,
      picklistValues: [{ value: 'en_US', label: 'English', default: true }],
    }),
    plain('NamespacePrefix', 'Namespace Prefix', 'string', { length: 15, nillable: true }),
    plain('Label', 'Label', 'string', { length: 40 }),
    plain('QualifiedApiName', 'Qualified API Name', 'string', { length: 70 }),
    plain('SystemModstamp', 'System Modstamp', 'datetime'),
  ];
}

/** System fields of a platform event. */
export function platformEventSystemFields(): readonly BundleField[] {
  return [
    plain('ReplayId', 'Replay ID', 'string', { length: 1000, nillable: true }),
    createdDate,
    createdBy,
    plain('EventUuid', 'Event UUID', 'string', { length: 36, nillable: true }),
  ];
}

const parentOf = (parent: string): BundleField =>
  plain('ParentId', 'Parent ID', 'reference', { length: 18, referenceTo: [parent], relationshipName: 'Parent' });

const companionFields = {
  History: (parent: string): readonly BundleField[] => [
    id,
    isDeleted,
    parentOf(parent),
    createdBy,
    createdDate,
    plain('Field', 'Changed Field', 'string', { length: 255 }),
    plain('DataType', 'Datatype', 'string', { length: 255, nillable: true }),
    plain('OldValue', 'Old Value', 'anyType', { nillable: true }),
    plain('NewValue', 'New Value', 'anyType', { nillable: true }),
  ],
  Share: (parent: string): readonly BundleField[] => [
    id,
    parentOf(parent),
    plain('AccessLevel', 'Access Level', 'string', { length: 40, createable: true, updateable: true }),
    plain('UserOrGroupId', 'User/Group ID', 'reference', {
      length: 18,
      referenceTo: ['Group', 'User'],
      relationshipName: 'UserOrGroup',
      createable: true,
    }),
    plain('RowCause', 'Row Cause', 'string', { length: 40, nillable: true, createable: true }),
    ...audit.filter((field) => field.name.startsWith('LastModified')),
    isDeleted,
  ],
  Feed: (parent: string): readonly BundleField[] => [
    id,
    parentOf(parent),
    plain('Type', 'Feed Item Type', 'string', { length: 40, nillable: true }),
    createdBy,
    createdDate,
    isDeleted,
    plain('SystemModstamp', 'System Modstamp', 'datetime'),
    plain('CommentCount', 'Comment Count', 'int'),
    plain('LikeCount', 'Like Count', 'int'),
    plain('Body', 'Body', 'textarea', { length: 10000, nillable: true }),
  ],
  ChangeEvent: (): readonly BundleField[] => [
    id,
    plain('ReplayId', 'Replay ID', 'string', { length: 1000, nillable: true }),
    plain('ChangeEventHeader', 'Change Event Header', 'anyType'),
    plain('Name', 'Name', 'string', { length: 80, nillable: true }),
    ...audit.slice(0, 4).map((field) => ({ ...field, nillable: true })),
  ],
} as const;

/** The companion of a custom object: `Installation__History`, `Installation__Share`, and so on. */
export function companionObject(parent: BundleObject, type: keyof typeof companionFields): BundleObject {
  const words = type === 'ChangeEvent' ? 'Change Event' : type;
  return {
    name: parent.name.replace(/__c$/, `__${type}`),
    label: `${words}: ${parent.label}`,
    labelPlural: `${words}: ${parent.label}`,
    custom: true,
    kind: 'custom',
    associateEntityType: type,
    associateParentEntity: parent.name,
    layoutable: false,
    fields: companionFields[type](parent.name),
    recordTypes: [],
    validationRules: [],
  };
}
