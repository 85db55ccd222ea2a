// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeBridge, installFakeBridge } from '../testing/fake-bridge.ts';
import { CallError } from './client.ts';
import { followPageErrors } from './report-errors.ts';

let bridge: FakeBridge;
let stop: () => void;
beforeEach(() => {
  bridge = installFakeBridge({ 'log.report': () => ({}) });
  stop = followPageErrors();
});
afterEach(() => stop());

const thrownInPage = (message: string): Error =>
  Object.assign(new TypeError(message), {
    stack: [
      `TypeError: ${message}`,
      '    at draw (app://page/assets/index-a1.js:12:3456)',
      '    at other (file:///home/jo/orgs/acme.js:1:2)',
      '    at app://page/assets/index-a1.js:1:20',
    ].join('\n'),
  });
const throwIt = (error: unknown): void => void window.dispatchEvent(new ErrorEvent('error', { error }));
const rejectWith = (reason: unknown): void =>
  void window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));

const REPORT = {
  method: 'log.report',
  input: {
    name: 'TypeError',
    place: '    at draw (app://page/assets/index-a1.js:12:3456)\n    at app://page/assets/index-a1.js:1:20',
  },
};

describe('an error that the page did not handle', () => {
  it('is reported by its name and its places in the page, without its message', () => {
    throwIt(thrownInPage('00D5g000004planted at acme.my.salesforce.com'));
    rejectWith(thrownInPage('Acme merger'));
    expect(bridge.calls).toEqual([REPORT, REPORT]);
  });

  it('is left out when the engine has noted it already, or when it is no error', () => {
    rejectWith(new CallError('jobs.list', { code: 'internal', message: 'It failed.', retryable: false }));
    throwIt(null);
    rejectWith('a text');
    expect(bridge.calls).toEqual([]);
  });

  it('is not reported without an end', () => {
    for (let count = 0; count < 500; count += 1) throwIt(thrownInPage('again'));
    expect(bridge.calls).toHaveLength(50);
  });
});
