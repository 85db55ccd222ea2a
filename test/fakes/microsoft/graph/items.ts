import { header, isRecord, json, jsonBody, redirect, textOf, type Asked, type Reply } from '../http-kit.ts';
import type { AccessGrant } from '../login/tokens.ts';
import type { Drive, Item, World } from '../world.ts';
import { appFolder, checkItem, coversDrive } from './access.ts';
import { existing, resolvePath, type ItemAddress, type Resolved } from './address.ts';
import {
  addFolder,
  checkIfMatch,
  checkUnlocked,
  childrenOf,
  deleteItem,
  downloadUrlOf,
  driveItemJson,
  isInside,
  putFile,
  readConflictBehavior,
  renameItem,
  replaceContent,
} from './drive-store.ts';
import { accessDenied, badRequest, GraphFailure, itemNotFound } from './errors.ts';
import type { Uploads } from './uploads.ts';

const CONFLICT = '@microsoft.graph.conflictBehavior';

const methodNotAllowed = (): GraphFailure =>
  new GraphFailure({
    status: 405,
    code: 'methodNotAllowed',
    message: 'The HTTP method in the request is not allowed on the resource.',
  });

export function needBody(asked: Asked): Readonly<Record<string, unknown>> {
  const body = jsonBody(asked);
  if (body === null)
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  return body;
}

/** `$select` (learn.microsoft.com/graph/query-parameters). */
export function selected(value: Readonly<Record<string, unknown>>, url: URL): Readonly<Record<string, unknown>> {
  const names = (url.searchParams.get('$select') ?? url.searchParams.get('select') ?? '')
    .split(',')
    .filter((name) => name !== '');
  if (names.length === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name === '@odata.etag' || names.includes(name)));
}

/** A page of items with the address of the next one. */
function itemPage(drive: Drive, items: readonly Item[], url: URL): Reply {
  const top = Number(url.searchParams.get('$top') ?? 200);
  const from = Number(url.searchParams.get('$skiptoken') ?? 0);
  if (!Number.isInteger(top) || top < 1 || !Number.isInteger(from))
    throw badRequest('Invalid query option.', 'invalidQueryOption');
  const [field = '', direction = 'asc'] = (url.searchParams.get('$orderby') ?? 'name').split(' ');
  const key = (item: Item): string | number => {
    if (field === 'name') return item.name.toLowerCase();
    if (field === 'size') return item.content.length;
    if (field === 'lastModifiedDateTime') return item.modifiedAt;
    throw badRequest(`Sorting by '${field}' is not supported.`, 'invalidQueryOption');
  };
  const sorted = [...items].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    return (a < b ? -1 : a > b ? 1 : 0) * (direction === 'desc' ? -1 : 1);
  });
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(from + top));
  return json(200, {
    '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#drives('${drive.id}')/items`,
    ...(from + top < sorted.length ? { '@odata.nextLink': next.href } : {}),
    value: sorted.slice(from, from + top).map((item) => selected(driveItemJson(drive, item), url)),
  });
}

export type ItemRequest = {
  readonly world: World;
  readonly access: AccessGrant;
  readonly drive: Drive;
  readonly address: ItemAddress;
  readonly asked: Asked;
  readonly uploads: Uploads;
};

function startItem({ world, access, drive, address }: ItemRequest): Item {
  const { start } = address;
  if (start.kind === 'special') {
    if (start.name !== 'approot') throw itemNotFound();
    return appFolder(world, access, drive);
  }
  const item = drive.items.get(start.kind === 'root' ? drive.rootId : start.id);
  if (item === undefined) {
    // Without a right to the drive nothing is said about what it holds.
    if (!coversDrive(access, drive, 'read') && drive.ownerId !== access.person.id) throw accessDenied();
    throw itemNotFound();
  }
  return item;
}

/** The item that an address names, once the scopes allow it. */
export function resolveItem(request: ItemRequest, need: 'read' | 'write'): Resolved {
  const resolved = resolvePath(request.drive, startItem(request), request.address.path);
  checkItem(request.world, request.access, request.drive, resolved.nearest, need);
  return resolved;
}

function putContent(request: ItemRequest): Reply {
  const { world, drive, asked } = request;
  const resolved = resolveItem(request, 'write');
  if (asked.body.length > world.switches.largestPut) {
    throw new GraphFailure({
      status: 413,
      code: 'invalidRequest',
      message: 'The request size exceeds the maximum limit.',
      inner: 'maxFileSizeExceeded',
    });
  }
  const ifMatch = header(asked, 'if-match');
  if (request.address.path.length === 0) {
    const item = replaceContent(world, drive, existing(resolved), asked.body, ifMatch);
    return json(200, driveItemJson(drive, item));
  }
  const behavior = readConflictBehavior(asked.url.searchParams.get(CONFLICT), 'replace');
  const name = request.address.path.at(-1) ?? '';
  let folder = resolved.nearest;
  if (resolved.item !== null) folder = drive.items.get(resolved.item.parentId ?? '') ?? folder;
  // Folders on the way that are missing are made.
  for (const missing of resolved.missing.slice(0, -1)) folder = addFolder(world, drive, folder.id, missing, 'fail');
  const put = putFile(world, drive, folder, name, asked.body, behavior, ifMatch);
  return json(put.created ? 201 : 200, driveItemJson(drive, put.item));
}

function createUploadSession(request: ItemRequest): Reply {
  const { drive, asked, address } = request;
  const resolved = resolveItem(request, 'write');
  const body = needBody(asked);
  const item = isRecord(body.item) ? body.item : {};
  const byId = address.path.length === 0;
  if (byId && resolved.item?.kind !== 'file') throw badRequest('The name of the new file is missing.');
  const name = byId ? (resolved.item?.name ?? '') : (address.path.at(-1) ?? '');
  const given = textOf(item.name);
  if (given !== null && given !== name)
    throw badRequest('The name in the request body does not match the one in the address.', 'invalidPath');
  const folder =
    resolved.item === null ? resolved.nearest : (drive.items.get(resolved.item.parentId ?? '') ?? resolved.nearest);
  return request.uploads.create({
    drive,
    existing: resolved.item,
    folder,
    missing: resolved.missing.slice(0, -1),
    name,
    byId,
    behavior: readConflictBehavior(item[CONFLICT], 'fail'),
    fileSize: typeof item.fileSize === 'number' ? item.fileSize : null,
    deferCommit: body.deferCommit === true,
    ifMatch: header(asked, 'if-match'),
  });
}

function patchItem(request: ItemRequest): Reply {
  const { world, drive, asked } = request;
  const item = existing(resolveItem(request, 'write'));
  const body = needBody(asked);
  if (item.parentId === null || item.appFolderOf !== null) throw accessDenied();
  checkIfMatch(item, header(asked, 'if-match'));
  checkUnlocked(item, world.now());
  const parent = isRecord(body.parentReference) ? textOf(body.parentReference.id) : null;
  if (parent !== null) {
    const folder = drive.items.get(parent);
    if (folder === undefined || folder.kind !== 'folder' || isInside(drive, folder, item.id)) throw itemNotFound();
    checkItem(world, request.access, drive, folder, 'write');
  }
  const name = textOf(body.name) ?? item.name;
  return json(200, driveItemJson(drive, renameItem(world, drive, item, name, parent ?? item.parentId)));
}

function removeItem(request: ItemRequest): Reply {
  const item = existing(resolveItem(request, 'write'));
  if (item.parentId === null) throw badRequest('The root of a drive cannot be deleted.');
  checkIfMatch(item, header(request.asked, 'if-match'));
  checkUnlocked(item, request.world.now());
  deleteItem(request.drive, item);
  return { status: 204 };
}

function search(request: ItemRequest, text: string): Reply {
  const { drive } = request;
  const folder = existing(resolveItem(request, 'read'));
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const hits = [...drive.items.values()].filter(
    (item) =>
      item !== folder &&
      isInside(drive, item, folder.id) &&
      words.every((word) => item.name.toLowerCase().includes(word)),
  );
  return itemPage(drive, hits, request.asked.url);
}

/** Everything at a driveItem but its workbook; null when there is no such thing. */
export function answerItem(request: ItemRequest): Reply | null {
  const { world, drive, address, asked } = request;
  const { method } = asked;
  switch (address.action) {
    case '':
      if (method === 'GET')
        return json(200, selected(driveItemJson(drive, existing(resolveItem(request, 'read'))), asked.url));
      if (method === 'PATCH') return patchItem(request);
      if (method === 'DELETE') return removeItem(request);
      if (method === 'PUT') {
        resolveItem(request, 'write');
        const body = needBody(asked);
        const name = textOf(body.name);
        const source = textOf(body['@microsoft.graph.sourceUrl']);
        if (name === null || source === null) throw badRequest('The request is malformed or incorrect.');
        return request.uploads.commit(source, name, readConflictBehavior(body[CONFLICT], 'fail'));
      }
      throw methodNotAllowed();
    case '/children': {
      if (method === 'GET') {
        const folder = existing(resolveItem(request, 'read'));
        return itemPage(drive, childrenOf(drive, folder.id), asked.url);
      }
      if (method !== 'POST') throw methodNotAllowed();
      const parent = existing(resolveItem(request, 'write'));
      const body = needBody(asked);
      const name = textOf(body.name);
      if (name === null || !isRecord(body.folder)) throw badRequest('The request is malformed or incorrect.');
      return json(
        201,
        driveItemJson(drive, addFolder(world, drive, parent.id, name, readConflictBehavior(body[CONFLICT], 'fail'))),
      );
    }
    case '/content': {
      if (method === 'PUT') return putContent(request);
      if (method !== 'GET') throw methodNotAllowed();
      const item = existing(resolveItem(request, 'read'));
      if (item.kind === 'folder') throw badRequest('You cannot get content for a folder');
      return redirect(downloadUrlOf(drive, item));
    }
    case '/createUploadSession':
      if (method !== 'POST') throw methodNotAllowed();
      return createUploadSession(request);
    default: {
      const query = /^\/(?:microsoft\.graph\.)?search\(q='(.*)'\)$/.exec(address.action);
      if (query === null) return null;
      return search(request, decodeURIComponent(query[1] ?? '').replaceAll("''", "'"));
    }
  }
}
