import type { CloudRequest } from '../../src-main/engine/network/cloud-types.ts';

/* Short ways to write down requests to Google and Microsoft. */

export const TOKEN_URL = 'https://oauth2.googleapis.com/token';
export const SHEETS = 'https://sheets.googleapis.com/v4/spreadsheets';
export const DRIVE = 'https://www.googleapis.com/drive/v3';
export const UPLOAD = 'https://www.googleapis.com/upload/drive/v3/files';
export const LOGIN = 'https://login.microsoftonline.com';
export const GRAPH = 'https://graph.microsoft.com/v1.0';
export const BOOK = `${GRAPH}/drives/b!aB-9_x/items/01ABC/workbook`;
export const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
export const XLSX = { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';

export type Case = Partial<CloudRequest> & Pick<CloudRequest, 'purpose' | 'method' | 'url'>;

export function bodyOf(value: unknown): Pick<CloudRequest, 'body'> {
  return { body: JSON.stringify(value) };
}

export const google = (url: string, method: CloudRequest['method'] = 'GET', value?: unknown): Case => ({
  purpose: url.startsWith(SHEETS) ? 'google sheets' : 'google files',
  method,
  url,
  ...(value === undefined ? {} : bodyOf(value)),
});
export const files = (path: string, method: CloudRequest['method'] = 'GET', value?: unknown): Case => ({
  purpose: 'microsoft files',
  method,
  url: `${GRAPH}${path}`,
  ...(value === undefined ? {} : bodyOf(value)),
});
export const book = (path: string, method: CloudRequest['method'] = 'GET', value?: unknown): Case => ({
  purpose: 'microsoft workbook',
  method,
  url: `${BOOK}${path}`,
  ...(value === undefined ? {} : bodyOf(value)),
});
export const form = (
  purpose: CloudRequest['purpose'],
  url: string,
  fields: Readonly<Record<string, string>>,
): Case => ({
  purpose,
  method: 'POST',
  url,
  accessToken: null,
  headers: FORM,
  body: new URLSearchParams(fields).toString(),
});
export const codeForm = {
  grant_type: 'authorization_code',
  code: '4/0AY',
  client_id: 'c',
  client_secret: 's',
  redirect_uri: 'http://127.0.0.1:1/',
  code_verifier: 'v',
};
export const refreshForm = { grant_type: 'refresh_token', refresh_token: '1//r', client_id: 'c' };
export const values = (value: unknown, url = `${SHEETS}/1AbC/values:batchUpdate`): Case => google(url, 'POST', value);
export const batch = (...requests: readonly unknown[]): Case =>
  google(`${SHEETS}/1AbC:batchUpdate`, 'POST', { requests });
