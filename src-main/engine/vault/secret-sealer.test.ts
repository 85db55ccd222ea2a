import { describe, expect, it } from 'vitest';
import { createSecretSealer } from './secret-sealer.ts';

const key = new Uint8Array(32).fill(9);
const binding = { connectionId: 'c1', field: 'accessToken', origin: 'https://a.my.salesforce.com', orgId: '00D1' };

describe('a sealed token', () => {
  it('opens for the connection, field, origin and org it was sealed for', () => {
    const sealer = createSecretSealer('vault', key);
    expect(sealer.open(binding, sealer.seal(binding, 'töken'))).toBe('töken');
  });

  it.each([
    ['connection', createSecretSealer('vault', key), { ...binding, connectionId: 'c2' }],
    ['field', createSecretSealer('vault', key), { ...binding, field: 'refreshToken' }],
    ['origin', createSecretSealer('vault', key), { ...binding, origin: 'https://b.my.salesforce.com' }],
    ['org', createSecretSealer('vault', key), { ...binding, orgId: '00D2' }],
    ['vault', createSecretSealer('other', key), binding],
    ['key', createSecretSealer('vault', new Uint8Array(32)), binding],
  ])('does not open for another %s', (_what, other, otherBinding) => {
    const box = createSecretSealer('vault', key).seal(binding, 'token');
    expect(() => other.open(otherBinding, box)).toThrow(expect.objectContaining({ code: 'signed-out' }));
  });

  it('of before a renewal of all keys opens while that is not finished, and new ones are under the new key', () => {
    const newKey = new Uint8Array(32).fill(8);
    const old = createSecretSealer('vault', key).seal(binding, 'token');
    const between = createSecretSealer('vault', newKey, key);
    expect(between.open(binding, old)).toBe('token');
    expect(() => between.open({ ...binding, connectionId: 'c2' }, old)).toThrow('Sign in again');
    const box = between.seal(binding, 'token');
    expect(createSecretSealer('vault', newKey).open(binding, box)).toBe('token');
    expect(() => createSecretSealer('vault', key).open(binding, box)).toThrow('Sign in again');
  });

  it('does not open when a byte is changed or missing', () => {
    const sealer = createSecretSealer('vault', key);
    const box = sealer.seal(binding, 'token');
    for (let index = 0; index < box.length; index += 1) {
      const changed = Uint8Array.from(box, (byte, at) => (at === index ? byte ^ 1 : byte));
      expect(() => sealer.open(binding, changed)).toThrow(expect.objectContaining({ code: 'signed-out' }));
      expect(() => sealer.open(binding, box.subarray(0, index))).toThrow('Sign in again');
    }
  });
});
