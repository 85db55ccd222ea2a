import { newFileId } from './ids.ts';
import type { Book } from './sheets-model.ts';
import { bookBytes } from './sheets-model.ts';
import type { Caller, DriveFile, GoogleState, Person } from './types.ts';

export type NewFile = {
  readonly name: string;
  readonly mimeType: string;
  readonly book: Book | null;
  readonly content: Buffer | null;
  readonly appProperties?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly parents?: readonly string[];
};

/** Puts a file into the caller's Drive. */
export function newFile(state: GoogleState, caller: Caller, given: NewFile): DriveFile {
  const file: DriveFile = {
    id: newFileId(),
    name: given.name,
    mimeType: given.mimeType,
    owner: caller.person.email,
    clientId: caller.client.clientId,
    trashed: false,
    appProperties: { ...given.appProperties },
    description: given.description ?? '',
    parents: given.parents ?? ['root'],
    createdTime: state.now(),
    modifiedTime: state.now(),
    version: 1,
    content: given.content,
    book: given.book,
  };
  state.files.set(file.id, file);
  return file;
}

export function fileBytes(file: DriveFile): number {
  return file.book === null ? (file.content?.length ?? 0) : bookBytes(file.book);
}

/** Bytes that the person's files take; the trash counts too. */
export function driveUsage(state: GoogleState, person: Person, trashedOnly = false): number {
  let bytes = 0;
  for (const file of state.files.values()) {
    if (file.owner === person.email && (!trashedOnly || file.trashed)) bytes += fileBytes(file);
  }
  return bytes;
}

/** Infinity for people without a limit. */
export function freeBytes(state: GoogleState, person: Person): number {
  if (person.quotaBytes === null) return Number.POSITIVE_INFINITY;
  return person.quotaBytes - person.usedElsewhereBytes - driveUsage(state, person);
}
