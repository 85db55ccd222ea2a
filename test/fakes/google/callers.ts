import { insufficientScope, quotaExceeded, refuse, serviceDisabled, unauthenticated } from './errors.ts';
import type { FakeRequest } from './http.ts';
import type { Caller, DriveFile, GoogleState, ServiceName } from './types.ts';
import { DRIVE_FILE_SCOPE } from './types.ts';

const DRIVE = 'https://www.googleapis.com/auth/drive';
const DRIVE_READ = 'https://www.googleapis.com/auth/drive.readonly';
const SHEETS = 'https://www.googleapis.com/auth/spreadsheets';
const SHEETS_READ = 'https://www.googleapis.com/auth/spreadsheets.readonly';

/** Which scopes a method takes: the "Authorization scopes" of its reference page. */
const SCOPES: Readonly<Record<`${ServiceName} ${'read' | 'write'}`, readonly string[]>> = {
  'sheets.googleapis.com read': [DRIVE, DRIVE_FILE_SCOPE, DRIVE_READ, SHEETS, SHEETS_READ],
  'sheets.googleapis.com write': [DRIVE, DRIVE_FILE_SCOPE, SHEETS],
  'drive.googleapis.com read': [DRIVE, DRIVE_FILE_SCOPE, DRIVE_READ],
  'drive.googleapis.com write': [DRIVE, DRIVE_FILE_SCOPE],
};

/** Checks token, project and scopes, in this order. */
export function callerOf(
  state: GoogleState,
  request: FakeRequest,
  service: ServiceName,
  kind: 'read' | 'write',
  method: string,
): Caller {
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined) return refuse(unauthenticated(service, true));
  const token = state.accessTokens.get(given);
  const client = token === undefined ? undefined : state.clients.get(token.clientId);
  const person = token === undefined ? undefined : state.people.get(token.email);
  if (token === undefined || client === undefined || person === undefined)
    return refuse(unauthenticated(service, false));
  if (token.revoked || token.expiresAt <= state.now()) return refuse(unauthenticated(service, false));
  if (state.disabledApis.has(`${service} ${client.projectNumber}`)) {
    return refuse(serviceDisabled(service, client.projectNumber));
  }
  if (!SCOPES[`${service} ${kind}`].some((scope) => token.scopes.includes(scope))) {
    return refuse(insufficientScope(service, method));
  }
  return { person, client, scopes: token.scopes };
}

const MINUTE_MS = 60_000;

/**
 * Requests per minute of the Sheets API, for each person and for the project. A refused request does not count.
 * Source: https://developers.google.com/workspace/sheets/api/limits. The minute slides here: the service refills every
 * minute and does not say from when on, so this is the reading that a careful client must survive.
 */
export function countRequest(state: GoogleState, caller: Caller, kind: 'Read' | 'Write'): void {
  const { limits } = state;
  const { projectNumber } = caller.client;
  const perUser = kind === 'Read' ? limits.readsPerMinutePerUser : limits.writesPerMinutePerUser;
  const perProject = kind === 'Read' ? limits.readsPerMinutePerProject : limits.writesPerMinutePerProject;
  const now = state.now();
  const recent = (key: string): number[] => {
    const times = (state.counted.get(key) ?? []).filter((time) => time > now - MINUTE_MS);
    state.counted.set(key, times);
    return times;
  };
  const user = recent(`${kind} ${projectNumber} ${caller.person.email}`);
  const project = recent(`${kind} ${projectNumber}`);
  if (user.length >= perUser) refuse(quotaExceeded(kind, true, perUser, projectNumber));
  if (project.length >= perProject) refuse(quotaExceeded(kind, false, perProject, projectNumber));
  user.push(now);
  project.push(now);
}

/**
 * Whether the caller may see the file: its own files only with drive.file, everything the person has with the others.
 * Source: https://developers.google.com/workspace/drive/api/guides/api-specific-auth
 */
export function maySee(caller: Caller, file: DriveFile): boolean {
  if (file.owner !== caller.person.email) return false;
  if ([DRIVE, DRIVE_READ, SHEETS, SHEETS_READ].some((scope) => caller.scopes.includes(scope))) return true;
  return file.clientId === caller.client.clientId;
}
