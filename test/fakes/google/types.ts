import type { Book } from './sheets-model.ts';

/** The four origins of Google that the fake stands for. */
export const GOOGLE_ORIGINS = [
  'https://accounts.google.com',
  'https://oauth2.googleapis.com',
  'https://sheets.googleapis.com',
  'https://www.googleapis.com',
] as const;
export type GoogleOrigin = (typeof GOOGLE_ORIGINS)[number];

export const DRIVE_FILE_SCOPE = 'https://www.googleapis.com/auth/drive.file';
export const SPREADSHEET_TYPE = 'application/vnd.google-apps.spreadsheet';
export const FOLDER_TYPE = 'application/vnd.google-apps.folder';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Somebody with a Google account. */
export type Person = {
  readonly email: string;
  readonly name: string;
  readonly permissionId: string;
  /** Bytes; null is unlimited, as for some Workspace editions. */
  quotaBytes: number | null;
  /** What mail and photos take of the quota. */
  usedElsewhereBytes: number;
};

/** An OAuth client of type "Desktop app" in a project of Google Cloud. */
export type OAuthClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly projectNumber: string;
  readonly appName: string;
  /** Publishing status "Testing": refresh tokens live 7 days. */
  testing: boolean;
};

/** What the person does at the consent page, and what stands against it. */
export type Consent = {
  /**
   * `page` shows the page with its buttons; `approve` and `deny` answer at once as a person would have. With the other
   * two the browser stops at a page: an administrator forbids the app, or it is in testing and the person no tester.
   */
  mode: 'approve' | 'deny' | 'page' | 'adminPolicy' | 'notTester';
  /** Who is signed in to the browser. */
  email: string;
  /** Scopes that the person unticks before allowing. */
  untick: readonly string[];
};

export type AuthorizationCode = {
  readonly code: string;
  readonly clientId: string;
  readonly email: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
  readonly method: 'S256' | 'plain';
  readonly offline: boolean;
  readonly newRefreshToken: boolean;
  readonly expiresAt: number;
  used: boolean;
};

export type AccessToken = {
  readonly token: string;
  readonly clientId: string;
  readonly email: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
  /** The refresh token it came from, so that a revocation ends both. */
  readonly refreshToken: string | null;
  revoked: boolean;
};

export type RefreshToken = {
  readonly token: string;
  readonly clientId: string;
  readonly email: string;
  readonly scopes: readonly string[];
  /** Null: no end of its own. */
  readonly expiresAt: number | null;
  revoked: boolean;
};

/** A file of somebody's Drive. */
export type DriveFile = {
  readonly id: string;
  name: string;
  readonly mimeType: string;
  readonly owner: string;
  /** The client that made it: with drive.file an app sees its own files only. */
  readonly clientId: string;
  trashed: boolean;
  appProperties: Record<string, string>;
  description: string;
  parents: readonly string[];
  readonly createdTime: number;
  modifiedTime: number;
  version: number;
  /** Bytes of a file that is not a spreadsheet. */
  readonly content: Buffer | null;
  /** The spreadsheet, for files of that type. */
  readonly book: Book | null;
};

export type UploadSession = {
  readonly id: string;
  readonly email: string;
  readonly clientId: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly contentType: string;
  readonly declaredBytes: number | null;
  readonly fields: string | null;
  readonly expiresAt: number;
  received: Buffer[];
  receivedBytes: number;
  cancelled: boolean;
  fileId: string | null;
};

export type Limits = {
  readonly readsPerMinutePerUser: number;
  readonly writesPerMinutePerUser: number;
  readonly readsPerMinutePerProject: number;
  readonly writesPerMinutePerProject: number;
  readonly cellsPerBook: number;
  readonly columnsPerSheet: number;
  readonly charactersPerCell: number;
  readonly requestBytes: number;
  readonly multipartBytes: number;
  readonly convertibleBytes: number;
};

/** The service whose API a project may not have enabled. */
export type ServiceName = 'sheets.googleapis.com' | 'drive.googleapis.com';

export type GoogleState = {
  readonly people: Map<string, Person>;
  readonly clients: Map<string, OAuthClient>;
  readonly consent: Consent;
  readonly codes: Map<string, AuthorizationCode>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** `clientId email` of those who have agreed before. */
  readonly grants: Set<string>;
  readonly files: Map<string, DriveFile>;
  readonly uploads: Map<string, UploadSession>;
  /** `service projectNumber`. */
  readonly disabledApis: Set<string>;
  /** Times of the counted requests in the last minute, by quota key. */
  readonly counted: Map<string, number[]>;
  readonly limits: Limits;
  /** Native apps should send a code challenge; the fake insists unless told otherwise. */
  requirePkce: boolean;
  readonly now: () => number;
};

/** Who asks, once the token is checked. */
export type Caller = {
  readonly person: Person;
  readonly client: OAuthClient;
  readonly scopes: readonly string[];
};
