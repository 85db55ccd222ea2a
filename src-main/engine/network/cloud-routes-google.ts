import { batchUpdateProblem, multipartUploadProblem, rawValuesProblem, uploadProblem } from './cloud-bodies.ts';
import { type CloudRoute, routesOf } from './cloud-route.ts';

/* Shapes: developers.google.com/workspace/sheets/api, /drive/api and /identity/protocols/oauth2/native-app. */

const auth = routesOf('https://oauth2.googleapis.com');
const sheets = routesOf('https://sheets.googleapis.com');
const drive = routesOf('https://www.googleapis.com');

const ID = '[A-Za-z0-9_-]{1,200}';
/** What the parts of the paths below stand for, to show them to people. */
export const GOOGLE_PATH_WORDS = { '{file}': ID };
const FIELDS = /^[A-Za-z0-9_.,/()*]{1,1000}$/;
const YES_NO = /^(?:true|false)$/;
const TEXT = /^[^\p{Cc}]{1,2000}$/u;
const TOKEN = /^[A-Za-z0-9_.~!=+/-]{1,4000}$/;

const fields = { fields: FIELDS } as const;
/** What Google puts into the address of an upload session, and what it was asked with. */
const session = { uploadType: /^resumable$/, upload_id: TOKEN, session_crd: TOKEN, ...fields } as const;

export const GOOGLE_ROUTES: readonly CloudRoute[] = [
  auth(['google sign in', 'google account'], 'POST', '/token', {
    bearer: false,
    body: {
      kind: 'form',
      names: ['grant_type', 'client_id', 'client_secret', 'code', 'redirect_uri', 'code_verifier', 'refresh_token'],
      grants: ['authorization_code', 'refresh_token'],
    },
  }),
  // The token is in the body, never in the address.
  auth(['google sign in', 'google account'], 'POST', '/revoke', {
    bearer: false,
    body: { kind: 'form', names: ['token'] },
  }),

  sheets(['google sheets'], 'POST', '/v4/spreadsheets', {
    query: fields,
    body: { kind: 'json', names: ['properties', 'sheets', 'namedRanges', 'developerMetadata'] },
  }),
  sheets(['google sheets', 'google files'], 'GET', `/v4/spreadsheets/${ID}`, {
    query: { ...fields, ranges: TEXT, includeGridData: YES_NO },
  }),
  sheets(['google sheets'], 'POST', `/v4/spreadsheets/${ID}/values:batchUpdate`, {
    query: fields,
    body: {
      kind: 'json',
      names: ['valueInputOption', 'data', 'includeValuesInResponse'],
      check: rawValuesProblem,
    },
  }),
  sheets(['google sheets'], 'POST', `/v4/spreadsheets/${ID}/values:batchClear`, {
    query: fields,
    body: { kind: 'json', names: ['ranges'] },
  }),
  sheets(['google sheets'], 'POST', `/v4/spreadsheets/${ID}:batchUpdate`, {
    query: fields,
    body: {
      kind: 'json',
      names: ['requests', 'includeSpreadsheetInResponse', 'responseRanges', 'responseIncludeGridData'],
      check: batchUpdateProblem,
    },
  }),

  drive(['google sign in', 'google account', 'google files'], 'GET', '/drive/v3/about', { query: fields }),
  drive(['google files'], 'GET', '/drive/v3/files', {
    query: {
      ...fields,
      q: TEXT,
      pageSize: /^[0-9]{1,4}$/,
      pageToken: /^[\x21-\x7e]{1,2000}$/,
      orderBy: /^[A-Za-z, ]{1,100}$/,
      spaces: /^drive$/,
      corpora: /^user$/,
    },
  }),
  drive(['google files'], 'GET', `/drive/v3/files/${ID}`, { query: fields }),
  drive(['google files'], 'PATCH', `/drive/v3/files/${ID}`, {
    query: fields,
    body: { kind: 'json', names: ['name', 'appProperties', 'description', 'trashed'] },
  }),
  drive(['google files'], 'DELETE', `/drive/v3/files/${ID}`),
  drive(['google files'], 'POST', '/upload/drive/v3/files', {
    query: { uploadType: /^multipart$/, ...fields },
    needed: ['uploadType'],
    body: {
      kind: 'bytes',
      types: /^multipart\/related; ?boundary="?[A-Za-z0-9'()+_,./:=?-]{1,70}"?$/,
      check: multipartUploadProblem,
    },
  }),
  drive(['google files'], 'POST', '/upload/drive/v3/files', {
    query: { uploadType: /^resumable$/, ...fields },
    needed: ['uploadType'],
    body: { kind: 'json', names: ['name', 'mimeType', 'appProperties', 'description'], check: uploadProblem },
  }),
  drive(['google files'], 'PUT', '/upload/drive/v3/files', {
    query: session,
    needed: ['uploadType', 'upload_id'],
    body: { kind: 'bytes', types: /^application\/[a-z0-9.+-]{1,100}$/ },
  }),
  drive(['google files'], 'DELETE', '/upload/drive/v3/files', {
    query: session,
    needed: ['uploadType', 'upload_id'],
  }),
];
