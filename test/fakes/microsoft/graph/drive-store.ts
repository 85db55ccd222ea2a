import { randomBytes, randomUUID } from 'node:crypto';
import type { Drive, Item, World } from '../world.ts';
import { writeXlsx } from '../workbook/xlsx-writer.ts';
import { badRequest, entityTagDoesNotMatch, itemNotFound, nameTaken, quotaReached, resourceLocked } from './errors.ts';
import { quickXorHash } from './quick-xor-hash.ts';

export type ConflictBehavior = 'fail' | 'replace' | 'rename';

export function readConflictBehavior(value: unknown, otherwise: ConflictBehavior): ConflictBehavior {
  if (value === undefined || value === null) return otherwise;
  if (value === 'fail' || value === 'replace' || value === 'rename') return value;
  throw badRequest(`The value of '@microsoft.graph.conflictBehavior' is not valid.`, 'invalidParameterFormat');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function newItemId(drive: Drive): string {
  drive.serial += 1;
  if (drive.type === 'personal') return `${drive.id}!s${randomBytes(16).toString('hex')}`;
  return `01${Array.from(randomBytes(32), (byte) => ALPHABET[byte % 32]).join('')}`;
}

export const eTagOf = (item: Item): string => `"{${item.guid.toUpperCase()}},${item.version}"`;
export const cTagOf = (item: Item): string => `"c:{${item.guid.toUpperCase()}},${item.contentVersion}"`;

/** `If-Match` may hold the eTag or the cTag (learn.microsoft.com/graph/api/driveitem-createuploadsession, `if-match`). */
export function checkIfMatch(item: Item, ifMatch: string | null): void {
  if (ifMatch === null || ifMatch === '*') return;
  if (![eTagOf(item), cTagOf(item)].includes(ifMatch)) throw entityTagDoesNotMatch();
}

export function checkUnlocked(item: Item, now: number): void {
  if (item.locked || (item.workbook?.hasOpenSession(now) ?? false)) throw resourceLocked();
}

/** Names that OneDrive and SharePoint refuse (support.microsoft.com, "Restrictions and limitations in OneDrive and SharePoint"). */
export function checkName(name: string): void {
  if (name === '' || name.length > 255) throw badRequest('The provided name is empty or too long.', 'pathIsTooLong');
  if (/["*:<>?/\\|]/.test(name) || Array.from(name).some((letter) => letter < ' ')) {
    throw badRequest(
      'The provided name cannot contain any of the following characters: " * : < > ? / \\ |',
      'invalidPath',
    );
  }
  const reserved = /^(\.lock|con|prn|aux|nul|com\d|lpt\d|desktop\.ini)$/i;
  if (
    name !== name.trim() ||
    name.endsWith('.') ||
    name.startsWith('~$') ||
    name.includes('_vti_') ||
    reserved.test(name)
  ) {
    throw badRequest('The name in the provided oneDriveItem is blocked.', 'invalidPath');
  }
}

export const childrenOf = (drive: Drive, parentId: string): readonly Item[] =>
  [...drive.items.values()].filter((item) => item.parentId === parentId);

export const findChild = (drive: Drive, parentId: string, name: string): Item | null =>
  childrenOf(drive, parentId).find((item) => item.name.toLowerCase() === name.toLowerCase()) ?? null;

export function isInside(drive: Drive, item: Item, folderId: string): boolean {
  for (
    let at: Item | undefined = item;
    at !== undefined;
    at = at.parentId === null ? undefined : drive.items.get(at.parentId)
  ) {
    if (at.id === folderId) return true;
  }
  return false;
}

export function namesTo(drive: Drive, item: Item): readonly string[] {
  if (item.parentId === null) return [];
  const parent = drive.items.get(item.parentId);
  return parent === undefined ? [item.name] : [...namesTo(drive, parent), item.name];
}

export const usedBytes = (drive: Drive): number =>
  [...drive.items.values()].reduce((sum, item) => sum + item.content.length, 0);

export function checkQuota(drive: Drive, more: number): void {
  if (usedBytes(drive) + more > drive.quota) throw quotaReached();
}

/** A workbook changed through the workbook API is written anew when somebody looks at its bytes. */
export function contentOf(item: Item): Buffer {
  if (item.workbook !== null && item.workbook.unsaved) {
    item.content = writeXlsx(item.workbook);
    item.workbook.unsaved = false;
  }
  return item.content;
}

function touched(world: World, item: Item, content: boolean): void {
  item.version += 1;
  if (content) item.contentVersion += 1;
  item.modifiedAt = world.now();
}

export const workbookChanged = (world: World, item: Item): void => touched(world, item, true);

function freeName(drive: Drive, parentId: string, name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number += 1) {
    const candidate = `${stem} ${number}${ending}`;
    if (findChild(drive, parentId, candidate) === null) return candidate;
  }
}

function addItem(
  world: World,
  drive: Drive,
  parentId: string,
  name: string,
  kind: Item['kind'],
  content: Buffer,
): Item {
  const at = world.now();
  const item: Item = {
    id: newItemId(drive),
    guid: randomUUID(),
    driveId: drive.id,
    parentId,
    name,
    kind,
    content,
    version: 1,
    contentVersion: 1,
    createdAt: at,
    modifiedAt: at,
    appFolderOf: null,
    locked: false,
    workbook: null,
  };
  drive.items.set(item.id, item);
  return item;
}

export function addFolder(
  world: World,
  drive: Drive,
  parentId: string,
  name: string,
  behavior: ConflictBehavior,
): Item {
  checkName(name);
  const there = findChild(drive, parentId, name);
  if (there === null) return addItem(world, drive, parentId, name, 'folder', Buffer.alloc(0));
  if (behavior === 'fail') throw nameTaken();
  if (behavior === 'rename')
    return addItem(world, drive, parentId, freeName(drive, parentId, name), 'folder', Buffer.alloc(0));
  return there;
}

export function replaceContent(world: World, drive: Drive, item: Item, content: Buffer, ifMatch: string | null): Item {
  if (item.kind === 'folder') throw badRequest('A folder has no content that could be replaced.');
  checkIfMatch(item, ifMatch);
  checkUnlocked(item, world.now());
  checkQuota(drive, content.length - item.content.length);
  item.content = content;
  item.workbook = null;
  touched(world, item, true);
  return item;
}

export type Put = { readonly item: Item; readonly created: boolean };

export function putFile(
  world: World,
  drive: Drive,
  parent: Item,
  name: string,
  content: Buffer,
  behavior: ConflictBehavior,
  ifMatch: string | null = null,
): Put {
  checkName(name);
  const there = findChild(drive, parent.id, name);
  if (there !== null && behavior === 'fail') throw nameTaken();
  if (there !== null && behavior === 'replace') {
    return { item: replaceContent(world, drive, there, content, ifMatch), created: false };
  }
  checkQuota(drive, content.length);
  const free = there === null ? name : freeName(drive, parent.id, name);
  return { item: addItem(world, drive, parent.id, free, 'file', content), created: true };
}

export function renameItem(world: World, drive: Drive, item: Item, name: string, parentId: string): Item {
  checkName(name);
  const there = findChild(drive, parentId, name);
  if (there !== null && there !== item) throw nameTaken();
  if (!drive.items.has(parentId)) throw itemNotFound();
  item.name = name;
  item.parentId = parentId;
  touched(world, item, false);
  return item;
}

export function deleteItem(drive: Drive, item: Item): void {
  for (const child of childrenOf(drive, item.id)) deleteItem(drive, child);
  drive.items.delete(item.id);
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const mimeOf = (name: string): string => (name.toLowerCase().endsWith('.xlsx') ? XLSX : 'application/octet-stream');

export function webUrlOf(drive: Drive, item: Item): string {
  if (item.kind === 'folder' || !/\.xlsx?$/i.test(item.name)) {
    const path = namesTo(drive, item).map(encodeURIComponent).join('/');
    return `${drive.webBase}/Documents${path === '' ? '' : `/${path}`}`;
  }
  if (drive.type === 'personal')
    return `${drive.webBase}/_layouts/15/doc.aspx?resid=${encodeURIComponent(item.id)}&cid=${drive.id.toLowerCase()}`;
  return `${drive.webBase}/_layouts/15/Doc.aspx?sourcedoc=%7B${item.guid.toUpperCase()}%7D&file=${encodeURIComponent(item.name)}&action=default&mobileredirect=true`;
}

export const downloadUrlOf = (drive: Drive, item: Item): string => {
  const origin = new URL(drive.uploadBase).origin;
  return `${origin}/personal/_layouts/15/download.aspx?UniqueId=${item.guid}&tempauth=v1.${item.guid.slice(0, 8)}${item.version}`;
};

const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');

/** A driveItem (learn.microsoft.com/graph/api/resources/driveitem, api-facts §4.2 line 270). */
export function driveItemJson(drive: Drive, item: Item): Readonly<Record<string, unknown>> {
  const content = contentOf(item);
  const parent = item.parentId === null ? null : (drive.items.get(item.parentId) ?? null);
  const by = { user: { displayName: drive.ownerName, id: drive.ownerId } };
  return {
    ...(item.kind === 'file' ? { '@microsoft.graph.downloadUrl': downloadUrlOf(drive, item) } : {}),
    createdDateTime: iso(item.createdAt),
    eTag: eTagOf(item),
    id: item.id,
    lastModifiedDateTime: iso(item.modifiedAt),
    name: item.name,
    webUrl: webUrlOf(drive, item),
    cTag: cTagOf(item),
    size: content.length,
    createdBy: by,
    lastModifiedBy: by,
    parentReference: {
      driveType: drive.type,
      driveId: drive.id,
      ...(parent === null
        ? {}
        : {
            id: parent.id,
            name: parent.name,
            path: `/drive${['/root:', ...namesTo(drive, parent).map(encodeURIComponent)].join('/')}`,
          }),
    },
    fileSystemInfo: { createdDateTime: iso(item.createdAt), lastModifiedDateTime: iso(item.modifiedAt) },
    ...(item.kind === 'file'
      ? { file: { mimeType: mimeOf(item.name), hashes: { quickXorHash: quickXorHash(content) } } }
      : { folder: { childCount: childrenOf(drive, item.id).length } }),
    ...(item.appFolderOf === null ? {} : { specialFolder: { name: 'approot' } }),
    ...(item.parentId === null ? { root: {} } : {}),
  };
}
