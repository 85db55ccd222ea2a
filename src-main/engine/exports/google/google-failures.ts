import type { ErrorCode } from '../../../../src-preload/contract/errors.ts';
import { EngineFailure } from '../../failure.ts';

/** What Google answered, reduced to what tells one failure from another. */
export type GoogleError = {
  readonly status: number;
  /** `reason` of google.rpc.ErrorInfo (Sheets) or of the first of `errors` (Drive); empty when there is none. */
  readonly reason: string;
  readonly message: string;
  /** Where the API can be enabled, when Google says so. */
  readonly activationUrl: string | null;
};

/** Enough of Google's own words to search for; they never carry a cell or a token. */
const MESSAGE_MAX = 300;

/** Reads both envelopes: google.rpc.Status (Sheets) and the older one with `errors` (Drive). Never throws. */
export function googleErrorOf(status: number, data: unknown): GoogleError {
  const error = record(record(data)['error']);
  const details = list(error['details']).map(record);
  const info = details.find((detail) => String(detail['@type'] ?? '').endsWith('google.rpc.ErrorInfo')) ?? {};
  const first = record(list(error['errors'])[0]);
  const message = text(error['message']) || text(first['message']);
  const activation = text(record(info['metadata'])['activationUrl']) || text(first['extendedHelp']);
  return {
    status,
    reason: text(info['reason']) || text(first['reason']),
    message: message.slice(0, MESSAGE_MAX),
    activationUrl: /^https:\/\/console\.(?:cloud|developers)\.google\.com\//.test(activation) ? activation : null,
  };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

type Rule = {
  readonly name: string;
  readonly when: (error: GoogleError) => boolean;
  readonly code: ErrorCode;
  /** An export that failed this way can go on where it stood once the cause is gone. */
  readonly retryable: boolean;
  readonly sentence: (error: GoogleError) => string;
  readonly link?: (error: GoogleError) => string;
};

const says = (error: GoogleError, pattern: RegExp): boolean => pattern.test(error.message);
const named = (error: GoogleError, pattern: RegExp): boolean => pattern.test(error.reason);

const ENABLE_APIS = 'https://console.cloud.google.com/apis/library/sheets.googleapis.com';

/** The first that fits says what is told. Sources: Drive API "Resolve errors", Sheets API "Usage limits". */
export const GOOGLE_RULES: readonly Rule[] = [
  {
    name: 'the access token is refused',
    when: ({ status }) => status === 401,
    code: 'account-signed-out',
    retryable: true,
    sentence: () => 'Google no longer accepts the sign-in of this account. Sign in again in Preferences, Accounts.',
  },
  {
    name: 'the Drive is full',
    // Through the Sheets API it comes without a reason.
    when: (error) =>
      error.status === 403 && (named(error, /^storageQuotaExceeded$/) || says(error, /Drive storage quota/i)),
    code: 'target-full',
    retryable: true,
    sentence: () =>
      'The Google Drive of this account is full, so Google did not take the export. Free some space in Drive, or choose another account.',
    link: () => 'https://drive.google.com/drive/quota',
  },
  {
    name: 'too many files in the Drive',
    when: (error) =>
      error.status === 403 &&
      named(
        error,
        /^(?:teamDriveFileLimitExceeded|numChildrenInNonRootLimitExceeded|activeItemCreationLimitExceeded)$/,
      ),
    code: 'target-full',
    retryable: true,
    sentence: () =>
      'The Google Drive of this account holds as many files as Google allows, so nothing can be added. Delete some files in Drive, or choose another account.',
  },
  {
    name: 'requests came too fast',
    when: (error) =>
      error.status === 429 ||
      (error.status === 403 &&
        named(error, /^(?:rateLimitExceeded|userRateLimitExceeded|dailyLimitExceeded|RATE_LIMIT_EXCEEDED)$/)),
    code: 'throttled',
    retryable: true,
    sentence: () =>
      'Google still takes no more requests of this account or of your Google Cloud project, although Orgbench waited. Other programs may use the same quota. Go on with the export in some minutes.',
  },
  {
    name: 'an API is not enabled',
    when: (error) =>
      error.status === 403 &&
      (named(error, /^(?:SERVICE_DISABLED|accessNotConfigured)$/) ||
        says(error, /has not been used in project|is disabled/)),
    code: 'target-refused',
    retryable: true,
    sentence: () =>
      'The Google Cloud project that your client id belongs to has the Google Sheets API or the Google Drive API switched off. Enable both there, wait some minutes, and go on.',
    link: ({ activationUrl }) => activationUrl ?? ENABLE_APIS,
  },
  {
    name: 'the scope was not granted',
    when: (error) =>
      error.status === 403 &&
      (named(error, /^(?:ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions|insufficientScopes)$/) ||
        says(error, /insufficient authentication scopes/i)),
    code: 'scope-missing',
    retryable: true,
    sentence: () =>
      'Google says that this account did not allow Orgbench to write files. Sign in again and leave the tick at "See, edit, create, and delete only the specific Google Drive files you use with this app".',
  },
  {
    name: 'the administrator forbids it',
    when: (error) =>
      error.status === 403 &&
      (named(error, /^(?:domainPolicy|ACCESS_TOKEN_BLOCKED|adminPolicy.*)$/) ||
        says(error, /domain administrators have disabled|admin(?:istrator)? policy/i)),
    code: 'admin-consent',
    retryable: true,
    sentence: () =>
      'The administrator of this Google Workspace does not allow apps to use Drive. Ask the administrator to allow your client id, or choose another account.',
  },
  {
    name: 'the file may not be changed',
    when: ({ status }) => status === 403,
    code: 'target-refused',
    retryable: false,
    sentence: ({ message }) =>
      `Google did not let this account change the spreadsheet${quoted(message)}. Check in Google Drive who may edit it, or export to a new spreadsheet.`,
  },
  {
    name: 'the file is gone',
    when: ({ status }) => status === 404 || status === 410,
    code: 'target-missing',
    retryable: false,
    sentence: () =>
      'The spreadsheet is no longer in Google Drive, or it was not made with the client id that you use now. Export to a new spreadsheet.',
  },
  {
    name: 'more than ten million cells',
    when: (error) => error.status === 400 && says(error, /limit of 10,?000,?000 cells/),
    code: 'too-large',
    retryable: false,
    sentence: () =>
      'The spreadsheet would have more than the 10,000,000 cells that Google takes, the tabs that it already has included. Choose fewer columns or rows, delete tabs, or export to a new spreadsheet.',
  },
  {
    name: 'a cell that is too long',
    when: (error) => error.status === 400 && says(error, /maximum of 50,?000 characters/),
    code: 'export-failed',
    retryable: false,
    sentence: () =>
      'Google refused a cell with more than 50,000 characters, although longer ones are cut before they are sent. Leave the column with the longest texts out and export again.',
  },
  {
    name: 'a body that is too large',
    when: ({ status }) => status === 413,
    code: 'too-large',
    retryable: false,
    sentence: () => 'Google refused a request as too large. Choose fewer columns, or export to a file.',
  },
  {
    name: 'trouble at Google',
    when: ({ status }) => status >= 500 || status === 408 || status === 409,
    code: 'service-unreachable',
    retryable: true,
    sentence: ({ status }) =>
      `Google answered with an error of its own (${status}), also when Orgbench asked again. What was sent stays; go on with the export in some minutes.`,
  },
  {
    name: 'anything else',
    when: () => true,
    code: 'export-failed',
    retryable: false,
    sentence: ({ status, message }) =>
      `Google refused a request with status ${status}${quoted(message)}. Export again.`,
  },
];

function quoted(message: string): string {
  return message === '' ? '' : ` ("${message.replace(/\s+/g, ' ').trim()}")`;
}

/** What a person is told when Google refused a request. */
export function googleFailure(status: number, data: unknown): EngineFailure {
  const error = googleErrorOf(status, data);
  const rule = GOOGLE_RULES.find(({ when }) => when(error));
  if (rule === undefined) throw new Error('The last rule fits everything.');
  return new EngineFailure(rule.code, rule.sentence(error), {
    retryable: rule.retryable,
    ...(rule.link === undefined ? {} : { link: rule.link(error) }),
  });
}

/** What the authorize page and the token endpoint answer (RFC 6749, 4.1.2.1 and 5.2, with Google's own additions). */
export type OAuthRefusal = { readonly error: string; readonly description: string };

export function oauthRefusalOf(data: unknown): OAuthRefusal | null {
  const error = text(record(data)['error']);
  return error === '' ? null : { error, description: text(record(data)['error_description']).slice(0, MESSAGE_MAX) };
}

const CREDENTIALS_PAGE = 'https://console.cloud.google.com/apis/credentials';
const PERMISSIONS_PAGE = 'https://myaccount.google.com/connections';

type OAuthRule = Omit<Rule, 'when' | 'sentence' | 'link'> & {
  readonly when: RegExp;
  readonly sentence: (refusal: OAuthRefusal) => string;
  readonly link?: string;
};

const ALWAYS: readonly OAuthRule[] = [
  {
    name: 'wrong client id or secret',
    when: /^(?:invalid_client|unauthorized_client|deleted_client)$/,
    code: 'sign-in-failed',
    retryable: true,
    sentence: () =>
      'Google does not know the client id, or the client secret does not belong to it. Compare both in Preferences with the desktop client of your Google Cloud project.',
    link: CREDENTIALS_PAGE,
  },
  {
    name: 'forbidden by the administrator',
    when: /^(?:admin_policy_enforced|org_internal|access_not_configured)$/,
    code: 'admin-consent',
    retryable: true,
    sentence: () =>
      'The administrator of this Google Workspace does not allow the app. Ask the administrator to allow your client id, or choose another account.',
  },
  {
    name: 'the client is not a desktop app',
    when: /^redirect_uri_mismatch$/,
    code: 'sign-in-failed',
    retryable: true,
    sentence: () =>
      'Google refused the address of this computer for the answer. The client id must be of the type "Desktop app": make one in your Google Cloud project and enter it in Preferences.',
    link: CREDENTIALS_PAGE,
  },
  {
    name: 'passing trouble',
    when: /^(?:temporarily_unavailable|server_error|internal_failure)$/,
    code: 'service-unreachable',
    retryable: true,
    sentence: () => 'The sign-in service of Google is in trouble at the moment. Try again in some minutes.',
  },
];

/** While a person signs in. */
export const SIGN_IN_RULES: readonly OAuthRule[] = [
  ...ALWAYS,
  {
    name: 'the person said no',
    when: /^access_denied$/,
    code: 'sign-in-failed',
    retryable: true,
    sentence: () =>
      'The sign-in was refused in the browser, so no account was added. If Google said that the app is being tested, add yourself as a test user in your Google Cloud project, then start again.',
  },
  {
    name: 'the code is used up',
    when: /^invalid_grant$/,
    code: 'sign-in-failed',
    retryable: true,
    sentence: () => 'Google no longer accepted the answer of the browser. Start the sign-in again.',
  },
  {
    name: 'any other',
    when: /(?:)/,
    code: 'sign-in-failed',
    retryable: true,
    sentence: ({ error, description }) => `Google refused the sign-in: ${error}${quoted(description)}. Start again.`,
  },
];

/** When a stored sign-in is renewed. */
export const REFRESH_RULES: readonly OAuthRule[] = [
  ...ALWAYS,
  {
    name: 'the sign-in is dead',
    when: /^invalid_grant$/,
    code: 'account-signed-out',
    retryable: true,
    sentence: () =>
      'The sign-in has expired or was revoked in the Google account. Sign in again. While the consent screen of your Google Cloud project is in "Testing", Google ends every sign-in after 7 days.',
    link: PERMISSIONS_PAGE,
  },
  {
    name: 'any other',
    when: /(?:)/,
    code: 'sign-in-failed',
    retryable: true,
    sentence: ({ error, description }) =>
      `Google did not renew the sign-in: ${error}${quoted(description)}. Sign in again.`,
  },
];

/** What a person is told when Google refused a sign-in or its renewal. */
export function oauthFailure(refusal: OAuthRefusal, rules: readonly OAuthRule[]): EngineFailure {
  const rule = rules.find(({ when }) => when.test(refusal.error));
  if (rule === undefined) throw new Error('The last rule fits everything.');
  return new EngineFailure(rule.code, rule.sentence(refusal), {
    retryable: rule.retryable,
    ...(rule.link === undefined ? {} : { link: rule.link }),
  });
}

/** Google lets a person untick what an app asks for; without it nothing can be written. */
export function scopeUnticked(): EngineFailure {
  return new EngineFailure(
    'scope-missing',
    'The tick that lets Orgbench create files in Google Drive was removed, so no account was added. Sign in again and leave the tick at "See, edit, create, and delete only the specific Google Drive files you use with this app".',
    { retryable: true },
  );
}
