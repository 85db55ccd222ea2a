import { ID, LOCATOR, OBJECT, type Route, V, route } from './route.ts';
import { RECORD_BULK_ROUTES } from './routes-catalog.ts';

const UNUSED = 'No screen of this version asks.';
const ANALYTICS = `${V}/analytics`;
const DETAILS = { includeDetails: /^(?:true|false)$/ };

function records(
  name: string,
  kind: Route['kind'],
  method: Route['method'],
  path: string,
  why: string,
  extra: Parameters<typeof route>[6] = {},
): Route {
  return route(name, kind, method, path, ['records'], `${why} ${UNUSED}`, { ...extra, mode: 'metadata and records' });
}

/** What returns records: refused unless the person switched the connection to metadata and records. None writes. */
export const RECORD_ROUTES: readonly Route[] = [
  records('record query', 'soql', 'GET', `${V}/query`, 'Reads records of any object.', { query: ['q'] }),
  records('record query page', 'locator', 'GET', `${V}/query/${LOCATOR}`, 'Further pages of such a query.'),
  records('query of all', 'soql', 'GET', `${V}/queryAll`, 'Reads records, those in the recycle bin as well.', {
    query: ['q'],
  }),
  records('page of all', 'locator', 'GET', `${V}/queryAll/${LOCATOR}`, 'Further pages of such a query.'),
  records(
    'record composite',
    'composite',
    'POST',
    `${V}/composite`,
    'Carries several such reads in one call; each is judged as if it were alone.',
  ),
  records('record', 'describe', 'GET', `${V}/sobjects/${OBJECT}/${ID}`, 'Reads one record.', {
    optional: { fields: /^[A-Za-z0-9_]+(?:,[A-Za-z0-9_]+)*$/ },
  }),
  records(
    'list view results',
    'describe',
    'GET',
    `${V}/sobjects/${OBJECT}/listviews/${ID}/results`,
    'Reads the records of a list view.',
    { optional: { limit: /^[1-9][0-9]{0,3}$/, offset: /^[0-9]{1,5}$/ } },
  ),
  records('report run', 'plain', 'GET', `${ANALYTICS}/reports/${ID}`, 'Runs a report.', {
    optional: DETAILS,
    reads: 'rows of a report',
  }),
  records('report run with filters', 'report run', 'POST', `${ANALYTICS}/reports/${ID}`, 'Runs a report.', {
    optional: DETAILS,
    reads: 'rows of a report',
  }),
  records(
    'report of one time',
    'report run',
    'POST',
    `${ANALYTICS}/reports/query`,
    'Runs a report that is not saved.',
    {
      reads: 'rows of a report',
    },
  ),
  records(
    'later report run',
    'report run',
    'POST',
    `${ANALYTICS}/reports/${ID}/instances`,
    'Has a report run while others wait.',
    { optional: DETAILS, reads: 'rows of a report', makes: 'child', repeatable: false },
  ),
  records('later report runs', 'plain', 'GET', `${ANALYTICS}/reports/${ID}/instances`, 'Lists such runs.', {
    reads: 'runs of a report',
  }),
  records('rows of a later run', 'plain', 'GET', `${ANALYTICS}/reports/${ID}/instances/${ID}`, 'Reads such a run.', {
    reads: 'rows of a report',
  }),
  records(
    'removal of a later run',
    'own',
    'DELETE',
    `${ANALYTICS}/reports/${ID}/instances/${ID}`,
    'Removes a run that Orgbench itself asked for since it was unlocked.',
    { reads: 'nothing', repeatable: false },
  ),
  records('dashboard', 'plain', 'GET', `${ANALYTICS}/dashboards/${ID}`, 'Reads the numbers of a dashboard.', {
    reads: 'numbers of a dashboard',
  }),
  records('dashboard state', 'plain', 'GET', `${ANALYTICS}/dashboards/${ID}/status`, 'Reads how old they are.', {
    reads: 'state of a dashboard',
  }),
  ...RECORD_BULK_ROUTES,
];
