import { ID, LOCATOR, OBJECT, ORG_ID, type Route, USER_ID, V, route } from './route.ts';
import type { Purpose } from './gateway-types.ts';

/** Purposes whose questions go to the data API, to the Tooling API, or to both; `changes` carries those of several. */
const DATA: readonly Purpose[] = ['identity', 'query', 'reports', 'automation', 'access', 'changes'];
const TOOLING: readonly Purpose[] = [
  'definitions',
  'automation',
  'code',
  'access',
  'layouts',
  'dependencies',
  'changes',
];
/** Purposes that ask many small questions, and so carry them in one call. */
const COMPOSITE: readonly Purpose[] = ['describe', 'query', 'reports', 'automation', 'access', 'changes'];

/**
 * Tooling sObjects whose whole record may be read: their `Metadata` is a definition. Of code, files and anything that
 * could carry what people wrote, single fields are asked for by query instead.
 */
const WHOLE_TOOLING = [
  'CompactLayout',
  'CustomApplication',
  'CustomField',
  'CustomObject',
  'CustomTab',
  'FieldSet',
  'FlexiPage',
  'Flow',
  'GlobalValueSet',
  'Layout',
  'RecordType',
  'ValidationRule',
  'WorkflowFieldUpdate',
  'WorkflowRule',
];

/** What describes an org, and the queries over it. */
export const METADATA_ROUTES: readonly Route[] = [
  route('versions', 'plain', 'GET', '/services/data', ['versions'], 'Finds out which API versions the org has.', {
    reads: 'API versions',
  }),
  route(
    'userinfo',
    'plain',
    'GET',
    '/services/oauth2/userinfo',
    ['identity'],
    'Names the signed-in user and the org.',
    { reads: 'signed-in user' },
  ),
  route(
    'resources',
    'plain',
    'GET',
    V,
    ['identity'],
    'Names them where the session may not ask userinfo, and shows whether the user may use the API.',
    {
      reads: 'signed-in user',
    },
  ),
  route(
    'identity',
    'plain',
    'GET',
    `/id/${ORG_ID}/${USER_ID}`,
    ['identity'],
    'The address by which Salesforce names a user. No screen of this version asks: userinfo says the same.',
    { reads: 'signed-in user' },
  ),
  route(
    'limits',
    'plain',
    'GET',
    `${V}/limits`,
    ['limits'],
    'Reads how much of the API limit of the org is left, when somebody asks what works for the signed-in user.',
    { reads: 'API limits' },
  ),
  route('object list', 'plain', 'GET', `${V}/sobjects`, ['object list'], 'Lists the objects that can be chosen.', {
    reads: 'list of sObjects',
  }),
  route(
    'describe',
    'describe',
    'GET',
    `${V}/sobjects/${OBJECT}/describe`,
    ['describe'],
    'Reads the fields, picklists, record types and relationships of one chosen object.',
  ),
  route(
    'tooling object list',
    'plain',
    'GET',
    `${V}/tooling/sobjects`,
    ['definitions'],
    'Lists the objects of the Tooling API, which differ between versions. No screen of this version asks.',
    { reads: 'list of tooling sObjects', tooling: true },
  ),
  route(
    'tooling describe',
    'describe',
    'GET',
    `${V}/tooling/sobjects/${OBJECT}/describe`,
    ['definitions'],
    'Reads which fields such an object has. No screen of this version asks.',
    { tooling: true },
  ),
  route(
    'composite',
    'composite',
    'POST',
    `${V}/composite`,
    COMPOSITE,
    'Carries up to 25 describes, or up to 5 queries, in one call; each is judged as if it were alone.',
  ),
  route(
    'batch',
    'batch',
    'POST',
    `${V}/composite/batch`,
    ['describe'],
    'Carries up to 25 describes where an org refuses a composite. No screen of this version asks.',
  ),
  route(
    'query',
    'soql',
    'GET',
    `${V}/query`,
    DATA,
    'Reads the facts of the org and of the signed-in user, lists of reports, dashboards, folders, users, record types, flows and permission sets with what they allow, and single ids to find out what works for the signed-in user; from the objects of the next table only.',
    { query: ['q'] },
  ),
  route('query page', 'locator', 'GET', `${V}/query/${LOCATOR}`, DATA, 'Further pages of such a query.'),
  route(
    'tooling query',
    'soql',
    'GET',
    `${V}/tooling/query`,
    TOOLING,
    'Reads the definitions of objects and fields: descriptions, dates, data classification; lists of validation rules, workflow rules, Apex classes, layouts, pages, labels and other components, without code; limits of objects; and which component uses which. Single ids, too, to find out what works for the signed-in user.',
    { query: ['q'], tooling: true },
  ),
  route(
    'tooling query page',
    'locator',
    'GET',
    `${V}/tooling/query/${LOCATOR}`,
    TOOLING,
    'Further pages of such a query.',
    { tooling: true },
  ),
  route(
    'tooling record',
    'plain',
    'GET',
    `${V}/tooling/sobjects/(?:${WHOLE_TOOLING.join('|')})/${ID}`,
    TOOLING,
    'Reads the definition of one component: the formula of a validation rule, the elements of a flow, the fields of a layout.',
    { reads: 'definition of a component', tooling: true },
  ),
  route(
    'tooling composite',
    'composite',
    'POST',
    `${V}/tooling/composite`,
    TOOLING,
    'Carries up to 5 such queries, or 25 such definitions, in one call; each is judged as if it were alone.',
    { tooling: true },
  ),
];
