import { describe, expect, it } from 'vitest';
import {
  GOOGLE_RULES,
  googleErrorOf,
  googleFailure,
  oauthFailure,
  REFRESH_RULES,
  scopeUnticked,
  SIGN_IN_RULES,
} from './google-failures.ts';

const sheets = (code: number, status: string, message: string, reason?: string, metadata?: object) => ({
  error: {
    code,
    status,
    message,
    ...(reason === undefined
      ? {}
      : {
          details: [
            { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata },
          ],
        }),
  },
});
const drive = (code: number, reason: string, message: string) => ({
  error: { code, message, errors: [{ domain: 'usageLimits', reason, message }] },
});

describe('what a person is told when Google refuses', () => {
  const table: readonly [string, number, unknown, string, RegExp, boolean][] = [
    [
      'a dead token',
      401,
      sheets(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
      'account-signed-out',
      /Sign in again/,
      true,
    ],
    [
      'a full Drive',
      403,
      drive(403, 'storageQuotaExceeded', "The user's Drive storage quota has been exceeded."),
      'target-full',
      /Free some space/,
      true,
    ],
    [
      'a full Drive (full Sheets)',
      403,
      sheets(403, 'PERMISSION_DENIED', "The user's Drive storage quota has been exceeded."),
      'target-full',
      /Free some space/,
      true,
    ],
    [
      'too many files',
      403,
      drive(403, 'activeItemCreationLimitExceeded', 'The limit has been reached.'),
      'target-full',
      /Delete some files/,
      true,
    ],
    [
      'too fast (Sheets)',
      429,
      sheets(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Write requests'", 'RATE_LIMIT_EXCEEDED'),
      'throttled',
      /in some minutes/,
      true,
    ],
    [
      'too fast (Drive)',
      403,
      drive(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'),
      'throttled',
      /in some minutes/,
      true,
    ],
    [
      'an API that is off',
      403,
      sheets(
        403,
        'PERMISSION_DENIED',
        'Google Sheets API has not been used in project 12 before or it is disabled.',
        'SERVICE_DISABLED',
        { activationUrl: 'https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=12' },
      ),
      'target-refused',
      /Enable both/,
      true,
    ],
    [
      'an API that is off (Drive)',
      403,
      drive(403, 'accessNotConfigured', 'Google Drive API has not been used in project 12'),
      'target-refused',
      /Enable both/,
      true,
    ],
    [
      'a scope that is missing',
      403,
      sheets(
        403,
        'PERMISSION_DENIED',
        'Request had insufficient authentication scopes.',
        'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      ),
      'scope-missing',
      /leave the tick/,
      true,
    ],
    [
      'a scope that is missing (Drive)',
      403,
      drive(403, 'insufficientPermissions', 'Insufficient Permission'),
      'scope-missing',
      /leave the tick/,
      true,
    ],
    [
      'an administrator who forbids it',
      403,
      drive(403, 'domainPolicy', 'The domain administrators have disabled Drive apps.'),
      'admin-consent',
      /Ask the administrator/,
      true,
    ],
    [
      'a file that may not be changed',
      403,
      sheets(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
      'target-refused',
      /who may edit it/,
      false,
    ],
    [
      'a file that is gone',
      404,
      sheets(404, 'NOT_FOUND', 'Requested entity was not found.'),
      'target-missing',
      /no longer in Google Drive/,
      false,
    ],
    [
      'ten million cells',
      400,
      sheets(
        400,
        'INVALID_ARGUMENT',
        'Invalid requests[0].addSheet: This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
      ),
      'too-large',
      /10,000,000/,
      false,
    ],
    [
      'a cell that is too long',
      400,
      sheets(
        400,
        'INVALID_ARGUMENT',
        'Invalid data[4]: Your input contains more than the maximum of 50000 characters in a single cell.',
      ),
      'export-failed',
      /50,000 characters/,
      false,
    ],
    ['a body that is too large', 413, 'Request Entity Too Large', 'too-large', /too large/, false],
    ['trouble at Google', 503, '<html>busy</html>', 'service-unreachable', /\(503\)/, true],
    [
      'anything else',
      400,
      sheets(400, 'INVALID_ARGUMENT', 'Unable to parse range: x'),
      'export-failed',
      /Unable to parse range: x/,
      false,
    ],
  ];

  it.each(table)('%s', (_name, status, body, code, sentence, retryable) => {
    const failure = googleFailure(status, body);
    expect(failure).toMatchObject({ code, retryable });
    expect(failure.message).toMatch(sentence);
  });

  it('is another sentence for each cause', () => {
    const sentences = table
      .filter(([name]) => !/\((?:Drive|full Sheets)\)/.test(name))
      .map(([, status, body]) => googleFailure(status, body).message);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.length).toBe(GOOGLE_RULES.length);
  });

  it('comes with the page where the API is enabled, and with no other address', () => {
    const [, status, body] = table.find(([name]) => name === 'an API that is off') ?? ['', 0, null];
    expect(googleFailure(status, body).link).toBe(
      'https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=12',
    );
    const evil = sheets(403, 'PERMISSION_DENIED', 'x', 'SERVICE_DISABLED', { activationUrl: 'https://evil.example/' });
    expect(googleFailure(403, evil).link).toBe('https://console.cloud.google.com/apis/library/sheets.googleapis.com');
  });

  it.each([null, 'text', 7, [], {}, { error: 'x' }, { error: { details: 5, errors: {} } }])(
    'can be read from %j',
    (body) => {
      expect(googleErrorOf(403, body)).toMatchObject({ status: 403, reason: '', message: '' });
    },
  );
});

describe('what a person is told when a sign-in fails', () => {
  it.each([
    ['invalid_client', 'sign-in-failed', /Compare both/],
    ['unauthorized_client', 'sign-in-failed', /Compare both/],
    ['deleted_client', 'sign-in-failed', /Compare both/],
    ['admin_policy_enforced', 'admin-consent', /Ask the administrator/],
    ['org_internal', 'admin-consent', /Ask the administrator/],
    ['redirect_uri_mismatch', 'sign-in-failed', /"Desktop app"/],
    ['access_denied', 'sign-in-failed', /test user/],
    ['invalid_grant', 'sign-in-failed', /Start the sign-in again/],
    ['server_error', 'service-unreachable', /in some minutes/],
    ['something_new', 'sign-in-failed', /something_new \("in Google's words"\)/],
  ])('%s', (error, code, sentence) => {
    const failure = oauthFailure({ error, description: "in Google's words" }, SIGN_IN_RULES);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(sentence);
  });

  it.each([
    ['invalid_grant', 'account-signed-out', /expired or was revoked.*7 days/],
    ['invalid_client', 'sign-in-failed', /Compare both/],
    ['admin_policy_enforced', 'admin-consent', /Ask the administrator/],
    ['something_new', 'sign-in-failed', /did not renew/],
  ])('%s at a renewal', (error, code, sentence) => {
    const failure = oauthFailure({ error, description: '' }, REFRESH_RULES);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(sentence);
  });

  it('has a sentence of its own for the tick that was removed', () => {
    expect(scopeUnticked()).toMatchObject({ code: 'scope-missing', retryable: true });
  });
});
