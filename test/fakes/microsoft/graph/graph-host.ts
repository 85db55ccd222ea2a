import { header, json, type Asked, type Reply } from '../http-kit.ts';
import type { AccessGrant, TokenBook } from '../login/tokens.ts';
import type { WorkbookDoor } from '../workbook/door.ts';
import type { Drive, World } from '../world.ts';
import { coversDrive, readAccess } from './access.ts';
import { readItemAddress } from './address.ts';
import { driveItemJson, usedBytes } from './drive-store.ts';
import { accessDenied, badRequest, GraphFailure, graphError, itemNotFound } from './errors.ts';
import { answerItem, selected, type ItemRequest } from './items.ts';
import { findShared } from './shares.ts';
import type { Uploads } from './uploads.ts';

const noSegment = (path: string): GraphFailure =>
  new GraphFailure({
    status: 400,
    code: 'BadRequest',
    message: `Resource not found for the segment '${path.split('/').find((part) => part !== '') ?? ''}'.`,
  });

function driveJson(drive: Drive, ownerAddress: string): Readonly<Record<string, unknown>> {
  const used = usedBytes(drive);
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#drives/$entity',
    id: drive.id,
    driveType: drive.type,
    name: 'OneDrive',
    webUrl: `${drive.webBase}/Documents`,
    owner: { user: { displayName: drive.ownerName, id: drive.ownerId, email: ownerAddress } },
    quota: {
      deleted: 0,
      remaining: Math.max(0, drive.quota - used),
      state: used >= drive.quota ? 'exceeded' : 'normal',
      total: drive.quota,
      used,
    },
  };
}

/** Everything at https://graph.microsoft.com. */
export function createGraphHost(
  world: World,
  book: TokenBook,
  uploads: Uploads,
  workbooks: WorkbookDoor,
): (asked: Asked) => Promise<Reply> {
  const ownerAddress = (drive: Drive): string =>
    world.people.find((person) => person.id === drive.ownerId)?.address ?? '';

  const inDrive = async (asked: Asked, access: AccessGrant, drive: Drive, rest: string): Promise<Reply> => {
    if (rest === '') {
      if (!coversDrive(access, drive, 'read')) throw accessDenied();
      return json(200, selected(driveJson(drive, ownerAddress(drive)), asked.url));
    }
    // `items('id')` is another way to write `items/id`.
    const address = readItemAddress(rest.replace(/^\/items\('([^']+)'\)/, '/items/$1'));
    if (address === null) throw noSegment(rest);
    const request: ItemRequest = { world, access, drive, address, asked, uploads };
    if (address.action.startsWith('/workbook'))
      return workbooks.answer(request, address.action.slice('/workbook'.length));
    const reply = answerItem(request);
    if (reply === null) throw noSegment(address.action);
    return reply;
  };

  const route = async (asked: Asked): Promise<Reply> => {
    const access = readAccess(world, book, asked);
    const { person } = access;
    const found = /^\/v1\.0(\/.*)$/.exec(asked.url.pathname);
    if (found === null) throw new GraphFailure({ status: 404, code: 'BadRequest', message: 'Invalid version.' });
    const path = found[1] ?? '';
    if (path === '/me') {
      if (!access.scopes.has('User.Read')) throw accessDenied('Insufficient privileges to complete the operation.');
      return json(
        200,
        selected(
          { id: person.id, displayName: person.name, mail: person.address, userPrincipalName: person.address },
          asked.url,
        ),
      );
    }
    const drivePath = /^\/(?:me\/drive|drives\/([^/]+))((?:\/.*)?)$/.exec(path);
    if (drivePath !== null) {
      const drive = drivePath[1] === undefined ? person.drive : world.drives.get(decodeURIComponent(drivePath[1]));
      if (drive === undefined) throw itemNotFound();
      return inDrive(asked, access, drive, drivePath[2] ?? '');
    }
    const share = /^\/shares\/([^/]+)((?:\/.*)?)$/.exec(path);
    if (share !== null) {
      const { drive, item } = findShared(world, access, decodeURIComponent(share[1] ?? ''));
      if (share[2] === '/driveItem') return json(200, selected(driveItemJson(drive, item), asked.url));
      throw noSegment(share[2] ?? '');
    }
    throw noSegment(path);
  };

  return async (asked) => {
    try {
      const contentType = header(asked, 'content-type') ?? '';
      const writes = asked.method === 'POST' || asked.method === 'PATCH';
      if (writes && asked.body.length > 0 && !contentType.toLowerCase().includes('application/json')) {
        throw badRequest('Write requests (excluding DELETE) must contain the Content-Type header declaration.');
      }
      return await route(asked);
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      return graphError(asked, world.now(), error.parts);
    }
  };
}
