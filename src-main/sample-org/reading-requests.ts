import { partsOf } from './composite.ts';
import { parseTarget } from './http/request.ts';
import type { OrgRequest } from './http/request.ts';
import { isMetadataPath, isReadingSoap } from './metadata-api.ts';

const data = String.raw`\/services\/data\/v\d+\.0\/`;
/** Anything but a GET that leaves the org as it is: signing in, composites of GETs, report runs, query jobs. */
const reading: readonly (readonly [method: string, path: RegExp])[] = [
  ['POST', /^\/services\/oauth2\/(token|revoke)$/],
  ['POST', /^\/setup\/secur\/RemoteAccessAuthorizationPage\.apexp$/],
  ['POST', new RegExp(`^${data}(composite|composite/batch|tooling/composite)$`)],
  ['POST', new RegExp(`^${data}analytics/reports/(query|00O\\w+|00O\\w+/instances)$`)],
  ['DELETE', new RegExp(`^${data}analytics/reports/00O\\w+/instances/\\w+$`)],
  ['POST', new RegExp(`^${data}(tooling/)?jobs/query$`)],
  ['PATCH', new RegExp(`^${data}(tooling/)?jobs/query/\\w+$`)],
  ['DELETE', new RegExp(`^${data}(tooling/)?jobs/query/\\w+$`)],
];
/** GETs that change something in the service in spite of their method. */
const writingGets =
  /^\/services\/(apexrest(\/|$)|oauth2\/revoke$|data\/v\d+\.0\/tooling\/(executeAnonymous|runTests(A?s|S)ynchronous)(\/|$))/i;

/** Whether a request would change the org. Its own query jobs and report runs are none of the org's data. */
export function wouldWrite(request: OrgRequest): boolean {
  const { method, path, body } = request;
  if (method === 'GET' || method === 'HEAD') return writingGets.test(path);
  if (method === 'OPTIONS') return false;
  if (method === 'POST' && isMetadataPath(path)) return !isReadingSoap(body);
  if (!reading.some(([allowed, pattern]) => allowed === method && pattern.test(path))) return true;
  const parts = path.includes('/composite') ? partsOf(body) : undefined;
  return (parts ?? []).some((part) => part.method !== 'GET' || writingGets.test(pathOfPart(part.url)));
}

/** A batch names its parts from the version on (`v68.0/limits`). */
function pathOfPart(url: string): string {
  const { path } = parseTarget(url);
  return path.startsWith('/services/') ? path : `/services/data/${path.replace(/^\//, '')}`;
}
