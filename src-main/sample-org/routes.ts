import { answerAnalytics } from './analytics/analytics-routes.ts';
import { answerBulk } from './bulk/bulk-routes.ts';
import { answerBatch, answerComposite } from './composite.ts';
import { answerDescribe, answerDescribeGlobal } from './describe/describe-routes.ts';
import type { Api } from './describe/describe-routes.ts';
import { failure, faultReply, json, notFound, text } from './http/reply.ts';
import type { Reply } from './http/reply.ts';
import type { OrgRequest } from './http/request.ts';
import { identity, identityUrl, userInfo } from './identity.ts';
import { limits } from './limits.ts';
import { answerMetadata, isMetadataPath } from './metadata-api.ts';
import { answerApproval, answerAuthorize, approvalPath } from './oauth/authorize.ts';
import { answerRevoke } from './oauth/revoke.ts';
import { sessionOf } from './oauth/session.ts';
import { answerToken } from './oauth/token.ts';
import type { OrgState } from './org-state.ts';
import { wouldWrite } from './reading-requests.ts';
import { lacks, rightsOf } from './rights.ts';
import { answerMore, answerQuery } from './soql/query-routes.ts';
import { answerRecord } from './soql/record-route.ts';
import { newestVersion, oldestVersion, resourceList, retiredVersions, versionList } from './versions.ts';

const dataPath = /^\/services\/data\/v([1-9]\d*)\.0(?:\/(.*))?$/;
const compositePath = /^(composite|composite\/batch|tooling\/composite)$/;

/**
 * Answers any request to the sample org.
 * @returns the reply, and how many API requests of the daily limit it cost
 */
export async function answer(state: OrgState, request: OrgRequest): Promise<{ reply: Reply; cost: number }> {
  if (request.method === 'OPTIONS') return { reply: notAllowed(request.method), cost: 0 };
  if (wouldWrite(request)) return { reply: refuseWrite(state, request), cost: 0 };
  if (isMetadataPath(request.path)) return answerMetadata(state, request);
  const data = dataPath.exec(request.path);
  if (data !== null) return answerData(state, request, Number(data[1]), data[2] ?? '');
  const reply = answerOutside(state, request);
  return { reply, cost: 0 };
}

function answerOutside(state: OrgState, request: OrgRequest): Reply {
  switch (request.path) {
    case '/services/data':
      return json(200, versionList());
    case '/services/oauth2/userinfo':
      return answerUserInfo(state, request);
    case '/services/oauth2/authorize':
      return answerAuthorize(state, request);
    case approvalPath:
      return answerApproval(state, request);
    case '/services/oauth2/token':
      return answerToken(state, request);
    case '/services/oauth2/revoke':
      return answerRevoke(state, request);
    default:
      return request.path.startsWith('/id/') ? answerIdentity(state, request) : notFound();
  }
}

function answerUserInfo(state: OrgState, request: OrgRequest): Reply {
  if (request.headers.authorization === undefined) return text(403, 'Missing_OAuth_Token');
  return sessionOf(state, request) === 'open'
    ? json(200, userInfo(state.model, state.instanceUrl))
    : text(403, badToken(state));
}

function badToken(state: OrgState): string {
  return state.oauth.isUserActive ? 'Bad_OAuth_Token' : 'Inactive_User';
}

function answerIdentity(state: OrgState, request: OrgRequest): Reply {
  if (request.headers.authorization === undefined) return text(403, 'Missing_OAuth_Token');
  if (sessionOf(state, request, 'id') !== 'open') return text(403, badToken(state));
  const [, , org = '', user = ''] = request.path.split('/');
  if (org.slice(0, 15) !== state.model.organization.Id.slice(0, 15)) return text(403, 'Wrong_Org');
  if (user.slice(0, 15) !== state.model.runningUser.Id.slice(0, 15)) return text(403, 'Bad_Id');
  return json(200, identity(state.model, state.instanceUrl, state.now()));
}

const sessionTexts = {
  none: 'Session expired or invalid',
  'lacks-scope': 'This session is not valid for use with the REST API',
} as const;

/** Requests under `/services/data/vN.0`: version, session and daily limit first, then the table. */
async function answerData(
  state: OrgState,
  request: OrgRequest,
  version: number,
  rest: string,
): Promise<{ reply: Reply; cost: number }> {
  if (version >= retiredVersions.from && version <= retiredVersions.to)
    return { reply: failure(410, 'UNSUPPORTED_API_VERSION', `API version ${version}.0 is retired.`), cost: 0 };
  if (version < oldestVersion || version > newestVersion) return { reply: notFound(), cost: 0 };
  const session = sessionOf(state, request, 'api');
  if (session !== 'open') return { reply: sessionFailure(request, session), cost: 0 };
  const refusal = refusalOfUser(state, request);
  if (refusal !== null) return { reply: refusal, cost: 0 };
  if (state.dailyRequests.used >= state.dailyRequests.max)
    return { reply: failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), cost: 0 };
  const versionText = `v${version}.0`;
  if (compositePath.test(rest) && request.method === 'POST') return answerComposites(state, request, versionText, rest);
  return { reply: await answerOne(state, request, versionText, rest), cost: 1 };
}

/** What the service says to a user who may not use the API at all. */
function refusalOfUser(state: OrgState, request: OrgRequest): Reply | null {
  const rights = rightsOf(state, request);
  if (rights.passwordExpired === true)
    return failure(
      403,
      'INVALID_OPERATION_WITH_EXPIRED_PASSWORD',
      'The users password has expired, you must call SetPassword before attempting any other API operations',
    );
  return lacks(rights, 'ApiEnabled')
    ? failure(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.')
    : null;
}

async function answerComposites(
  state: OrgState,
  request: OrgRequest,
  version: string,
  rest: string,
): Promise<{ reply: Reply; cost: number }> {
  const answerPart = (part: OrgRequest): Promise<Reply> => {
    const match = dataPath.exec(part.path);
    const fault = state.faultOfPart(part.method, `${part.path}?${part.query.toString()}`);
    if (fault !== undefined) return Promise.resolve(faultReply(fault, part.path));
    // Parts are read with the session of the whole; each may ask for the version of the whole or an older one.
    if (match === null || Number(match[1]) > Number.parseFloat(version.slice(1))) return Promise.resolve(notFound());
    const { authorization } = request.headers;
    return answerOne(state, { ...part, headers: { ...part.headers, authorization } }, `v${match[1]}.0`, match[2] ?? '');
  };
  if (rest !== 'composite/batch') return { reply: await answerComposite(request, answerPart), cost: 1 };
  const { reply, parts } = await answerBatch(request, answerPart);
  return { reply, cost: parts };
}

type Route = (state: OrgState, request: OrgRequest, version: string, match: RegExpExecArray) => Reply | Promise<Reply>;

function apiOf(match: RegExpExecArray): Api {
  return match[1] === undefined ? 'data' : 'tooling';
}

/** Routes of every method: they say themselves what they take. */
const openRoutes: readonly (readonly [pattern: RegExp, route: Route])[] = [
  [/^analytics\/(.+)$/, (state, request, version, match) => answerAnalytics(state, request, version, match[1] ?? '')],
  [
    /^(tooling\/)?jobs\/query(?:\/(.+))?$/,
    (state, request, version, match) => answerBulk(state, request, version, apiOf(match), match[2] ?? ''),
  ],
];

/** Everything that can be read, by path under the version. What is not here does not exist. */
const routes: readonly (readonly [pattern: RegExp, route: Route])[] = [
  [/^$/, (state, _request, version) => json(200, resourceList(version, identityUrl(state.model, state.instanceUrl)))],
  [/^limits$/, (state) => json(200, limits(state))],
  [
    /^(tooling\/)?sobjects$/,
    (state, request, version, match) => answerDescribeGlobal(state, request, version, apiOf(match)),
  ],
  [
    /^(tooling\/)?sobjects\/(\w+)\/describe$/,
    (state, request, version, match) => answerDescribe(state, request, version, apiOf(match), match[2] ?? ''),
  ],
  [
    /^(tooling\/)?sobjects\/(\w+)\/(\w+)$/,
    (state, request, version, match) =>
      answerRecord(state, request, version, apiOf(match), match[2] ?? '', match[3] ?? ''),
  ],
  [
    /^(tooling\/)?query(?:All)?$/,
    (state, request, version, match) => answerQuery(state, request, version, apiOf(match)),
  ],
  [
    /^(tooling\/)?query(?:All)?\/([\w-]+)$/,
    (state, _request, version, match) => answerMore(state, version, apiOf(match), match[2] ?? ''),
  ],
];

async function answerOne(state: OrgState, request: OrgRequest, version: string, rest: string): Promise<Reply> {
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  for (const [pattern, route] of isGet ? [...routes, ...openRoutes] : openRoutes) {
    const match = pattern.exec(rest);
    if (match !== null) return route(state, request, version, match);
  }
  return notFound();
}

function notAllowed(method: string): Reply {
  return failure(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are GET,HEAD`);
}

/** Who asks for XML gets this error in XML, too. */
function sessionFailure(request: OrgRequest, session: keyof typeof sessionTexts): Reply {
  const message = sessionTexts[session];
  if (!/\bapplication\/xml\b/.test(request.headers.accept ?? '')) return failure(401, 'INVALID_SESSION_ID', message);
  const body = `<?xml version="1.0" encoding="UTF-8"?><Errors><Error><errorCode>INVALID_SESSION_ID</errorCode><message>${message}</message></Error></Errors>`;
  return text(401, body, 'application/xml;charset=UTF-8');
}

function refuseWrite(state: OrgState, request: OrgRequest): Reply {
  state.writes.push({ method: request.method, path: request.path });
  process.stderr.write(`Sample org: refused a request that would write: ${request.method} ${request.path}\n`);
  return failure(403, 'INSUFFICIENT_ACCESS', `The sample org only answers reads; ${request.method} was refused.`);
}
