import { driveError, refuse } from './errors.ts';
import type { Mask } from './field-mask.ts';
import { parseMask, pick, unknownPaths } from './field-mask.ts';
import { driveUsage, fileBytes } from './files.ts';
import type { Schema } from './schema.ts';
import type { Caller, DriveFile, GoogleState, Person } from './types.ts';
import { SPREADSHEET_TYPE } from './types.ts';

/*
 * What Drive tells about files and people.
 * Source: https://developers.google.com/workspace/drive/api/reference/rest/v3/files#File and …/v3/about#About
 */

const user: Schema = {
  fields: {
    kind: 'string',
    displayName: 'string',
    photoLink: 'string',
    me: 'bool',
    permissionId: 'string',
    emailAddress: 'string',
  },
};

export const driveFile: Schema = {
  fields: {
    kind: 'string',
    id: 'string',
    name: 'string',
    mimeType: 'string',
    description: 'string',
    starred: 'bool',
    trashed: 'bool',
    explicitlyTrashed: 'bool',
    parents: { list: 'string' },
    appProperties: 'any',
    properties: 'any',
    spaces: { list: 'string' },
    version: 'string',
    webViewLink: 'string',
    webContentLink: 'string',
    iconLink: 'string',
    createdTime: 'string',
    modifiedTime: 'string',
    modifiedByMeTime: 'string',
    viewedByMe: 'bool',
    owners: { list: user },
    lastModifyingUser: user,
    shared: 'bool',
    ownedByMe: 'bool',
    capabilities: 'any',
    permissions: 'any',
    permissionIds: { list: 'string' },
    originalFilename: 'string',
    fullFileExtension: 'string',
    fileExtension: 'string',
    md5Checksum: 'string',
    size: 'string',
    quotaBytesUsed: 'string',
    headRevisionId: 'string',
    isAppAuthorized: 'bool',
    exportLinks: 'any',
    writersCanShare: 'bool',
    thumbnailLink: 'string',
    thumbnailVersion: 'string',
    linkShareMetadata: 'any',
    resourceKey: 'string',
    driveId: 'string',
    trashedTime: 'string',
  },
};

export const driveFileList: Schema = {
  fields: { kind: 'string', nextPageToken: 'string', incompleteSearch: 'bool', files: { list: driveFile } },
};

export const driveAbout: Schema = {
  fields: {
    kind: 'string',
    user,
    storageQuota: {
      fields: { limit: 'string', usage: 'string', usageInDrive: 'string', usageInDriveTrash: 'string' },
    },
    driveThemes: 'any',
    canCreateDrives: 'bool',
    importFormats: 'any',
    exportFormats: 'any',
    appInstalled: 'bool',
    folderColorPalette: 'any',
    maxImportSizes: 'any',
    maxUploadSize: 'string',
  },
};

/** What is answered without a `fields` parameter. */
export const DEFAULT_FILE_FIELDS = 'kind,id,name,mimeType';
export const DEFAULT_LIST_FIELDS = `kind,incompleteSearch,nextPageToken,files(${DEFAULT_FILE_FIELDS})`;

export function readMask(text: string, schema: Schema): Mask {
  const mask = parseMask(text);
  const [wrong] = mask === null ? [text] : unknownPaths(mask, schema);
  if (mask !== null && wrong === undefined) return mask;
  const place = { location: 'fields', locationType: 'parameter' };
  return refuse(driveError(400, `Invalid field selection ${wrong}`, { reason: 'invalidParameter', ...place }));
}

export function shownFile(state: GoogleState, caller: Caller, file: DriveFile, fields: string | null): unknown {
  return pick(renderFile(state, caller, file), readMask(fields ?? DEFAULT_FILE_FIELDS, driveFile));
}

export function renderFile(state: GoogleState, caller: Caller, file: DriveFile): Record<string, unknown> {
  const owner = state.people.get(file.owner);
  const time = (at: number): string => new Date(at).toISOString();
  const sheet = file.mimeType === SPREADSHEET_TYPE;
  const view = sheet
    ? `https://docs.google.com/spreadsheets/d/${file.id}/edit?usp=drivesdk`
    : `https://drive.google.com/file/d/${file.id}/view?usp=drivesdk`;
  return {
    kind: 'drive#file',
    id: file.id,
    name: file.name,
    mimeType: file.mimeType,
    ...(file.description === '' ? {} : { description: file.description }),
    starred: false,
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    parents: file.parents,
    ...(Object.keys(file.appProperties).length === 0 ? {} : { appProperties: file.appProperties }),
    spaces: ['drive'],
    version: String(file.version),
    webViewLink: view,
    createdTime: time(file.createdTime),
    modifiedTime: time(file.modifiedTime),
    modifiedByMeTime: time(file.modifiedTime),
    viewedByMe: true,
    ...(owner === undefined
      ? {}
      : { owners: [renderUser(owner, caller)], lastModifyingUser: renderUser(owner, caller) }),
    shared: false,
    ownedByMe: file.owner === caller.person.email,
    writersCanShare: true,
    isAppAuthorized: file.clientId === caller.client.clientId,
    size: String(fileBytes(file)),
    quotaBytesUsed: String(fileBytes(file)),
  };
}

function renderUser(person: Person, caller: Caller): unknown {
  return {
    kind: 'drive#user',
    displayName: person.name,
    me: person.email === caller.person.email,
    permissionId: person.permissionId,
    emailAddress: person.email,
  };
}

/** Numbers of bytes are texts; there is no `limit` for those without one. */
export function renderAbout(state: GoogleState, caller: Caller): Record<string, unknown> {
  const { person } = caller;
  const inDrive = driveUsage(state, person);
  return {
    kind: 'drive#about',
    user: renderUser(person, caller),
    storageQuota: {
      ...(person.quotaBytes === null ? {} : { limit: String(person.quotaBytes) }),
      usage: String(inDrive + person.usedElsewhereBytes),
      usageInDrive: String(inDrive),
      usageInDriveTrash: String(driveUsage(state, person, true)),
    },
    canCreateDrives: true,
    appInstalled: true,
    maxUploadSize: '5242880000000',
  };
}
