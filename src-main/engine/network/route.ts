import type { ReadingMode } from '../../../src-preload/contract/connections.ts';
import type { Purpose } from './gateway-types.ts';

/**
 * How the rest of a request is judged once its route is known.
 *
 * `own`: only on what an earlier allowed request of this connection made or was offered.
 */
export type RouteKind =
  | 'plain'
  | 'describe'
  | 'soql'
  | 'locator'
  | 'composite'
  | 'batch'
  | 'bulk query'
  | 'own'
  | 'report run'
  | 'soap'
  | 'authorize'
  | 'token'
  | 'revoke';

export type Route = {
  readonly name: string;
  readonly kind: RouteKind;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: RegExp;
  /** The parameters that must be there. */
  readonly query: readonly string[];
  /** The parameters that may be there besides, with the values they may have. */
  readonly optional: Readonly<Record<string, RegExp>>;
  readonly purposes: readonly Purpose[];
  /** `metadata and records`: the answer holds records, so a connection that reads metadata only may not ask. */
  readonly mode: ReadingMode;
  readonly tooling: boolean;
  /** The answer to it names something that `own` routes may ask for: a page, a bulk job, a run. */
  readonly makes: 'pages' | 'child' | null;
  /** May be repeated after a failure: it makes nothing. */
  readonly repeatable: boolean;
  readonly accept: 'application/json' | 'text/csv' | 'text/xml';
  /** What the ledger says is read, where the path does not name it. */
  readonly reads: string;
  /** What Orgbench needs it for, as a sentence: the privacy report shows it. */
  readonly why: string;
};

export const V = '/services/data/v(?:3[1-9]|[4-9][0-9])\\.0';
export const OBJECT = '([A-Za-z][A-Za-z0-9_]{0,99})';
export const LOCATOR = '[A-Za-z0-9]{15,40}-[0-9]{1,9}';
export const ID = '[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?';
/** Ids whose first three characters say what they are of. */
const REST_OF_ID = '[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?';
export const ORG_ID = `00D${REST_OF_ID}`;
export const USER_ID = `005${REST_OF_ID}`;
export const JOB_ID = `750${REST_OF_ID}`;

/** What the parts of the paths stand for, to show them to people. */
export const SALESFORCE_PATH_WORDS = {
  'vXX.0': 'v(?:3[1-9]|[4-9][0-9])\\.0',
  'm/XX.0': 'm/(?:3[1-9]|[4-9][0-9])\\.0',
  '{sObject}': OBJECT,
  '{page}': LOCATOR,
  '{org}': ORG_ID,
  '{user}': USER_ID,
  '{job}': JOB_ID,
  '{id}': ID,
};

type Extra = Partial<
  Pick<Route, 'query' | 'optional' | 'tooling' | 'reads' | 'mode' | 'makes' | 'repeatable' | 'accept'>
>;

/** One row of the table of requests; what `extra` leaves out is the harmless choice. */
export function route(
  name: string,
  kind: RouteKind,
  method: Route['method'],
  path: string,
  purposes: readonly Purpose[],
  why: string,
  extra: Extra = {},
): Route {
  return {
    name,
    kind,
    method,
    path: new RegExp(`^${path}$`),
    purposes,
    why,
    query: [],
    optional: {},
    tooling: false,
    mode: 'metadata',
    makes: kind === 'soql' || kind === 'locator' || kind === 'composite' || kind === 'batch' ? 'pages' : null,
    repeatable: true,
    accept: 'application/json',
    reads: '',
    ...extra,
  };
}
