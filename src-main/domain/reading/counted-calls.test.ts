import { describe, expect, it } from 'vitest';
import { countedCalls } from './counted-calls.ts';

describe('calls that Salesforce counts', () => {
  it.each([
    ['/services/data', 0, 200, 0],
    ['/services/oauth2/userinfo', 0, 200, 0],
    ['/services/oauth2/token', 0, 200, 0],
    ['/id/00D000000000001/005000000000001', 0, 200, 0],
    ['/services/data/v68.0', 0, 200, 1],
    ['/services/data/v68.0/composite', 25, 200, 1],
    ['/services/data/v68.0/tooling/composite', 5, 403, 1],
    ['/services/data/v68.0/composite/batch', 25, 200, 25],
    ['/services/data/v68.0/composite/batch', 25, 401, 0],
    ['/services/Soap/m/68.0', 0, 500, 1],
    ['/services/data/v68.0/limits', 0, null, 1],
    ['/services/data/v68.0/limits', 0, 401, 0],
  ])('of %s with %i parts, answered %s: %i', (path, parts, status, calls) => {
    expect(countedCalls({ path, parts, status })).toBe(calls);
  });
});
