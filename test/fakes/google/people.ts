import { newClientId, newClientSecret, newPermissionId } from './ids.ts';
import type { GoogleState, Limits, OAuthClient, Person } from './types.ts';

export type PersonOptions = {
  readonly email: string;
  readonly name?: string;
  /** 15 GB when absent; null is unlimited. */
  readonly quotaBytes?: number | null;
  readonly usedElsewhereBytes?: number;
};

/** What a personal account has for nothing. */
const QUOTA_BYTES = 15 * 1024 ** 3;

/**
 * The published limits.
 * Sources: https://developers.google.com/workspace/sheets/api/limits (requests), https://support.google.com/drive/answer/37603
 * (10 million cells, 18,278 columns, 50,000 characters, 100 MB to convert) and
 * https://developers.google.com/workspace/drive/api/guides/manage-uploads (5 MB for a multipart upload).
 */
const LIMITS: Limits = {
  readsPerMinutePerUser: 60,
  writesPerMinutePerUser: 60,
  readsPerMinutePerProject: 300,
  writesPerMinutePerProject: 300,
  cellsPerBook: 10_000_000,
  columnsPerSheet: 18_278,
  charactersPerCell: 50_000,
  requestBytes: 10_485_760,
  multipartBytes: 5 * 1024 ** 2,
  convertibleBytes: 100 * 1024 ** 2,
};

export function createState(now: () => number, limits: Partial<Limits>): GoogleState {
  return {
    people: new Map(),
    clients: new Map(),
    consent: { mode: 'approve', email: '', untick: [] },
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    grants: new Set(),
    files: new Map(),
    uploads: new Map(),
    disabledApis: new Set(),
    counted: new Map(),
    limits: { ...LIMITS, ...limits },
    requirePkce: true,
    now,
  };
}

export function addPerson(state: GoogleState, options: PersonOptions): Person {
  const person: Person = {
    email: options.email,
    name: options.name ?? options.email.split('@')[0] ?? options.email,
    permissionId: newPermissionId(),
    quotaBytes: options.quotaBytes === undefined ? QUOTA_BYTES : options.quotaBytes,
    usedElsewhereBytes: options.usedElsewhereBytes ?? 0,
  };
  state.people.set(person.email, person);
  return person;
}

export function addClient(state: GoogleState, options: Partial<OAuthClient>): OAuthClient {
  const projectNumber = options.projectNumber ?? String(100_000_000_000 + state.clients.size + 1);
  const client: OAuthClient = {
    clientId: options.clientId ?? newClientId(projectNumber),
    clientSecret: options.clientSecret ?? newClientSecret(),
    projectNumber,
    appName: options.appName ?? 'A desktop app',
    testing: options.testing ?? false,
  };
  state.clients.set(client.clientId, client);
  return client;
}
