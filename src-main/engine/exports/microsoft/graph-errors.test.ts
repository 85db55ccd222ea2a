import { describe, expect, it } from 'vitest';
import { graphError, graphFailure } from './graph-errors.ts';

const context = { what: '"Acme.xlsx" could not be uploaded', account: 'ada@contoso.com' };
const body = (code: string, message = 'Something.', inner?: string) => ({
  error: {
    code,
    message,
    innerError: { ...(inner === undefined ? {} : { code: inner }), date: '2026-11-23T09:00:00' },
  },
});

describe('an error of Microsoft Graph', () => {
  it('is read with the codes inside it', () => {
    expect(graphError({ status: 404, json: body('itemNotFound', 'Gone.', 'uploadSessionNotFound') })).toEqual({
      status: 404,
      codes: ['itemnotfound', 'uploadsessionnotfound'],
      message: 'Gone.',
    });
  });

  it.each([
    [423, body('resourceLocked'), 'target-locked'],
    [423, null, 'target-locked'],
    [409, body('EditModeCannotAcquireLock'), 'target-locked'],
    [412, body('resourceModified'), 'target-locked'],
    [507, body('insufficientStorage'), 'target-full'],
    [403, body('quotaLimitReached'), 'target-full'],
    [409, body('nameAlreadyExists'), 'name-taken'],
    [409, body('ItemAlreadyExists'), 'name-taken'],
    [404, body('itemNotFound'), 'target-missing'],
    [410, null, 'target-missing'],
    [403, body('accessDenied'), 'no-permission'],
    [403, body('AccessDenied', 'Could not obtain a WAC access token.'), 'target-refused'],
    [400, body('BadRequest', 'Tenant does not have a SPO license.'), 'target-refused'],
    [413, body('invalidRequest'), 'too-large'],
    [429, body('TooManyRequests'), 'throttled'],
    [509, body('activityLimitReached'), 'throttled'],
    [500, null, 'service-unreachable'],
    [504, body('gatewayTimeout'), 'service-unreachable'],
    [400, body('invalidRequest'), 'target-refused'],
  ])('%i %j is %s', (status, json, code) => {
    const failure = graphFailure({ status, json }, context);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/^"Acme\.xlsx" could not be uploaded: .+\.$/);
  });
});
