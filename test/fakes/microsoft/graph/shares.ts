import type { AccessGrant } from '../login/tokens.ts';
import type { Drive, Item, World } from '../world.ts';
import { coversDrive } from './access.ts';
import { namesTo, webUrlOf } from './drive-store.ts';
import { accessDenied, badRequest, itemNotFound } from './errors.ts';

/** A link as the "Share" button makes it. */
export function sharingLink(drive: Drive, item: Item): string {
  const host = new URL(drive.webBase).host;
  if (drive.type === 'personal')
    return `https://1drv.ms/x/c/${drive.id.toLowerCase()}/E${item.guid.replaceAll('-', '')}?e=aBcDeF`;
  return `https://${host}/:x:/g${new URL(drive.webBase).pathname}/E${item.guid.replaceAll('-', '')}?e=aBcDeF`;
}

function names(drive: Drive, item: Item, url: URL): boolean {
  if (url.origin !== new URL(drive.webBase).origin && url.origin !== new URL(sharingLink(drive, item)).origin)
    return false;
  if (new URL(sharingLink(drive, item)).pathname === url.pathname) return true;
  const guid = url.searchParams.get('sourcedoc');
  if (guid !== null) return guid.toLowerCase() === `{${item.guid}}`;
  const resid = url.searchParams.get('resid');
  if (resid !== null) return resid.toLowerCase() === item.id.toLowerCase();
  const direct = `${new URL(drive.webBase).pathname}/Documents/${namesTo(drive, item).map(encodeURIComponent).join('/')}`;
  return url.pathname === direct || url.href === webUrlOf(drive, item);
}

/**
 * The item behind an encoded address (learn.microsoft.com/graph/api/shares-get): `u!` and base64url without padding.
 * `Files.ReadWrite` is enough for the person's own drive; other people's need `Files.ReadWrite.All`.
 */
export function findShared(
  world: World,
  access: AccessGrant,
  token: string,
): { readonly drive: Drive; readonly item: Item } {
  if (!/^u![A-Za-z0-9_-]+$/.test(token)) throw badRequest('The sharing token is invalid.');
  const text = Buffer.from(token.slice(2), 'base64url').toString('utf8');
  if (!URL.canParse(text)) throw badRequest('The sharing token is invalid.');
  const url = new URL(text);
  for (const drive of world.drives.values()) {
    for (const item of drive.items.values()) {
      if (!names(drive, item, url)) continue;
      if (!coversDrive(access, drive, 'write')) throw accessDenied();
      return { drive, item };
    }
  }
  throw itemNotFound();
}
