import { header, type Asked } from '../http-kit.ts';
import type { AccessGrant, TokenBook } from '../login/tokens.ts';
import type { Drive, Item, World } from '../world.ts';
import { addFolder, isInside } from './drive-store.ts';
import { accessDenied, GraphFailure, itemNotFound } from './errors.ts';

const challenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

const unauthenticated = (message: string): GraphFailure =>
  new GraphFailure({
    status: 401,
    code: 'InvalidAuthenticationToken',
    message,
    headers: { 'www-authenticate': challenge },
  });

/** Who asks, and with which scopes. */
export function readAccess(world: World, book: TokenBook, asked: Asked): AccessGrant {
  const token = /^Bearer (.+)$/i.exec(header(asked, 'authorization') ?? '')?.[1];
  if (token === undefined) throw unauthenticated('Access token is empty.');
  const grant = book.access.get(token);
  if (grant === undefined) {
    throw unauthenticated(
      'IDX14100: JWT is not well formed, there are no dots (.). The token needs to be in JWS or JWE Compact Serialization Format.',
    );
  }
  if (grant.expiresAt <= world.now()) throw unauthenticated('Lifetime validation failed, the token is expired.');
  return grant;
}

const has = (access: AccessGrant, scopes: readonly string[]): boolean =>
  scopes.some((scope) => access.scopes.has(scope));
const ALL_WRITE = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];
const ALL_READ = ['Files.Read.All', 'Sites.Read.All', ...ALL_WRITE];
const OWN_WRITE = ['Files.ReadWrite', ...ALL_WRITE];
const OWN_READ = ['Files.Read', 'Files.ReadWrite', ...ALL_READ];

export type Need = 'read' | 'write';

/** Whether the scopes cover a whole drive (learn.microsoft.com/graph/permissions-reference, Files.*). */
export function coversDrive(access: AccessGrant, drive: Drive, need: Need): boolean {
  const own = drive.ownerId === access.person.id;
  if (!own && !drive.sharedWith.has(access.person.id)) return false;
  return has(access, need === 'read' ? (own ? OWN_READ : ALL_READ) : own ? OWN_WRITE : ALL_WRITE);
}

export const usesAppFolder = (world: World, access: AccessGrant): boolean =>
  access.scopes.has('Files.ReadWrite.AppFolder') &&
  (access.person.tenant.kind === 'personal' || world.switches.workAppFolder);

/** `Files.ReadWrite.AppFolder` opens the app's own folder and nothing else (api-facts §4.2 line 275). */
export function checkItem(world: World, access: AccessGrant, drive: Drive, item: Item, need: Need): void {
  if (coversDrive(access, drive, need)) return;
  if (drive.ownerId === access.person.id && usesAppFolder(world, access)) {
    const folder = [...drive.items.values()].find((candidate) => candidate.appFolderOf === access.clientId);
    if (folder !== undefined && isInside(drive, item, folder.id)) return;
  }
  throw accessDenied();
}

/**
 * The app's folder, made when it is first asked for (learn.microsoft.com/graph/api/drive-get-specialfolder); only apps
 * that may write can make it.
 */
export function appFolder(world: World, access: AccessGrant, drive: Drive): Item {
  if (drive.ownerId !== access.person.id) throw itemNotFound();
  if (!usesAppFolder(world, access) && !coversDrive(access, drive, 'read')) throw accessDenied();
  const there = [...drive.items.values()].find((item) => item.appFolderOf === access.clientId);
  if (there !== undefined) return there;
  if (!usesAppFolder(world, access) && !coversDrive(access, drive, 'write')) throw accessDenied();
  const apps = addFolder(world, drive, drive.rootId, 'Apps', 'replace');
  const name = world.apps.find((app) => app.clientId === access.clientId)?.name ?? access.clientId;
  const folder = addFolder(world, drive, apps.id, name.replace(/["*:<>?/\\|]/g, '_'), 'rename');
  folder.appFolderOf = access.clientId;
  return folder;
}
