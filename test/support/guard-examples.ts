import type { Purpose } from '../../src-main/engine/network/gateway-types.ts';

/** A request as a caller would make it, and for what it may be made. */
export type Example = {
  readonly method?: string;
  readonly url: string;
  readonly body?: string;
  /** For these whatever may be read through the connection. */
  readonly purposes: readonly Purpose[];
  /** Also for the purpose "records", once the connection may read them. */
  readonly records: boolean;
};

export const V = '/services/data/v68.0';
export const ORG = '00D000000000001AAA';
export const USER = '005000000000001AAA';
export const REPORT = '00O000000000001AAA';
export const DASHBOARD = '01Z000000000001AAA';
export const JOB = '750000000000001AAA';
export const RECORD = '001000000000001AAA';
export const RUN = '0LG000000000001AAA';
export const PAGE = '01g000000000001AAA-2000';

export const soql = (text: string, resource = 'query'): string => `${V}/${resource}?q=${encodeURIComponent(text)}`;
export const tooling = (text: string): string => soql(text, 'tooling/query');
export const describeUrl = (name: string): string => `${V}/sobjects/${name}/describe`;
/** Parts are GETs unless they say otherwise. */
export const composite = (...parts: readonly Record<string, unknown>[]): string =>
  JSON.stringify({
    allOrNone: false,
    compositeRequest: parts.map((part, index) => ({ referenceId: `r${index}`, method: 'GET', ...part })),
  });
export const batch = (...parts: readonly Record<string, unknown>[]): string =>
  JSON.stringify({ haltOnError: false, batchRequests: parts.map((part) => ({ method: 'GET', ...part })) });
export const bulk = (query: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({ operation: 'query', query, ...more });
/** A call of the Metadata API as libraries write it. */
export const soap = (call: string, header = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata">${header}<soapenv:Body>${call}</soapenv:Body></soapenv:Envelope>`;
export const SOAP = '/services/Soap/m/68.0';

const form = (values: Record<string, string>): string => new URLSearchParams(values).toString();
const AUTHORIZE = form({
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'http://localhost:1717/OauthRedirect',
  scope: 'api refresh_token',
  state: 's',
  code_challenge: 'c',
  code_challenge_method: 'S256',
});

const DATA: readonly Purpose[] = ['identity', 'query', 'reports', 'automation', 'access', 'changes'];
/** Signing in asks for the org and the user who signs in, and for nothing else. */
const DATA_QUERY = DATA.filter((purpose) => purpose !== 'identity');
const TOOLING: readonly Purpose[] = [
  'definitions',
  'automation',
  'code',
  'access',
  'layouts',
  'dependencies',
  'changes',
];
const COMPOSITE: readonly Purpose[] = ['describe', 'query', 'reports', 'automation', 'access', 'changes'];

const metadata = (purposes: readonly Purpose[], url: string, method = 'GET', body?: string): Example => ({
  method,
  url,
  purposes,
  records: false,
  ...(body === undefined ? {} : { body }),
});
const records = (url: string, method?: string, body?: string): Example => both([], url, method, body);
const both = (purposes: readonly Purpose[], url: string, method?: string, body?: string): Example => ({
  ...metadata(purposes, url, method, body),
  records: true,
});

const OF_RECORD_TYPES = 'SELECT Id, CreatedBy.Name FROM RecordType ORDER BY Name';
const OF_ACCOUNTS = 'SELECT Id, Name, Owner.Name FROM Account WHERE Industry = null LIMIT 10';
const DEPENDENCIES =
  "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE RefMetadataComponentId = '01p000000000001'";

/** At least one request for each row of the table of requests; written down here anew, not taken from it. */
export const EXAMPLES: readonly Example[] = [
  metadata(['versions'], '/services/data'),
  metadata(['identity'], '/services/oauth2/userinfo'),
  metadata(['identity'], V),
  metadata(['identity'], `/id/${ORG}/${USER}`),
  metadata(['limits'], `${V}/limits`),
  metadata(['object list'], `${V}/sobjects`),
  metadata(['describe'], describeUrl('Account')),
  metadata(['describe'], describeUrl('ns__Thing__c')),
  metadata(['definitions'], `${V}/tooling/sobjects`),
  metadata(['definitions'], `${V}/tooling/sobjects/ApexClass/describe`),
  metadata(['describe'], `${V}/composite`, 'POST', composite({ url: describeUrl('Account') })),
  both(
    COMPOSITE.filter((purpose) => purpose !== 'describe'),
    `${V}/composite`,
    'POST',
    composite({ url: soql(OF_RECORD_TYPES) }),
  ),
  metadata(['describe'], `${V}/composite/batch`, 'POST', batch({ url: 'v68.0/sobjects/Account/describe' })),
  both(DATA_QUERY, soql(OF_RECORD_TYPES)),
  both(DATA_QUERY, soql('SELECT Id, FolderName, LastRunDate FROM Report')),
  both(DATA_QUERY, soql('SELECT Id, Dashboard.Title, CustomReportId FROM DashboardComponent')),
  both(DATA_QUERY, soql("SELECT ApiName FROM FlowDefinitionView WHERE IsActive = true AND TriggerType != ''")),
  both(DATA_QUERY, soql('SELECT Id, Profile.Name, PermissionsModifyAllData FROM PermissionSet')),
  both(DATA_QUERY, soql("SELECT Parent.Name, Field FROM FieldPermissions WHERE SobjectType = 'Account'")),
  both(DATA_QUERY, soql('SELECT Assignee.Name, PermissionSetGroup.MasterLabel FROM PermissionSetAssignment')),
  both(['identity'], soql("SELECT Id, Name, Username FROM User WHERE Id = '005000000000001'")),
  both(DATA, `${V}/query/${PAGE}`),
  metadata(TOOLING, tooling('SELECT Id, EntityDefinition.QualifiedApiName FROM CustomField')),
  metadata(TOOLING, tooling('SELECT Id, Name, ApiVersion FROM ApexClass')),
  metadata(TOOLING, tooling('SELECT Id, Definition.DeveloperName, Status FROM Flow')),
  metadata(TOOLING, tooling('SELECT Label, Max, Remaining FROM EntityLimit')),
  metadata(TOOLING, tooling('SELECT LayoutId, Profile.Name FROM ProfileLayout')),
  metadata(
    TOOLING,
    tooling('SELECT SubscriberPackage.Name, SubscriberPackageVersion.MajorVersion FROM InstalledSubscriberPackage'),
  ),
  metadata(TOOLING, tooling(`${DEPENDENCIES} OR MetadataComponentId = '01p000000000001' LIMIT 2000`)),
  metadata(TOOLING, `${V}/tooling/query/${PAGE}`),
  metadata(TOOLING, `${V}/tooling/sobjects/Layout/00h000000000001AAA`),
  metadata(TOOLING, `${V}/tooling/composite`, 'POST', composite({ url: tooling('SELECT Id FROM Layout') })),
  metadata(['reports'], `${V}/analytics/reports`),
  metadata(['reports'], `${V}/analytics/reports/${REPORT}/describe`),
  metadata(['reports'], `${V}/analytics/reportTypes`),
  metadata(['reports'], `${V}/analytics/dashboards`),
  metadata(['reports'], `${V}/analytics/dashboards/${DASHBOARD}/describe`),
  both(['reports', 'access'], `${V}/jobs/query`, 'POST', bulk('SELECT Id, Field FROM FieldPermissions')),
  both(['reports', 'access'], `${V}/jobs/query/${JOB}`),
  both(['reports', 'access'], `${V}/jobs/query/${JOB}/results?locator=MTAwMDA&maxRecords=5000`),
  both(['reports', 'access'], `${V}/jobs/query/${JOB}`, 'PATCH', '{"state":"Aborted"}'),
  both(['reports', 'access'], `${V}/jobs/query/${JOB}`, 'DELETE'),
  metadata(['dependencies'], `${V}/tooling/jobs/query`, 'POST', bulk(DEPENDENCIES)),
  metadata(['dependencies'], `${V}/tooling/jobs/query/${JOB}`),
  metadata(['dependencies'], `${V}/tooling/jobs/query/${JOB}/results`),
  metadata(['dependencies'], `${V}/tooling/jobs/query/${JOB}`, 'PATCH', '{"state":"Aborted"}'),
  metadata(['dependencies'], `${V}/tooling/jobs/query/${JOB}`, 'DELETE'),
  ...[
    '<describeMetadata><asOfVersion>68.0</asOfVersion></describeMetadata>',
    '<describeValueType><type>{http://soap.sforce.com/2006/04/metadata}ApexClass</type></describeValueType>',
    '<listMetadata><queries><type>Report</type><folder>Sales</folder></queries><queries><type>Flow</type></queries></listMetadata>',
    '<readMetadata><type>CustomObject</type><fullNames>Account</fullNames></readMetadata>',
    '<retrieve><retrieveRequest><apiVersion>68.0</apiVersion><unpackaged><types><members>*</members><name>Flow</name></types><version>68.0</version></unpackaged></retrieveRequest></retrieve>',
    '<checkRetrieveStatus><asyncProcessId>09S000000000001AAA</asyncProcessId><includeZip>true</includeZip></checkRetrieveStatus>',
  ].map((call) => metadata(['metadata api'], SOAP, 'POST', soap(call))),
  records(soql(OF_ACCOUNTS)),
  records(soql('SELECT Id, (SELECT Email FROM Contacts) FROM Account')),
  records(soql(OF_ACCOUNTS, 'queryAll')),
  records(`${V}/queryAll/${PAGE}`),
  records(`${V}/composite`, 'POST', composite({ url: soql(OF_ACCOUNTS) })),
  records(`${V}/composite`, 'POST', composite({ url: `${V}/sobjects/Account/${RECORD}` })),
  records(`${V}/sobjects/Account/${RECORD}`),
  records(`${V}/sobjects/Account/${RECORD}?fields=Name,Industry`),
  records(`${V}/sobjects/Account/listviews/00B000000000001AAA/results?limit=100&offset=0`),
  records(`${V}/analytics/reports/${REPORT}`),
  records(`${V}/analytics/reports/${REPORT}?includeDetails=true`),
  records(`${V}/analytics/reports/${REPORT}`, 'POST', '{"reportMetadata":{"reportFilters":[]}}'),
  records(`${V}/analytics/reports/query`, 'POST', '{"reportMetadata":{"reportType":{"type":"AccountList"}}}'),
  records(`${V}/analytics/reports/${REPORT}/instances?includeDetails=true`, 'POST', ''),
  records(`${V}/analytics/reports/${REPORT}/instances`),
  records(`${V}/analytics/reports/${REPORT}/instances/${RUN}`),
  records(`${V}/analytics/reports/${REPORT}/instances/${RUN}`, 'DELETE'),
  records(`${V}/analytics/dashboards/${DASHBOARD}`),
  records(`${V}/analytics/dashboards/${DASHBOARD}/status`),
  records(`${V}/jobs/query`, 'POST', bulk(OF_ACCOUNTS)),
  metadata(['sign in'], `/services/oauth2/authorize?${AUTHORIZE}`),
  metadata(
    ['sign in'],
    '/services/oauth2/token',
    'POST',
    form({ grant_type: 'authorization_code', code: 'c', client_id: 'a', redirect_uri: 'r', code_verifier: 'v' }),
  ),
  metadata(
    ['refresh'],
    '/services/oauth2/token',
    'POST',
    form({ grant_type: 'refresh_token', refresh_token: 't', client_id: 'a' }),
  ),
  metadata(['sign out'], '/services/oauth2/revoke', 'POST', 'token=00D%21x'),
];
