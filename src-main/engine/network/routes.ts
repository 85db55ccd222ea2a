import type { Purpose } from './gateway-types.ts';
import type { Route } from './route.ts';
import { CATALOG_ROUTES } from './routes-catalog.ts';
import { METADATA_ROUTES } from './routes-metadata.ts';
import { RECORD_ROUTES } from './routes-records.ts';
import { SIGN_IN_ROUTES } from './routes-sign-in.ts';

export { SALESFORCE_PATH_WORDS, type Route } from './route.ts';

/**
 * Every request that this build may send, for which purposes and in which mode. What is not here is refused, GET as
 * well: some GETs write (`/tooling/executeAnonymous`, `/tooling/runTestsSynchronous`, `/services/apexrest/…`) or leak
 * (`/services/oauth2/singleaccess`).
 */
export const ROUTES: readonly Route[] = [...METADATA_ROUTES, ...CATALOG_ROUTES, ...RECORD_ROUTES, ...SIGN_IN_ROUTES];

/** The rows of each purpose and method: a composite looks for up to 25. */
const BY_PURPOSE = new Map<string, Route[]>();
for (const route of ROUTES) {
  for (const purpose of route.purposes) {
    const key = `${purpose} ${route.method}`;
    BY_PURPOSE.set(key, [...(BY_PURPOSE.get(key) ?? []), route]);
  }
}

/** The row for a request; `other purpose` when the path is known, but not for this purpose. */
export function findRoute(purpose: Purpose, method: string, path: string): Route | 'other purpose' | null {
  const found = BY_PURPOSE.get(`${purpose} ${method}`)?.find((route) => route.path.test(path));
  if (found !== undefined) return found;
  return ROUTES.some((route) => route.method === method && route.path.test(path)) ? 'other purpose' : null;
}
