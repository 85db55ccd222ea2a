import { ID, JOB_ID, type Route, V, route } from './route.ts';

const UNUSED = 'No screen of this version asks.';
const ANALYTICS = `${V}/analytics`;
const JOBS = `${V}/jobs/query`;
const TOOLING_JOBS = `${V}/tooling/jobs/query`;
const BULK_PAGE = { locator: /^[A-Za-z0-9+/=_-]{1,200}$/, maxRecords: /^[1-9][0-9]{0,6}$/ };

function analytics(name: string, path: string, reads: string, why: string): Route {
  return route(name, 'plain', 'GET', `${ANALYTICS}${path}`, ['reports'], why, { reads });
}

/** A bulk query job and what may be done with one's own: look at it, read its lines, stop it, remove it. */
function bulk(
  name: string,
  path: string,
  purposes: Route['purposes'],
  tooling: boolean,
  why: string,
  mode: Route['mode'] = 'metadata',
): readonly Route[] {
  const common = { tooling, mode } as const;
  const own = 'Only a job that Orgbench itself started since it was unlocked.';
  const job = `${path}/${JOB_ID}`;
  return [
    route(name, 'bulk query', 'POST', path, purposes, why, {
      ...common,
      makes: 'child',
      repeatable: false,
    }),
    route(`${name}: state`, 'own', 'GET', job, purposes, `Asks how far a job is. ${own}`, common),
    route(`${name}: lines`, 'own', 'GET', `${job}/results`, purposes, `Reads what a job found. ${own}`, {
      ...common,
      optional: BULK_PAGE,
      accept: 'text/csv',
    }),
    route(`${name}: stop`, 'own', 'PATCH', job, purposes, `Stops a job. ${own}`, common),
    route(`${name}: remove`, 'own', 'DELETE', job, purposes, `Removes a job with its lines. ${own}`, {
      ...common,
      repeatable: false,
    }),
  ];
}

/** What the rest of an org's metadata is read with. */
export const CATALOG_ROUTES: readonly Route[] = [
  analytics(
    'report list',
    '/reports',
    'recent reports',
    `Lists the reports that the signed-in user looked at last. ${UNUSED}`,
  ),
  analytics(
    'report description',
    `/reports/${ID}/describe`,
    'definition of a report',
    'Reads columns, filters and groupings of a report, not its rows.',
  ),
  analytics('report types', '/reportTypes', 'report types', 'Lists the report types of the org.'),
  analytics(
    'dashboard list',
    '/dashboards',
    'recent dashboards',
    `Lists the dashboards that the signed-in user looked at last. ${UNUSED}`,
  ),
  analytics(
    'dashboard description',
    `/dashboards/${ID}/describe`,
    'definition of a dashboard',
    'Reads the components of a dashboard, not their numbers.',
  ),
  ...bulk(
    'bulk query',
    JOBS,
    ['reports', 'access'],
    false,
    'Asks for more rows of the objects of the next table than pages can carry: field permissions, where an org has more than 100,000.',
  ),
  ...bulk(
    'tooling bulk query',
    TOOLING_JOBS,
    ['dependencies'],
    true,
    'Asks which component uses which, reports among them.',
  ),
  route(
    'metadata api',
    'soap',
    'POST',
    '/services/Soap/m/(?:3[1-9]|[4-9][0-9])\\.0',
    ['metadata api'],
    `Lists and reads the components of the org: describeMetadata, describeValueType, listMetadata, readMetadata, retrieve and checkRetrieveStatus, nothing else. This version asks for the first only, to find out what works for the signed-in user.`,
    { accept: 'text/xml' },
  ),
];

/** What returns records: refused unless the person switched the connection to metadata and records. */
export const RECORD_BULK_ROUTES: readonly Route[] = bulk(
  'record bulk query',
  JOBS,
  ['records'],
  false,
  `Asks for many records. ${UNUSED}`,
  'metadata and records',
);
