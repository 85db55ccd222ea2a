import { describe, expect, it } from 'vitest';
import type { GatewayResponse } from '../network/gateway-types.ts';
import { failureOf, jsonOf, orgErrorOf } from './answers.ts';

const HOST = 'acme.my.salesforce.com';
const NOW = Date.parse('2026-11-23T12:00:00Z');

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): GatewayResponse {
  const all = { 'content-type': 'application/json', ...headers };
  return { status, text, headers: all, bodyBytes: text.length, bytesIn: text.length, ms: 1, attempts: 1 };
}
const error = (errorCode: string, message = 'Because.'): string => JSON.stringify([{ errorCode, message }]);

describe('a refused request becomes a failure', () => {
  it.each([
    [401, error('INVALID_SESSION_ID', 'Session expired or invalid'), 'signed-out'],
    [401, 'anything', 'signed-out'],
    [403, 'Bad_OAuth_Token', 'signed-out'],
    [
      500,
      '<Errors><Error><errorCode>INVALID_SESSION_ID</errorCode><message>x</message></Error></Errors>',
      'signed-out',
    ],
    [403, error('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'budget-stopped'],
    [403, error('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'), 'org-refused'],
    [429, error('REQUEST_LIMIT_EXCEEDED', 'Too many requests.'), 'org-refused'],
    [403, error('API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.'), 'no-permission'],
    [403, error('INSUFFICIENT_ACCESS'), 'no-permission'],
    [403, error('SOMETHING_ELSE'), 'no-permission'],
    [410, error('GONE'), 'api-retired'],
    [404, error('UNSUPPORTED_API_VERSION'), 'api-retired'],
    [414, '', 'too-large'],
    [420, '', 'org-refused'],
    [429, '', 'org-refused'],
    [400, error('ORG_LOCKED', 'The org is locked.'), 'org-refused'],
    [503, error('SERVER_UNAVAILABLE'), 'org-refused'],
    [404, '[]', 'org-refused'],
    [500, 'null', 'org-refused'],
  ])('%i %s is %s', (status, text, code) => {
    const failure = failureOf(answer(status, text), HOST, NOW);
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(HOST);
  });

  it('with the words of the org, on one line and not too long', () => {
    const failure = failureOf(answer(400, error('ORG_LOCKED', `a\n\n${'b'.repeat(1000)}`)), HOST, NOW);
    expect(failure.message).toContain('It says: a bbb');
    expect(failure.message).not.toContain('\n');
    expect(failure.message.length).toBeLessThan(400);
  });

  it('with the pause that the org asks for', () => {
    expect(failureOf(answer(429, '', { 'retry-after': '90' }), HOST, NOW).retryAfterMs).toBe(90_000);
    const date = { 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT' };
    expect(failureOf(answer(429, '', date), HOST, NOW).retryAfterMs).toBe(60_000);
  });

  it.each([
    [502, ''],
    [503, error('SERVER_UNAVAILABLE', 'Too busy.')],
    [503, '<!doctype html><title>Down for maintenance</title>'],
    [504, ''],
  ])('calls status %i no refusal, and says where more is known', (status, text) => {
    const failure = failureOf(answer(status, text), HOST, NOW);
    expect(failure.retryable).toBe(true);
    expect(failure.message).toMatch(/^acme\.my\.salesforce\.com is not available for the moment: .*\(status 50\d\)/);
    expect(failure.message).toContain('status.salesforce.com');
    expect(failure.message).not.toMatch(/refuse|maintenance<|<title/);
  });

  it('calls a failure of the org none of its refusals', () => {
    expect(failureOf(answer(500, 'null'), HOST, NOW).message).toContain('something failed there (status 500)');
    expect(failureOf(answer(404, '[]'), HOST, NOW).message).toContain('refused the request (status 404)');
  });

  it.each([200, 401, 500])('and a web page (status %i) is never taken for data or for a lost session', (status) => {
    const page = answer(status, '<!DOCTYPE html><html>Down for maintenance</html>', { 'content-type': 'text/html' });
    expect(() => jsonOf(page, HOST, NOW)).toThrow('web page');
  });
});

describe('a good answer', () => {
  it('is its JSON', () => {
    expect(jsonOf(answer(200, '{"a":1}'), HOST, NOW)).toEqual({ a: 1 });
  });

  it('that stops in the middle is refused, and may be asked for again', () => {
    expect(() => jsonOf(answer(200, '{"a":'), HOST, NOW)).toThrow('not complete JSON');
  });
});

describe("the org's own words", () => {
  it.each([
    [error('A', 'b'), { code: 'A', message: 'b' }],
    ['{"error":"invalid_token","error_description":"gone"}', { code: 'invalid_token', message: 'gone' }],
    ['<Errors><Error><errorCode>A</errorCode><message>b</message></Error></Errors>', { code: 'A', message: 'b' }],
    ['Bad_OAuth_Token', { code: 'Bad_OAuth_Token', message: '' }],
    ['error=invalid_token', { code: '', message: '' }],
    ['', { code: '', message: '' }],
  ])('%j', (text, expected) => {
    expect(orgErrorOf(text)).toEqual(expected);
  });
});

describe('a token that a server repeats', () => {
  it.each([
    ['00D5f008cF1990DEQQ!AQEAQ.x_y9Zk3', 'Session 00D5f008cF1990DEQQ!AQEAQ.x_y9Zk3 is not valid'],
    ['00D5f008cF1990DEQQ%21AQEAQ.x_y9Zk3', 'at ?sid=00D5f008cF1990DEQQ%21AQEAQ.x_y9Zk3&x=1'],
    ['opaque-token-of-16+', 'Header Authorization: Bearer opaque-token-of-16+ refused'],
    ['eyJhbGciOiJI.eyJzdWIi.c2ln', 'token eyJhbGciOiJI.eyJzdWIi.c2ln'],
    ['5Aep861KIwKdekr90I4iHdDtrJDLT0', 'refresh_token=5Aep861KIwKdekr90I4iHdDtrJDLT0'],
  ])('%s is not in what the org is said to have said', (token, message) => {
    const said = failureOf(answer(400, error(`CODE ${token}`, message)), HOST, NOW).message;
    expect(said).toContain('(token)');
    expect(said).not.toContain(token.slice(0, 12));
  });

  it('leaves what is no token: names, ids and ordinary words', () => {
    const message = 'No such column Very_Long_Name_Of_A_Field_That_Is_Used__c on 00D5f008cF1990DEQQ (Bearer bond)';
    expect(orgErrorOf(error('INVALID_FIELD', message))).toEqual({ code: 'INVALID_FIELD', message });
  });
});
