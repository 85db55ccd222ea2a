import { callerOf, maySee } from './callers.ts';
import {
  DEFAULT_LIST_FIELDS,
  driveAbout,
  driveFileList,
  readMask,
  renderAbout,
  renderFile,
  shownFile,
} from './drive-fields.ts';
import { parseQuery } from './drive-query.ts';
import { checkedProperties, noSuchMethod, readJson } from './drive-common.ts';
import { createFile } from './drive-upload.ts';
import { driveError, fileNotFound, refuse } from './errors.ts';
import { pick } from './field-mask.ts';
import type { FakeReply, FakeRequest } from './http.ts';
import { empty, json } from './http.ts';
import type { Caller, DriveFile, GoogleState } from './types.ts';

/*
 * https://www.googleapis.com/drive/v3
 * Source: https://developers.google.com/workspace/drive/api/reference/rest/v3
 */

type Json = Readonly<Record<string, unknown>>;

const METHODS: Readonly<Record<string, string>> = { GET: 'Get', PATCH: 'Update', DELETE: 'Delete' };

export function drive(state: GoogleState, request: FakeRequest): FakeReply {
  const [, resource, id, more] = /^\/drive\/v3\/(about|files)(?:\/([^/]+))?(\/.*)?$/.exec(request.path) ?? [];
  if (resource === undefined || more !== undefined) return noSuchMethod(request);
  const kind = request.method === 'GET' ? 'read' : 'write';
  const name = id === undefined ? (request.method === 'GET' ? 'List' : 'Create') : METHODS[request.method];
  const caller = callerOf(state, request, 'drive.googleapis.com', kind, `google.apps.drive.v3.DriveFiles.${name}`);
  if (resource === 'about')
    return request.method === 'GET' && id === undefined ? about(state, caller, request) : noSuchMethod(request);
  if (id === undefined) {
    if (request.method === 'GET') return list(state, caller, request);
    if (request.method !== 'POST') return noSuchMethod(request);
    const file = createFile(state, caller, readJson(request.body), null);
    return json(200, shownFile(state, caller, file, request.query.get('fields')));
  }
  const file = fileOf(state, caller, decodeURIComponent(id));
  if (request.method === 'GET') return json(200, shownFile(state, caller, file, request.query.get('fields')));
  if (request.method === 'PATCH') return update(state, caller, request, file);
  if (request.method !== 'DELETE') return noSuchMethod(request);
  state.files.delete(file.id);
  return empty(204);
}

/** With drive.file the files of others do not exist. */
function fileOf(state: GoogleState, caller: Caller, id: string): DriveFile {
  const file = state.files.get(id);
  return file !== undefined && maySee(caller, file) ? file : refuse(fileNotFound(id));
}

/** The one method that insists on a mask. */
function about(state: GoogleState, caller: Caller, request: FakeRequest): FakeReply {
  const fields = request.query.get('fields') ?? '';
  if (fields === '') {
    const place = { location: 'fields', locationType: 'parameter' };
    return driveError(400, "The 'fields' parameter is required for this method.", { reason: 'required', ...place });
  }
  return json(200, pick(renderAbout(state, caller), readMask(fields, driveAbout)));
}

const ORDERS: Readonly<Record<string, (file: DriveFile) => string | number>> = {
  createdTime: (file) => file.createdTime,
  modifiedTime: (file) => file.modifiedTime,
  name: (file) => file.name,
  name_natural: (file) => file.name,
};

function invalidParameter(name: string, value: string): never {
  const place = { location: name, locationType: 'parameter' };
  return refuse(
    driveError(400, `Invalid Value`, { reason: name === 'q' ? 'invalid' : 'invalidParameter', ...place }, [{ value }]),
  );
}

function list(state: GoogleState, caller: Caller, request: FakeRequest): FakeReply {
  const { query } = request;
  const mask = readMask(query.get('fields') ?? DEFAULT_LIST_FIELDS, driveFileList);
  const text = query.get('q') ?? '';
  const test = text === '' ? () => true : (parseQuery(text) ?? invalidParameter('q', text));
  const pageSize = Number(query.get('pageSize') ?? 100);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 1000) invalidParameter('pageSize', String(pageSize));
  const start = Number(query.get('pageToken') ?? 0);
  if (!Number.isInteger(start) || start < 0) invalidParameter('pageToken', query.get('pageToken') ?? '');
  const found = [...state.files.values()].filter((file) => maySee(caller, file) && test(file));
  sort(found, query.get('orderBy') ?? 'modifiedTime desc');
  const files = found.slice(start, start + pageSize).map((file) => renderFile(state, caller, file));
  const next = start + pageSize < found.length ? { nextPageToken: String(start + pageSize) } : {};
  return json(200, pick({ kind: 'drive#fileList', incompleteSearch: false, files, ...next }, mask));
}

function sort(files: DriveFile[], orderBy: string): void {
  const keys = orderBy.split(',').map((part) => {
    const [name = '', direction] = part.trim().split(/\s+/);
    const of = ORDERS[name] ?? invalidParameter('orderBy', orderBy);
    return { of, sign: direction === 'desc' ? -1 : 1 };
  });
  files.sort((left, right) => {
    for (const { of, sign } of keys) {
      const [a, b] = [of(left), of(right)];
      if (a !== b) return (a < b ? -1 : 1) * sign;
    }
    return 0;
  });
}

const WRITABLE = new Set([
  'name',
  'trashed',
  'appProperties',
  'description',
  'mimeType',
  'starred',
  'properties',
  'modifiedTime',
]);

function update(state: GoogleState, caller: Caller, request: FakeRequest, file: DriveFile): FakeReply {
  const body = readJson(request.body);
  for (const name of Object.keys(body)) {
    if (WRITABLE.has(name)) continue;
    const message = 'The resource body includes fields which are not directly writable.';
    return driveError(403, message, { reason: 'fieldNotWritable' });
  }
  if (body.name !== undefined) {
    file.name = String(body.name);
    if (file.book !== null) file.book.title = file.name;
  }
  if (body.trashed !== undefined) file.trashed = body.trashed === true;
  if (body.description !== undefined) file.description = String(body.description ?? '');
  if (body.appProperties !== undefined) file.appProperties = mergedProperties(file.appProperties, body.appProperties);
  file.modifiedTime = state.now();
  file.version += 1;
  return json(200, shownFile(state, caller, file, request.query.get('fields')));
}

/** Null takes a property away, what is not named stays. */
function mergedProperties(known: Readonly<Record<string, string>>, given: unknown): Record<string, string> {
  const merged: Record<string, string> = { ...known };
  for (const [name, value] of Object.entries((given ?? {}) as Json)) {
    if (value === null) delete merged[name];
    else merged[name] = String(value);
  }
  return checkedProperties(merged);
}
