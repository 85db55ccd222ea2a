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
};

const V = '/services/data/v(?:3[1-9]|[4-9][0-9])\\.0';
const OBJECT = '([A-Za-z][A-Za-z0-9_]{0,99})';
const LOCATOR = '[A-Za-z0-9]{15,40}-[0-9]{1,9}';

function route(
  name: string,
  kind: RouteKind,
  method: Route['method'],
  path: string,
  purposes: readonly Purpose[],
  extra: { readonly query?: readonly string[]; readonly tooling?: boolean; readonly reads?: string } = {},
): Route {
  return {
    name,
    kind,
    method,
    path: new RegExp(`^${path}$`),
    purposes,
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
  route('versions', 'plain', 'GET', '/services/data', ['versions'], { reads: 'API versions' }),
  route('userinfo', 'plain', 'GET', '/services/oauth2/userinfo', ['identity'], { reads: 'signed-in user' }),
  route('resources', 'plain', 'GET', V, ['identity'], { reads: 'signed-in user' }),
  route('limits', 'plain', 'GET', `${V}/limits`, ['limits'], { reads: 'API limits' }),
  route('object list', 'plain', 'GET', `${V}/sobjects`, ['object list'], { reads: 'list of sObjects' }),
  route('describe', 'describe', 'GET', `${V}/sobjects/${OBJECT}/describe`, ['describe']),
  route('composite', 'composite', 'POST', `${V}/composite`, ['describe', 'query']),
  route('query', 'soql', 'GET', `${V}/query`, ['identity', 'query'], { query: ['q'] }),
  route('query page', 'locator', 'GET', `${V}/query/${LOCATOR}`, ['identity', 'query']),
  route('tooling query', 'soql', 'GET', `${V}/tooling/query`, ['definitions'], { query: ['q'], tooling: true }),
  route('tooling query page', 'locator', 'GET', `${V}/tooling/query/${LOCATOR}`, ['definitions'], { tooling: true }),
  route('tooling composite', 'composite', 'POST', `${V}/tooling/composite`, ['definitions'], { tooling: true }),
  // Asked without any sign-in, only to learn whether the app and its callback address are known.
  route('authorize', 'authorize', 'GET', '/services/oauth2/authorize', ['sign in'], {
    query: ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'code_challenge', 'code_challenge_method'],
    reads: 'nothing',
  }),
  route('token', 'token', 'POST', '/services/oauth2/token', ['sign in', 'refresh'], { reads: 'nothing' }),
  route('revoke', 'revoke', 'POST', '/services/oauth2/revoke', ['sign out'], { reads: 'nothing' }),
];
