import { describe, expect, it } from 'vitest';
import { estimatePassword } from './password-strength.ts';

describe('the estimate of a master password', () => {
  it.each([
    ['', 'weak', 'too-short'],
    ['Xk3#vQ9!zLp', 'weak', 'too-short'],
    ['password1234', 'weak', 'common-word'],
    ['P@ssw0rd!2024', 'weak', 'common-word'],
    ['aaaaaaaaaaaaaaaaaaaa', 'weak', 'repeat'],
    ['qwertyuiop123', 'weak', 'sequence'],
    ['abcdefghijklmnop', 'weak', 'sequence'],
    ['salesforce2026', 'weak', 'common-word'],
    ['Summer2026Summer2026', 'weak', 'repeat'],
    ['correct horse battery staple', 'weak', 'common-word'],
  ])('calls %j weak and says why', (password, level, weakness) => {
    expect(estimatePassword(password)).toMatchObject({ level, weakness });
  });

  it.each([
    ['heron gravel tulip oxide', 'good'],
    ['heron gravel tulip oxide marmot', 'strong'],
    ['Xk3#vQ9!zLp2mR', 'good'],
    ['Xk3#vQ9!zLp2mR$w', 'strong'],
  ])('calls %j %s', (password, level) => {
    expect(estimatePassword(password)).toMatchObject({ level, weakness: null });
  });

  it('counts characters of the normal form, not code units', () => {
    expect(estimatePassword('🔑'.repeat(6)).chars).toBe(6);
    expect(estimatePassword('ﬁ').chars).toBe(2);
  });

  it('stays fast on the longest input that is accepted', () => {
    const started = performance.now();
    estimatePassword('aB3$'.repeat(256));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
