import type { Purpose } from './gateway-types.ts';

/** How the rest of a request is judged once its route is known. */
export type RouteKind = 'plain' | 'describe' | 'soql' | 'locator' | 'composite' | 'authorize' | 'token' | 'revoke';

export type Route = {
  readonly name: string;
  readonly kind: RouteKind;
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** The only query parameters; each is required. */
  readonly query: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly tooling: boolean;
  /** What the ledger says is read, where the path does not name it. */
  readonly reads: string;
  /** What Orgbench needs it for, as a sentence: the privacy report shows it. */
  readonly why: string;
};

const V = '/services/data/v(?:3[1-9]|[4-9][0-9])\\.0';
const OBJECT = '([A-Za-z][A-Za-z0-9_]{0,99})';
const LOCATOR = '[A-Za-z0-9]{15,40}-[0-9]{1,9}';

/** What the parts of the paths below stand for, to show them to people. */
export const SALESFORCE_PATH_WORDS = { 'vXX.0': 'v(?:3[1-9]|[4-9][0-9])\\.0', '{sObject}': OBJECT, '{page}': LOCATOR };

function route(
  name: string,
  kind: RouteKind,
  method: Route['method'],
  path: string,
  purposes: readonly Purpose[],
  why: string,
  extra: { readonly query?: readonly string[]; readonly tooling?: boolean; readonly reads?: string } = {},
): Route {
  return {
    name,
    kind,
    method,
    path: new RegExp(`^${path}$`),
    purposes,
    why,
    query: extra.query ?? [],
    tooling: extra.tooling ?? false,
    reads: extra.reads ?? '',
  };
}

/**
 * Every request that this build may send, and for which purposes. What is not here is refused, GET as well: some GETs
 * write (`/tooling/executeAnonymous`, `/tooling/runTestsSynchronous`, `/services/apexrest/…`) or leak
 * (`/services/oauth2/singleaccess`).
 */
export const ROUTES: readonly Route[] = [
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
  route('resources', 'plain', 'GET', V, ['identity'], 'Names them where the session may not ask userinfo.', {
    reads: 'signed-in user',
  }),
  route(
    'limits',
    'plain',
    'GET',
    `${V}/limits`,
    ['limits'],
    'Reads how much of the API limit of the org is left. No screen of this version asks: the answers to other requests say it too.',
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
    'composite',
    'composite',
    'POST',
    `${V}/composite`,
    ['describe', 'query'],
    'Carries up to 25 describes, or queries that are too long for an address, in one call; each is judged as if it were alone.',
  ),
  route(
    'query',
    'soql',
    'GET',
    `${V}/query`,
    ['identity', 'query'],
    'Reads the facts of the org and of the signed-in user, from the objects of the next table only.',
    { query: ['q'] },
  ),
  route(
    'query page',
    'locator',
    'GET',
    `${V}/query/${LOCATOR}`,
    ['identity', 'query'],
    'Further pages of such a query.',
  ),
  route(
    'tooling query',
    'soql',
    'GET',
    `${V}/tooling/query`,
    ['definitions'],
    'Reads the definitions of objects and fields: descriptions, dates, data classification.',
    { query: ['q'], tooling: true },
  ),
  route(
    'tooling query page',
    'locator',
    'GET',
    `${V}/tooling/query/${LOCATOR}`,
    ['definitions'],
    'Further pages of such a query.',
    { tooling: true },
  ),
  route(
    'tooling composite',
    'composite',
    'POST',
    `${V}/tooling/composite`,
    ['definitions'],
    'Carries up to 5 such queries in one call; each is judged as if it were alone.',
    { tooling: true },
  ),
  // Asked without any sign-in, only to learn whether the app and its callback address are known.
  route(
    'authorize',
    'authorize',
    'GET',
    '/services/oauth2/authorize',
    ['sign in'],
    'Asks, without anybody signing in, whether the client id and its callback address are known.',
    {
      query: [
        'response_type',
        'client_id',
        'redirect_uri',
        'scope',
        'state',
        'code_challenge',
        'code_challenge_method',
      ],
      reads: 'nothing',
    },
  ),
  route(
    'token',
    'token',
    'POST',
    '/services/oauth2/token',
    ['sign in', 'refresh'],
    'Exchanges the code of a browser sign-in for tokens, and renews the access token later.',
    { reads: 'nothing' },
  ),
  route(
    'revoke',
    'revoke',
    'POST',
    '/services/oauth2/revoke',
    ['sign out'],
    'Ends the sign-in at Salesforce: the one request that is not a read.',
    { reads: 'nothing' },
  ),
];
