import type { MicrosoftDestination } from '../../../../src-preload/contract/exports.ts';
import type { Account } from '../../../../src-preload/contract/accounts.ts';
import { type DriveItem, ITEM_FIELDS, pageOf } from './drive-item.ts';
import type { Graph } from './graph.ts';
import type { GraphContext } from './graph-errors.ts';
import { quickXorHash } from './quick-xor-hash.ts';

/** The folder's path in Graph: what stands before `/children`, and with a name before `/content`. */
export type Place = { readonly folder: string };

type NewTarget = Extract<MicrosoftDestination['target'], { kind: 'new' }>;

/** Orgbench's own folder, or the one that was chosen. */
export function placeOf({ folder }: NewTarget, { access }: Account): Place {
  if (folder !== null) {
    return { folder: `/drives/${encodeURIComponent(folder.driveId)}/items/${encodeURIComponent(folder.id)}` };
  }
  // A folder that is not there yet is made with the first file that goes into it.
  return { folder: access === 'ownFiles' ? '/me/drive/special/approot' : '/me/drive/root:/Orgbench' };
}

/** The path of a file by its name in the folder. Source: learn.microsoft.com/graph/onedrive-addressing-driveitems */
export function pathIn({ folder }: Place, name: string): string {
  const separator = folder.includes('root:/') ? '/' : ':/';
  return `${folder}${separator}${encodeURIComponent(name)}:`;
}

function childrenOf({ folder }: Place): string {
  return folder.includes('root:/') ? `${folder}:/children` : `${folder}/children`;
}

/** What the file must be to be the one that was sent. */
export type Sought = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** When the first byte was sent, by this computer's clock; ms since 1970. */
  readonly startedAt: number;
};

/** A little for the time that a request takes. */
const LEEWAY_MS = 5000;
const MAX_PAGES = 25;

/**
 * The file that was sent when the answer to its last byte was lost; null when it did not arrive.
 *
 * It is known by its bytes and its time, since it may have been given another name. The time is counted by the clock of
 * the service, which need not agree with this computer's.
 */
export async function findSent(
  graph: Graph,
  place: Place,
  sought: Sought,
  nowMs: number,
  context: GraphContext,
): Promise<DriveItem | null> {
  const base = sought.name.replace(/\.xlsx$/i, '').toLowerCase();
  let hash: string | null = null;
  const isIt = (item: DriveItem, serviceNow: number): boolean => {
    const name = item.name.toLowerCase();
    if (!name.startsWith(base) || item.file === undefined || item.size !== sought.bytes.length) return false;
    const since = serviceNow - (nowMs - sought.startedAt) - LEEWAY_MS;
    if (Date.parse(item.lastModifiedDateTime ?? '') < since) return false;
    const said = item.file.hashes?.quickXorHash;
    if (said === undefined) return name === `${base}.xlsx`;
    hash ??= quickXorHash(sought.bytes);
    return said === hash;
  };
  let path: string | null = `${childrenOf(place)}?$select=${ITEM_FIELDS}&$top=200`;
  for (let pages = 0; path !== null && pages < MAX_PAGES; pages += 1) {
    const answer = await graph.ask({
      purpose: 'microsoft files',
      method: 'GET',
      path,
      about: 'whether the workbook arrived',
      repeatable: true,
    });
    if (answer.status === 404) return null;
    const { items, next } = pageOf(answer, context);
    const serviceNow = Date.parse(answer.headers['date'] ?? '');
    const found = items.find((item) => isIt(item, Number.isNaN(serviceNow) ? nowMs : serviceNow));
    if (found !== undefined) return found;
    path = next;
  }
  return null;
}
