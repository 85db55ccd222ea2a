import { randomBytes, randomUUID } from 'node:crypto';
import { header, json, type Asked, type Reply } from '../http-kit.ts';
import type { Drive, Item, World } from '../world.ts';
import {
  addFolder,
  checkName,
  checkQuota,
  checkUnlocked,
  checkIfMatch,
  contentOf,
  downloadUrlOf,
  driveItemJson,
  findChild,
  putFile,
  replaceContent,
  type ConflictBehavior,
} from './drive-store.ts';
import { badRequest, GraphFailure, itemNotFound, nameTaken } from './errors.ts';

/** api-facts §4.2 line 273; learn.microsoft.com/graph/api/driveitem-createuploadsession. */
const UNIT = 320 * 1024;
const FRAGMENT_LIMIT = 60 * 1024 * 1024;
const SESSION_LIFE_MS = 24 * 3_600_000;

type UploadSession = {
  readonly guid: string;
  readonly tempauth: string;
  readonly drive: Drive;
  /** Where it goes: an item that is replaced, or a name in a folder. */
  readonly target:
    | { readonly kind: 'replace'; readonly item: Item }
    | { readonly kind: 'new'; readonly folder: Item; readonly missing: readonly string[]; readonly name: string };
  readonly behavior: ConflictBehavior;
  readonly ifMatch: string | null;
  readonly deferCommit: boolean;
  readonly fragments: Buffer[];
  received: number;
  total: number | null;
  expiresAt: number;
};

export type UploadTarget = {
  readonly drive: Drive;
  readonly existing: Item | null;
  readonly folder: Item;
  readonly missing: readonly string[];
  readonly name: string;
  readonly byId: boolean;
  readonly behavior: ConflictBehavior;
  readonly fileSize: number | null;
  readonly deferCommit: boolean;
  readonly ifMatch: string | null;
};

export type Uploads = {
  readonly create: (target: UploadTarget) => Reply;
  /** A request at an address that `create` gave out, or to download a file. */
  readonly atHost: (asked: Asked) => Reply;
  /** Finishes an upload whose last fragment met a conflict (learn.microsoft.com/graph/api/driveitem-createuploadsession, "Handle upload errors"). */
  readonly commit: (sourceUrl: string, name: string, behavior: ConflictBehavior) => Reply;
  readonly open: () => readonly { readonly name: string; readonly received: number; readonly total: number | null }[];
};

const sessionGone = (): GraphFailure =>
  new GraphFailure({
    status: 404,
    code: 'itemNotFound',
    message: 'The upload session was not found',
    inner: 'uploadSessionNotFound',
  });
const invalidRange = (message: string, inner: string): GraphFailure =>
  new GraphFailure({ status: 416, code: 'invalidRange', message, inner });

type Fragment = { readonly start: number; readonly end: number; readonly total: number };

function readRange(asked: Asked): Fragment {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header(asked, 'content-range') ?? '');
  if (found === null) throw badRequest('The Content-Range header is missing or malformed.');
  const [start, end, total] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (end < start || end >= total) throw badRequest('The Content-Range header is missing or malformed.');
  return { start, end, total };
}

export function createUploads(world: World): Uploads {
  const sessions = new Map<string, UploadSession>();

  const uploadUrl = (session: UploadSession): string => {
    const { target } = session;
    const id = target.kind === 'replace' ? target.item.id : target.folder.id;
    return `${session.drive.uploadBase}/items/${encodeURIComponent(id)}/uploadSession?guid='${session.guid}'&overwrite=${session.behavior === 'replace' ? 'True' : 'False'}&rename=${session.behavior === 'rename' ? 'True' : 'False'}&dc=0&tempauth=${session.tempauth}`;
  };

  const status = (session: UploadSession): Readonly<Record<string, unknown>> => ({
    expirationDateTime: new Date(session.expiresAt).toISOString(),
    nextExpectedRanges:
      session.total === null
        ? [`${session.received}-`]
        : session.received < session.total
          ? [`${session.received}-${session.total - 1}`]
          : [],
  });

  const finish = (session: UploadSession, name: string | null, behavior: ConflictBehavior): Reply => {
    const { drive, target } = session;
    const content = Buffer.concat(session.fragments);
    if (target.kind === 'replace') {
      const item = replaceContent(world, drive, target.item, content, session.ifMatch);
      sessions.delete(session.guid);
      return json(200, driveItemJson(drive, item));
    }
    let folder = target.folder;
    for (const missing of target.missing) folder = addFolder(world, drive, folder.id, missing, 'replace');
    const put = putFile(world, drive, folder, name ?? target.name, content, behavior);
    sessions.delete(session.guid);
    return json(put.created ? 201 : 200, driveItemJson(drive, put.item));
  };

  const put = (asked: Asked, session: UploadSession): Reply => {
    if (asked.chunked) {
      throw new GraphFailure({
        status: 411,
        code: 'invalidRequest',
        message: 'A Content-Length header is required on the request.',
      });
    }
    if (asked.body.length >= FRAGMENT_LIMIT) {
      throw new GraphFailure({
        status: 413,
        code: 'invalidRequest',
        message: 'The fragment is too large.',
        inner: 'maxFragmentLengthExceeded',
      });
    }
    const range = readRange(asked);
    if (session.total !== null && session.total !== range.total) {
      throw badRequest(
        'Declared total size for this fragment is different from that of the upload session.',
        'fragmentLengthMismatch',
      );
    }
    if (asked.body.length !== range.end - range.start + 1) {
      throw badRequest(
        'The Content-Range header length does not match the provided number of bytes.',
        'fragmentLengthMismatch',
      );
    }
    if (range.start < session.received)
      throw invalidRange('Uploaded fragment overlaps with existing data.', 'fragmentOverlap');
    if (range.start > session.received) throw invalidRange('Uploaded fragment is out of order.', 'fragmentOutOfOrder');
    const last = range.end === range.total - 1;
    if (!last && asked.body.length % UNIT !== 0) {
      throw badRequest('The size of each byte range must be a multiple of 320 KiB (327,680 bytes).');
    }
    session.fragments.push(asked.body);
    session.received += asked.body.length;
    session.total = range.total;
    session.expiresAt = world.now() + SESSION_LIFE_MS;
    if (!last || session.deferCommit) {
      const { nextExpectedRanges, ...rest } = status(session);
      return json(202, { ...rest, nextExpectedRanges: last ? nextExpectedRanges : [`${session.received}-`] });
    }
    return finish(session, null, session.behavior);
  };

  const find = (url: URL): UploadSession => {
    const session = sessions.get((url.searchParams.get('guid') ?? '').replaceAll("'", ''));
    if (
      session === undefined ||
      session.expiresAt <= world.now() ||
      session.tempauth !== url.searchParams.get('tempauth')
    ) {
      throw sessionGone();
    }
    return session;
  };

  const download = (url: URL): Reply => {
    for (const drive of world.drives.values()) {
      for (const item of drive.items.values()) {
        if (item.kind !== 'file' || downloadUrlOf(drive, item) !== url.href) continue;
        return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: contentOf(item) };
      }
    }
    throw itemNotFound();
  };

  return {
    create: (target) => {
      checkName(target.name);
      if (target.existing !== null) {
        if (!target.byId && target.behavior === 'fail') throw nameTaken();
        if (target.byId || target.behavior === 'replace') {
          checkIfMatch(target.existing, target.ifMatch);
          checkUnlocked(target.existing, world.now());
        }
      }
      if (target.fileSize !== null) checkQuota(target.drive, target.fileSize);
      const session: UploadSession = {
        guid: randomUUID(),
        tempauth: `v1.${randomBytes(48).toString('base64url')}`,
        drive: target.drive,
        target:
          target.byId && target.existing !== null
            ? { kind: 'replace', item: target.existing }
            : { kind: 'new', folder: target.folder, missing: target.missing, name: target.name },
        behavior: target.behavior,
        ifMatch: target.ifMatch,
        deferCommit: target.deferCommit,
        fragments: [],
        received: 0,
        total: null,
        expiresAt: world.now() + SESSION_LIFE_MS,
      };
      sessions.set(session.guid, session);
      return json(200, {
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession',
        expirationDateTime: new Date(session.expiresAt).toISOString(),
        nextExpectedRanges: ['0-'],
        uploadUrl: uploadUrl(session),
      });
    },
    atHost: (asked) => {
      if (asked.url.pathname.endsWith('/download.aspx')) return download(asked.url);
      // The address itself is the permission; a bearer token is another one (api-facts §4.2 line 273).
      if (asked.method === 'PUT' && header(asked, 'authorization') !== null) {
        throw new GraphFailure({ status: 401, code: 'unauthenticated', message: 'The caller is not authenticated.' });
      }
      const session = find(asked.url);
      if (asked.method === 'PUT') return put(asked, session);
      if (asked.method === 'GET') return json(200, status(session));
      if (asked.method === 'DELETE') {
        sessions.delete(session.guid);
        return { status: 204 };
      }
      if (asked.method === 'POST' && session.deferCommit && session.drive.type === 'business') {
        if (session.total === null || session.received < session.total) {
          throw badRequest('Upload session incomplete.', 'uploadSessionIncomplete');
        }
        return finish(session, null, session.behavior);
      }
      throw new GraphFailure({
        status: 405,
        code: 'methodNotAllowed',
        message: 'The HTTP method in the request is not allowed on the resource.',
      });
    },
    commit: (sourceUrl, name, behavior) => {
      if (!URL.canParse(sourceUrl)) throw sessionGone();
      const session = find(new URL(sourceUrl));
      if (session.total === null || session.received < session.total) {
        throw badRequest('Upload session incomplete.', 'uploadSessionIncomplete');
      }
      checkName(name);
      return finish(session, name, behavior);
    },
    open: () =>
      [...sessions.values()]
        .filter((session) => session.expiresAt > world.now())
        .map((session) => ({
          name: session.target.kind === 'new' ? session.target.name : session.target.item.name,
          received: session.received,
          total: session.total,
        })),
  };
}

/** For looking at a drive from outside: the file at a path. */
export function fileAt(drive: Drive, path: string): Item | null {
  let at: Item | null = drive.items.get(drive.rootId) ?? null;
  for (const name of path.split('/').filter((word) => word !== '')) {
    at = at === null ? null : findChild(drive, at.id, name);
  }
  return at;
}
