import type { ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import { AREAS } from '../../../domain/preflight/areas.ts';
import { ROUTES, type Route, SALESFORCE_PATH_WORDS } from '../../network/routes.ts';
import {
  type AllowedFields,
  DATA_OBJECTS,
  IDENTITY_OBJECTS,
  SPELLING,
  TOOLING_OBJECTS,
} from '../../network/soql-objects.ts';
import { ORGANIZATION_COLUMNS, USER_COLUMNS } from '../../salesforce/identity.ts';
import { CUSTOM_FIELD_COLUMNS } from '../../sync/custom-fields.ts';
import { FIELD_DEFINITION_COLUMNS } from '../../sync/field-questions.ts';
import { CUSTOM_OBJECT_COLUMNS, ENTITY_COLUMNS } from '../../sync/org-definitions.ts';
import { CATALOG_ASKED } from './catalog-asked.ts';
import { readablePath } from './readable-path.ts';

/** The API column of what only signing in asks. */
export const AT_SIGN_IN = 'data, at sign-in';

/** What signing in and reading objects ask of the sObjects, in the very words of the queries; by API and name. */
const ASKED: Readonly<Record<string, string>> = {
  [`${AT_SIGN_IN} Organization`]: ORGANIZATION_COLUMNS,
  [`${AT_SIGN_IN} User`]: USER_COLUMNS,
  'tooling EntityDefinition': ENTITY_COLUMNS,
  'tooling FieldDefinition': FIELD_DEFINITION_COLUMNS,
  'tooling CustomField': CUSTOM_FIELD_COLUMNS,
  'tooling CustomObject': CUSTOM_OBJECT_COLUMNS,
};

/** What the check of permissions asks of objects, by API and name. */
const PROBED: ReadonlyMap<string, string> = new Map(
  AREAS.flatMap(({ probe }) =>
    probe.kind !== 'query'
      ? []
      : probe.queries.map((soql): [string, string] => {
          const [, fields = '', object = ''] = /^SELECT (.+?) FROM (\w+)/.exec(soql) ?? [];
          return [`${probe.api} ${object}`, fields];
        }),
  ),
);

export function salesforceTables(): readonly ReportTable[] {
  return [
    {
      id: 'salesforce-requests',
      title: 'Requests to Salesforce',
      text: 'All that may be sent: the gateway refuses everything else before it is sent. All of them read; the last three belong to signing in and out. Those of the purpose "records" are refused too, until the person switches a connection to metadata and records. vXX.0 is the API version.',
      columns: ['Purpose', 'Method', 'Path', 'What it reads', 'Why'],
      rows: ROUTES.map(requestRow),
    },
    {
      id: 'salesforce-objects',
      title: 'Objects that queries may reach',
      text: 'A query is parsed before it is sent; one that reaches any other object, also by a parent path or a sub-select, is refused. None of these objects holds business records. Who signs in is asked for by user name; of other users no user name, e-mail address or telephone number can be asked for. Asked for are the fields in the last column, for a chosen area of the catalog only where they belong to one; Metadata is the definition of a component, which is asked for by its id. Empty: no query of this version asks for the object.',
      columns: ['Object', 'API', 'Fields that a query may name', 'Fields that Orgbench asks for'],
      rows: [
        ...objectRows(AT_SIGN_IN, IDENTITY_OBJECTS),
        ...objectRows('data', DATA_OBJECTS),
        ...objectRows('tooling', TOOLING_OBJECTS),
      ],
    },
  ];
}

function requestRow(route: Route): string[] {
  const isOfRecords = route.mode === 'metadata and records';
  const reads = route.reads !== '' ? route.reads : isOfRecords ? 'records' : READS_BY_KIND[route.kind];
  const optional = Object.keys(route.optional).map((name) => `[${name}]`);
  const query = [...route.query, ...optional].join('&');
  return [
    route.purposes.join(', '),
    route.method,
    `${readablePath(route.path, SALESFORCE_PATH_WORDS)}${query === '' ? '' : `?${query}`}`,
    reads,
    route.why,
  ];
}

const READS_BY_KIND: Readonly<Record<Route['kind'], string>> = {
  plain: '',
  describe: 'the definition of one object',
  soql: 'objects of the next table',
  locator: 'objects of the next table',
  composite: 'what its parts read',
  batch: 'what its parts read',
  'bulk query': 'objects of the next table',
  own: 'objects of the next table',
  'report run': 'rows of a report',
  soap: 'components of the org',
  authorize: 'nothing',
  token: 'nothing',
  revoke: 'nothing',
};

function objectRows(api: string, objects: ReadonlyMap<string, AllowedFields>): string[][] {
  return [...objects].map(([key, fields]) => {
    const name = SPELLING.get(key) ?? key;
    const asked = askedOf(`${api} ${name}`);
    return [name, api, fields === 'all' ? 'all' : [...fields].map((field) => spelt(field, asked)).join(', '), asked];
  });
}

/** Everything that is asked of an object, each column once. */
function askedOf(key: string): string {
  const lists = [ASKED[key], CATALOG_ASKED[key], PROBED.get(key)];
  return [...new Set(lists.flatMap((list) => (list === undefined ? [] : list.split(', '))))].join(', ');
}

function spelt(field: string, asked: string): string {
  const found = asked.split(', ').find((name) => name.toLowerCase() === field);
  return found ?? SPELLING.get(field) ?? field.charAt(0).toUpperCase() + field.slice(1);
}
