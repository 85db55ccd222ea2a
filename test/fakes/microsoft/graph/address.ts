import type { Drive, Item } from '../world.ts';
import { findChild } from './drive-store.ts';
import { badRequest, itemNotFound } from './errors.ts';

/** Which item of a drive an address names, and what it wants of it. */
export type ItemAddress = {
  readonly start:
    | { readonly kind: 'root' }
    | { readonly kind: 'item'; readonly id: string }
    | { readonly kind: 'special'; readonly name: string };
  /** Names below the start, decoded. */
  readonly path: readonly string[];
  /** What follows, with a leading slash and still encoded; empty for the item itself. */
  readonly action: string;
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw badRequest('The request URL is not encoded properly.');
    throw error;
  }
}

/** Both ways to name an item (learn.microsoft.com/graph/onedrive-addressing-driveitems). `rest` follows the drive, encoded. */
export function readItemAddress(rest: string): ItemAddress | null {
  const found = /^\/(root|items\/([^/:]+)|special\/([^/:]+))(?::(\/[^:]*)(?::(\/.*)?)?|(\/.*))?$/.exec(rest);
  if (found === null) return null;
  const [, word = '', id, special, path = '', afterPath = '', plain = ''] = found;
  return {
    start:
      id !== undefined
        ? { kind: 'item', id: decoded(id) }
        : special !== undefined
          ? { kind: 'special', name: decoded(special).toLowerCase() }
          : { kind: 'root' },
    path: path
      .split('/')
      .filter((name) => name !== '')
      .map(decoded),
    action: word === '' ? '' : afterPath + plain,
  };
}

export type Resolved = {
  readonly item: Item | null;
  /** The last item on the way that is there. */
  readonly nearest: Item;
  /** Names that are not there yet. */
  readonly missing: readonly string[];
};

export function resolvePath(drive: Drive, start: Item, path: readonly string[]): Resolved {
  let nearest = start;
  for (const [index, name] of path.entries()) {
    const next = findChild(drive, nearest.id, name);
    if (next === null) return { item: null, nearest, missing: path.slice(index) };
    nearest = next;
  }
  return { item: nearest, nearest, missing: [] };
}

export function existing(resolved: Resolved): Item {
  if (resolved.item === null) throw itemNotFound();
  return resolved.item;
}
