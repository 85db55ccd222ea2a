import { type CloudRoute, type JsonObject, routesOf } from './cloud-route.ts';

/* Shapes: learn.microsoft.com/graph/api (v1.0), and what @azure/msal-node asks. */

const login = routesOf('https://login.microsoftonline.com');
const graph = routesOf('https://graph.microsoft.com');
const upload = routesOf(null);

/** A tenant's id or domain, or one of the words for a kind of account. */
const TENANT = '[A-Za-z0-9][A-Za-z0-9.-]{0,253}';
const DRIVE = '[A-Za-z0-9!_-]{1,200}';
const ITEM = '[A-Za-z0-9!_.-]{1,200}';
/** One encoded part of a path; what it decodes to is judged by the guard. */
const PART = "(?:[A-Za-z0-9._~!$&'()+,;=@-]|%[0-9A-Fa-f]{2}){1,700}";
/** The same between quotes, where ranges have a colon. */
const QUOTED_TEXT = PART.replace('@-]', '@:-]');
const NAMED = `${PART}(?:/${PART}){0,10}`;
const SHARE = '[us]![A-Za-z0-9_-]{1,4000}';
const ROW = '[0-9]{1,7}';

const ANY_DRIVE = `/v1\\.0/(?:me/drive|drives/${DRIVE})`;
const APP_FOLDER = '/v1\\.0/me/drive/special/approot';
const AN_ITEM = `${ANY_DRIVE}/items/${ITEM}`;
/** A file by its name in a folder. */
const FOLDER = `(?:${APP_FOLDER}|${ANY_DRIVE}/root|${AN_ITEM})`;
const BY_NAME = `${FOLDER}:/${NAMED}:`;

const TEXT = /^[^\p{Cc}]{1,1000}$/u;
const odata = {
  $select: /^[A-Za-z0-9_,.@]{1,500}$/,
  $expand: /^[A-Za-z0-9_,]{1,200}$/,
  $top: /^[0-9]{1,3}$/,
  $filter: TEXT,
  $orderby: /^[A-Za-z0-9_/, ]{1,100}$/,
  $skiptoken: /^[\x21-\x7e]{1,4000}$/,
} as const;
const conflict = { '@microsoft.graph.conflictBehavior': /^(?:fail|replace|rename)$/ } as const;
const file = { kind: 'bytes', types: /^application\/[a-z0-9.+-]{1,100}$/ } as const;

function folderProblem(value: JsonObject): string | null {
  return typeof value['folder'] === 'object' ? null : 'Only a folder is made so.';
}

const FILES = ['microsoft files'] as const;
const BOOK = ['microsoft workbook'] as const;

const WORKBOOK = `${AN_ITEM}/workbook`;
const QUOTED = `\\((?:'|%27)${QUOTED_TEXT}(?:'|%27)\\)`;
const SHEET = `${WORKBOOK}/worksheets(?:/${PART}|${QUOTED})`;
const CELLS = `${SHEET}/(?:range(?:\\(address=(?:'|%27)${QUOTED_TEXT}(?:'|%27)\\))?|usedRange(?:\\((?:valuesOnly=(?:true|false))?\\))?)`;
const TABLE = `(?:${WORKBOOK}|${SHEET})/tables(?:/${PART}|${QUOTED})`;
const TABLE_CELLS = `${TABLE}/(?:range|headerRowRange|dataBodyRange|totalRowRange)(?:\\(\\))?`;
const RANGE = `(?:${CELLS}|${TABLE_CELLS})`;
const nothing = { kind: 'json', names: [] } as const;

/** What the parts of the paths below stand for, to show them to people; a part that holds another one comes first. */
export const MICROSOFT_PATH_WORDS = {
  '{range}': RANGE,
  '{table}': TABLE,
  '{tables}': `(?:${WORKBOOK}|${SHEET})/tables`,
  '{sheet}': SHEET,
  '{workbook}': WORKBOOK,
  '{file}': `(?:${BY_NAME}|${AN_ITEM})`,
  '{folder}': FOLDER,
  '{item}': AN_ITEM,
  '{drive}': ANY_DRIVE,
  '{path}': NAMED,
  '{text}': QUOTED_TEXT,
  '{name}': PART,
  '{share}': SHARE,
  '{tenant}': TENANT,
  '{drive id}': DRIVE,
  '{item id}': ITEM,
  '{row}': ROW,
  itemAt: '(?:\\$/)?[iI]temAt',
};

export const MICROSOFT_ROUTES: readonly CloudRoute[] = [
  login(['microsoft sign in'], 'GET', `/${TENANT}/discovery/instance`, {
    bearer: false,
    query: { 'api-version': /^1\.[01]$/, authorization_endpoint: /^https:\/\/login\.microsoftonline\.com\/[\w./-]+$/ },
  }),
  login(['microsoft sign in'], 'GET', `/${TENANT}/v2\\.0/\\.well-known/openid-configuration`, { bearer: false }),
  login(['microsoft sign in'], 'POST', `/${TENANT}/oauth2/v2\\.0/token`, {
    bearer: false,
    query: { 'client-request-id': /^[0-9a-fA-F-]{36}$/ },
    body: {
      kind: 'form',
      names: [
        'grant_type',
        'client_id',
        'scope',
        'code',
        'redirect_uri',
        'code_verifier',
        'refresh_token',
        'client_info',
        'claims',
      ],
      grants: ['authorization_code', 'refresh_token'],
    },
  }),

  graph(FILES, 'GET', ANY_DRIVE, { query: odata }),
  graph(FILES, 'GET', '/v1\\.0/me/drives', { query: odata }),
  graph(FILES, 'GET', `${FOLDER}(?:/children)?`, { query: odata }),
  graph(FILES, 'GET', `${BY_NAME.slice(0, -1)}:?(?:/children)?`, { query: odata }),
  graph(FILES, 'GET', `${ANY_DRIVE}/(?:root/)?search\\(q=(?:'|%27)${QUOTED_TEXT}(?:'|%27)\\)`, { query: odata }),
  graph(FILES, 'GET', '/v1\\.0/me/drive/(?:recent|sharedWithMe)(?:\\(\\))?', { query: odata }),
  graph(FILES, 'GET', `/v1\\.0/shares/${SHARE}/driveItem`, { query: odata }),
  graph(FILES, 'POST', `${FOLDER}/children`, {
    query: odata,
    body: {
      kind: 'json',
      names: ['name', 'folder', '@microsoft.graph.conflictBehavior'],
      check: folderProblem,
    },
  }),
  graph(FILES, 'PATCH', AN_ITEM, {
    query: { ...odata, ...conflict },
    body: { kind: 'json', names: ['name', 'description', '@microsoft.graph.conflictBehavior'] },
  }),
  graph(FILES, 'DELETE', AN_ITEM),
  graph(FILES, 'PUT', `(?:${BY_NAME}|${AN_ITEM})/content`, { query: { ...odata, ...conflict }, body: file }),
  graph(FILES, 'POST', `(?:${BY_NAME}|${AN_ITEM})/createUploadSession`, {
    body: { kind: 'json', names: ['item', 'deferCommit'] },
  }),
  // Upload addresses carry their own permission: the token never goes there.
  upload(['microsoft upload'], 'PUT', '/.*', { bearer: false, body: file }),
  upload(['microsoft upload'], 'GET', '/.*', { bearer: false }),
  upload(['microsoft upload'], 'DELETE', '/.*', { bearer: false }),

  graph(BOOK, 'POST', `${WORKBOOK}/createSession`, { body: { kind: 'json', names: ['persistChanges'] } }),
  graph(BOOK, 'POST', `${WORKBOOK}/(?:refreshSession|closeSession)`, { body: nothing }),
  graph(BOOK, 'GET', `${WORKBOOK}/operations/${PART}`, { query: odata }),
  graph(BOOK, 'GET', `${WORKBOOK}/sessionInfoResource\\(key=(?:'|%27)${QUOTED_TEXT}(?:'|%27)\\)`),
  graph(BOOK, 'GET', `${WORKBOOK}/worksheets`, { query: odata }),
  graph(BOOK, 'GET', `${SHEET}(?:/protection)?`, { query: odata }),
  graph(BOOK, 'POST', `${WORKBOOK}/worksheets(?:/add)?`, { body: { kind: 'json', names: ['name'] } }),
  graph(BOOK, 'PATCH', SHEET, { body: { kind: 'json', names: ['name', 'position', 'visibility'] } }),
  graph(BOOK, 'DELETE', SHEET),
  graph(BOOK, 'GET', RANGE, { query: odata }),
  graph(BOOK, 'PATCH', RANGE, {
    query: odata,
    body: { kind: 'json', names: ['values', 'numberFormat', 'rowHidden', 'columnHidden'] },
  }),
  graph(BOOK, 'POST', `${RANGE}/clear`, { body: { kind: 'json', names: ['applyTo'] } }),
  graph(BOOK, 'POST', `${RANGE}/(?:delete|insert)`, { body: { kind: 'json', names: ['shift'] } }),
  graph(BOOK, 'PATCH', `${RANGE}/format(?:/font|/fill)?`, {
    body: {
      kind: 'json',
      names: [
        'bold',
        'color',
        'italic',
        'name',
        'size',
        'underline',
        'columnWidth',
        'rowHeight',
        'horizontalAlignment',
        'verticalAlignment',
        'wrapText',
      ],
    },
  }),
  graph(BOOK, 'POST', `${RANGE}/format/autofit(?:Columns|Rows)`, { body: nothing }),
  graph(BOOK, 'GET', `(?:${WORKBOOK}|${SHEET})/tables`, { query: odata }),
  graph(BOOK, 'POST', `(?:${WORKBOOK}|${SHEET})/tables/add`, {
    body: { kind: 'json', names: ['address', 'hasHeaders'] },
  }),
  graph(BOOK, 'GET', `${TABLE}(?:/(?:columns|rows))?`, {
    query: { ...odata, $skip: /^[0-9]{1,7}$/, $count: /^true$/ },
  }),
  graph(BOOK, 'GET', `${TABLE}/rows/(?:\\$/)?[iI]temAt\\(index=${ROW}\\)(?:/range)?`, { query: odata }),
  graph(BOOK, 'PATCH', TABLE, {
    body: { kind: 'json', names: ['name', 'showHeaders', 'showTotals', 'style', 'showFilterButton'] },
  }),
  graph(BOOK, 'DELETE', TABLE),
  graph(BOOK, 'POST', `${TABLE}/rows(?:/add)?`, { body: { kind: 'json', names: ['index', 'values'] } }),
  graph(BOOK, 'PATCH', `${TABLE}/rows/(?:\\$/)?[iI]temAt\\(index=${ROW}\\)`, {
    body: { kind: 'json', names: ['values'] },
  }),
  graph(BOOK, 'DELETE', `${TABLE}/rows/(?:\\$/)?[iI]temAt\\(index=${ROW}\\)`),
  graph(BOOK, 'POST', `${TABLE}/(?:clearFilters|sort/clear)`, { body: nothing }),
];
