import { describe, expect, it } from 'vitest';
import { quickXorHash } from './quick-xor-hash.ts';

/** The algorithm as Microsoft prints it: one byte after the other, each rotated by 11 bits more. */
function plainly(bytes: Uint8Array): string {
  let value = 0n;
  const mask = (1n << 160n) - 1n;
  bytes.forEach((byte, index) => {
    const shift = BigInt((index * 11) % 160);
    const wide = BigInt(byte) << shift;
    value ^= (wide & mask) ^ (wide >> 160n);
  });
  value ^= (BigInt(bytes.length) << 96n) & mask;
  const hex = value.toString(16).padStart(40, '0');
  return Buffer.from(hex, 'hex').reverse().toString('base64');
}

describe('the hash of OneDrive', () => {
  it.each([
    ['', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['Sg==', 'SgAAAAAAAAAAAAAAAQAAAAAAAAA='],
    ['tbQ=', 'taAFAAAAAAAAAAAAAgAAAAAAAAA='],
  ])('of the bytes %j is what OneDrive says', (base64, hash) => {
    expect(quickXorHash(Buffer.from(base64, 'base64'))).toBe(hash);
  });

  it.each([1, 19, 20, 159, 160, 161, 1000, 4096])('of %i bytes agrees with the printed algorithm', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + 11) % 256);
    expect(quickXorHash(bytes)).toBe(plainly(bytes));
  });
});
