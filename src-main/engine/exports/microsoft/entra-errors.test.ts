import { describe, expect, it } from 'vitest';
import { adminConsentLink, entraError, renewalRefused, signInRefused } from './entra-errors.ts';

const context = { clientId: '0f2c-app', tenant: 'common', name: 'ada@contoso.com' };

const answer = (number: number | null, error: string) =>
  entraError({
    error,
    error_description: number === null ? 'The client does not exist.' : `AADSTS${number}: Something. Trace ID: 1`,
    ...(number === null ? {} : { error_codes: [number] }),
  }) ?? { error: '', description: '', codes: [] };

describe('an answer of Microsoft’s sign-in service', () => {
  it('is read from JSON with its numbers', () => {
    expect(entraError({ error: 'invalid_grant', error_description: 'AADSTS70008: x', error_codes: [70008] })).toEqual({
      error: 'invalid_grant',
      description: 'AADSTS70008: x',
      codes: [70008],
    });
  });

  it('is read from what the browser brought, where the number stands in the text only', () => {
    expect(
      entraError({ error: 'access_denied', error_description: 'AADSTS65004: User declined', state: 's' })?.codes,
    ).toEqual([65004]);
  });

  it.each([[{}], [{ code: 'abc' }], [{ error: '' }], [{ error: 5 }]])('%j is no error', (fields) => {
    expect(entraError(fields)).toBeNull();
  });
});

describe('a sign-in that was refused', () => {
  it.each([
    [65004, 'access_denied', 'sign-in-failed', 'declined'],
    [null, 'access_denied', 'sign-in-failed', 'given up in the browser'],
    [90094, 'access_denied', 'admin-consent', 'administrator'],
    [65001, 'consent_required', 'admin-consent', 'administrator'],
    [700016, 'unauthorized_client', 'sign-in-failed', 'does not know the app 0f2c-app'],
    [null, 'unauthorized_client', 'sign-in-failed', 'does not know the app 0f2c-app'],
    [7000218, 'invalid_client', 'sign-in-failed', 'Allow public client flows'],
    [50011, 'invalid_request', 'sign-in-failed', 'http://localhost'],
    [50194, 'invalid_request', 'sign-in-failed', 'one organization only'],
    [9002331, 'invalid_request', 'sign-in-failed', 'consumers'],
    [50020, 'invalid_grant', 'sign-in-failed', 'does not belong to the organization'],
    [90002, 'invalid_request', 'sign-in-failed', 'no organization "common"'],
    [50105, 'access_denied', 'sign-in-failed', 'assign the app'],
    [53003, 'invalid_grant', 'sign-in-failed', 'conditional access'],
    [50057, 'invalid_grant', 'sign-in-failed', 'disabled'],
    [99999, 'invalid_request', 'sign-in-failed', 'AADSTS99999'],
  ])('%s %s is %s: %s', (number, error, code, words) => {
    const failure = signInRefused(answer(number, error), context);
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(words);
    expect(failure.message).toContain(number === null ? error : 'AADSTS');
    expect(failure.link).toBe(code === 'admin-consent' ? adminConsentLink(context) : undefined);
  });
});

describe('a renewal that was refused', () => {
  it.each([
    [65001, 'invalid_grant', true, 'account-signed-out', 'consent'],
    [50076, 'invalid_grant', true, 'account-signed-out', 'second factor'],
    [50078, 'invalid_grant', true, 'account-signed-out', 'second factor'],
    [700082, 'invalid_grant', true, 'account-signed-out', 'not used for too long'],
    [70008, 'invalid_grant', true, 'account-signed-out', 'expired'],
    [50173, 'invalid_grant', true, 'account-signed-out', 'password'],
    [50105, 'invalid_grant', true, 'account-signed-out', 'not among them'],
    [70000, 'invalid_grant', true, 'account-signed-out', 'no longer accepts'],
    [null, 'invalid_grant', true, 'account-signed-out', 'no longer accepts'],
    [700016, 'unauthorized_client', false, 'account-signed-out', 'does not know the app'],
    [7000218, 'invalid_client', false, 'account-signed-out', 'public client'],
    [90094, 'invalid_grant', false, 'admin-consent', 'administrator'],
    [90033, 'temporarily_unavailable', false, 'service-unreachable', 'Try again later'],
    [50196, 'invalid_grant', false, 'service-unreachable', 'Wait some minutes'],
  ])('%s %s: over %s, %s, "%s"', (number, error, over, code, words) => {
    const refusal = renewalRefused(answer(number, error), context);
    expect(refusal).toMatchObject({ over, failure: { code, message: expect.stringContaining(words) } });
  });
});

describe('the link for an administrator', () => {
  it.each([
    ['common', 'organizations'],
    ['consumers', 'organizations'],
    ['organizations', 'organizations'],
    ['contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  ])('for the tenant %s leads to %s', (tenant, place) => {
    expect(adminConsentLink({ ...context, tenant })).toBe(
      `https://login.microsoftonline.com/${place}/adminconsent?client_id=0f2c-app`,
    );
  });
});
