import { describe, expect, it } from 'vitest';
import { orgTypeOf } from './org-type.ts';

const UNKNOWN = { isSandbox: null, organizationType: null, trialExpirationDate: null };
const PAID = { isSandbox: false, organizationType: 'Enterprise Edition', trialExpirationDate: null };
const EXPIRES = '2026-12-24T00:00:00.000+0000';

describe('the kind of an org', () => {
  it.each([
    ['http://127.0.0.1:9000', PAID, 'sample'],
    ['https://acme.my.salesforce.com', PAID, 'production'],
    ['https://acme.my.salesforce.com', UNKNOWN, 'production'],
    ['https://acme.my.salesforce.com', { ...PAID, isSandbox: true }, 'sandbox'],
    ['https://acme.my.salesforce.com', { ...PAID, isSandbox: true, trialExpirationDate: EXPIRES }, 'scratch'],
    ['https://acme.my.salesforce.com', { ...PAID, trialExpirationDate: EXPIRES }, 'trial'],
    ['https://acme.my.salesforce.com', { ...PAID, organizationType: 'Developer Edition' }, 'developer'],
    ['https://acme--uat.sandbox.my.salesforce.com', UNKNOWN, 'sandbox'],
    ['https://page-flow-1-dev-ed.scratch.my.salesforce.com', UNKNOWN, 'scratch'],
    ['https://acme-dev-ed.develop.my.salesforce.com', UNKNOWN, 'developer'],
    ['https://acme-dev-ed.my.salesforce.com', UNKNOWN, 'developer'],
    ['https://na139.salesforce.com', { ...PAID, isSandbox: true }, 'sandbox'],
  ] as const)('%s with %j is %s', (origin, facts, type) => {
    expect(orgTypeOf(origin, facts)).toBe(type);
  });
});
