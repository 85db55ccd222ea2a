/** Which fields of a metadata-bearing sObject a query may name: all of them, or those listed. */
export type AllowedFields = 'all' | ReadonlySet<string>;

function fields(...names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

/**
 * The sObjects whose rows describe the org and not its business. A query that reaches any other is refused while a
 * connection reads metadata only. Keys are lower case because SOQL does not mind the case.
 */
export const DATA_OBJECTS: ReadonlyMap<string, AllowedFields> = new Map<string, AllowedFields>([
  [
    'organization',
    fields(
      'Id',
      'Name',
      'OrganizationType',
      'InstanceName',
      'IsSandbox',
      'TrialExpirationDate',
      'NamespacePrefix',
      'Country',
      'LanguageLocaleKey',
      'TimeZoneSidKey',
      'CreatedDate',
    ),
  ],
  ['user', fields('Id', 'Name', 'Username', 'IsActive', 'ProfileId', 'UserType')],
  ['profile', fields('Id', 'Name', 'Description', 'UserType', 'CreatedDate', 'LastModifiedDate')],
  ['recordtype', 'all'],
]);

export const TOOLING_OBJECTS: ReadonlyMap<string, AllowedFields> = new Map<string, AllowedFields>([
  ['entitydefinition', 'all'],
  ['fielddefinition', 'all'],
  ['entityparticle', 'all'],
  ['customfield', 'all'],
  ['customobject', 'all'],
  ['validationrule', 'all'],
  ['recordtype', 'all'],
  ['user', fields('Id', 'Name', 'Username', 'IsActive', 'ProfileId', 'UserType')],
]);

/** To which sObject a relationship name leads, for parent paths (`CreatedBy.Name`). Others are refused. */
export const PARENT_RELATIONSHIPS: ReadonlyMap<string, string> = new Map([
  ['createdby', 'user'],
  ['lastmodifiedby', 'user'],
  ['profile', 'profile'],
  ['entitydefinition', 'entitydefinition'],
  ['fielddefinition', 'fielddefinition'],
]);
