import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type Failure } from '../../src-preload/contract/errors.ts';
import { failureNext, failureTitle } from './failure-text.ts';

const failure = (rest: Partial<Failure>): Failure => ({ code: 'internal', message: 'x', retryable: false, ...rest });

describe('a failure in words', () => {
  it('has a sentence for every code of the contract', () => {
    const without = ERROR_CODES.filter((code) => !/^[A-Z]/.test(failureTitle(failure({ code })) ?? ''));
    expect(without).toEqual([]);
  });

  it('does not say the same twice', () => {
    expect(failureTitle(failure({ code: 'vault-locked', message: 'Orgbench is locked. Unlock it.' }))).toBeNull();
  });

  it('prefers the next step that came with the failure', () => {
    expect(failureNext(failure({ code: 'signed-out' }))).toBe('Sign in again under Connections.');
    expect(failureNext(failure({ code: 'signed-out', action: 'Ask the admin.' }))).toBe('Ask the admin.');
    expect(failureNext(failure({ code: 'bad-input' }))).toBeNull();
  });
});
