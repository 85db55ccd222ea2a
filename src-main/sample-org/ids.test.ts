import { describe, expect, it } from 'vitest';
import { mintId, withChecksum } from './ids.ts';

describe('record Ids', () => {
  it('gets the suffix that the service gives', () => {
    // Pairs of real Ids from recorded answers.
    expect(withChecksum('01254000001upcK')).toBe('01254000001upcKAAQ');
    expect(withChecksum('012000000000000')).toBe('012000000000000AAA');
    expect(withChecksum('0057e00000RmwSW')).toBe('0057e00000RmwSWAAZ');
    expect(withChecksum('0M0Qy000001t4IY')).toBe('0M0Qy000001t4IYKAY');
  });

  it('stay the same for the same thing and differ between things', () => {
    expect(mintId('00N', 'Account.Tier__c')).toBe(mintId('00N', 'Account.Tier__c'));
    const ids = new Set(Array.from({ length: 20_000 }, (_, index) => mintId('00N', `Object__c.Field_${index}__c`)));
    expect(ids.size).toBe(20_000);
    for (const id of [...ids].slice(0, 100)) expect(id).toMatch(/^00N[A-Za-z0-9]{12}[A-Z0-5]{3}$/);
  });
});
