import type { BundleRecordType } from '../bundle.ts';
import { mintId } from '../ids.ts';
import { datesOf, entityDurableId, recordTypeId } from '../org-model.ts';
import type { OrgModel } from '../org-model.ts';
import { profileId, profileNames } from './access-model.ts';
import { packagedValues, splitNamespace } from './setup-kit.ts';
import { audit, columns, onceForModel } from './table.ts';
import type { Column, Row, Table } from './table.ts';

function columnOf(name: string, value: unknown): Column {
  if (name === 'Id') return { name, type: 'id' };
  if (name.endsWith('ById') || name === 'ProfileId') return { name, type: 'reference' };
  if (name.endsWith('Date') || name === 'SystemModstamp') return { name, type: 'datetime' };
  if (name === 'Address') return { name, type: 'address' };
  return { name, type: typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'int' : 'string' };
}

/** The one Organization record. */
export function organizationTable(model: OrgModel): Table {
  return {
    name: 'Organization',
    label: 'Organization',
    keyPrefix: '00D',
    key: 'Id',
    columns: Object.entries(model.organization).map(([name, value]) => columnOf(name, value)),
    relations: audit.relations,
    isCatalog: false,
    rows: () => [model.organization],
  };
}

export const userTable: Table = {
  name: 'User',
  label: 'User',
  keyPrefix: '005',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'Username', 'FirstName', 'LastName', 'Name', 'Email', 'Alias', 'Title', 'Department'),
    ...columns('CompanyName', 'IsActive:boolean', 'UserType', 'ProfileId:reference', 'LastLoginDate:datetime'),
    ...columns('TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey', 'Country'),
    ...audit.columns,
  ],
  relations: [{ name: 'Profile', target: 'Profile', via: 'ProfileId' }, ...audit.relations],
  isCatalog: false,
  rows: onceForModel((model) =>
    model.users.map(({ ProfileName: _profileName, ...user }) => ({
      ...user,
      CompanyName: model.organization.Name,
      TimeZoneSidKey: model.organization.TimeZoneSidKey,
      LocaleSidKey: model.organization.DefaultLocaleSidKey,
      LanguageLocaleKey: model.organization.LanguageLocaleKey,
      EmailEncodingKey: 'UTF-8',
      Country: model.organization.Country,
      CreatedById: model.runningUser.Id,
      LastModifiedDate: user.CreatedDate,
      LastModifiedById: model.runningUser.Id,
      SystemModstamp: user.CreatedDate,
    })),
  ),
};

export const profileTable: Table = {
  name: 'Profile',
  label: 'Profile',
  keyPrefix: '00e',
  key: 'Id',
  columns: [...columns('Id:id', 'Name', 'UserType', 'Description'), ...audit.columns],
  relations: audit.relations,
  isCatalog: false,
  rows: onceForModel((model) => {
    const createdDate = model.organization.CreatedDate;
    return profileNames(model).map((name) => ({
      Id: profileId(name),
      Name: name,
      UserType: name.startsWith('Partner') ? 'PowerPartner' : 'Standard',
      Description: null,
      CreatedDate: createdDate,
      CreatedById: model.runningUser.Id,
      LastModifiedDate: createdDate,
      LastModifiedById: model.runningUser.Id,
      SystemModstamp: createdDate,
    }));
  }),
};

/** How a record type names a value: punctuation as in a web address, `Proposal%2FPrice Quote`. */
function valueName(value: string): string {
  return value.replace(/[^\p{L}\p{N} _-]/gu, (sign) =>
    Buffer.from(sign).reduce((text, byte) => `${text}%${byte.toString(16).toUpperCase().padStart(2, '0')}`, ''),
  );
}

/** What the Metadata API says of a record type. */
function recordTypeMetadata(recordType: BundleRecordType): Row {
  return {
    active: recordType.active === true,
    businessProcess: recordType.businessProcess ?? null,
    compactLayoutAssignment: null,
    description: recordType.description ?? null,
    label: recordType.label,
    picklistValues: Object.entries(recordType.picklists ?? {}).map(([picklist, values]) => ({
      picklist,
      values: values.map((value) => ({
        default: value === recordType.picklistDefaults?.[picklist],
        valueName: valueName(value),
      })),
    })),
    urls: null,
  };
}

export const recordTypeTable: Table = {
  name: 'RecordType',
  label: 'Record Type',
  keyPrefix: '012',
  key: 'Id',
  columns: [
    ...columns('Id:id', 'Name', 'DeveloperName', 'NamespacePrefix', 'Description', 'BusinessProcessId:reference'),
    ...columns('SobjectType', 'IsActive:boolean'),
    ...audit.columns,
  ],
  relations: audit.relations,
  isCatalog: false,
  rows: onceForModel((model) =>
    model.bundle.sobjects.flatMap((object) =>
      object.recordTypes.map((recordType): Row => {
        const dates = datesOf(recordType, `${object.name}.${recordType.name}`);
        return {
          Id: recordTypeId(object, recordType.name),
          Name: recordType.label,
          DeveloperName: splitNamespace(recordType.name).local,
          NamespacePrefix: splitNamespace(recordType.name).namespace,
          Description: recordType.description ?? null,
          BusinessProcessId:
            recordType.businessProcess === undefined
              ? null
              : mintId('019', `${object.name}.${recordType.businessProcess}`),
          SobjectType: object.name,
          IsActive: recordType.active === true,
          CreatedDate: dates.createdDate,
          CreatedById: model.runningUser.Id,
          LastModifiedDate: dates.lastModifiedDate,
          LastModifiedById: model.runningUser.Id,
          SystemModstamp: dates.lastModifiedDate,
          EntityDefinitionId: entityDurableId(object),
          // A record type's own prefix: an org's own one of a packaged object has none.
          ...packagedValues(splitNamespace(recordType.name).namespace),
          FullName: `${object.name}.${recordType.name}`,
          Metadata: recordTypeMetadata(recordType),
        };
      }),
    ),
  ),
};

/** The same in the Tooling API, with what the Metadata API says of each. */
export const toolingRecordTypeTable: Table = {
  ...recordTypeTable,
  columns: [
    ...recordTypeTable.columns,
    ...columns('EntityDefinitionId', 'ManageableState:picklist', 'FullName', 'Metadata:complexvalue'),
  ],
  relations: [...audit.relations, { name: 'EntityDefinition', target: 'EntityDefinition', via: 'EntityDefinitionId' }],
};
