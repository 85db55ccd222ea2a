import { hash } from 'node:crypto';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * Extends a 15-character Id by the three characters that make it safe where case is ignored: one for each five
 * characters, whose bits say which of them are upper case (the first character is the lowest bit).
 */
export function withChecksum(id15: string): string {
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const character = id15.charAt(start + index);
      if (character >= 'A' && character <= 'Z') bits |= 1 << index;
    }
    suffix += checksumAlphabet.charAt(bits);
  }
  return id15 + suffix;
}

/**
 * An 18-character Id for a thing that has none in the bundle. It follows from the thing's name alone, so that the same
 * thing keeps its Id over runs and over a changed bundle.
 * @param keyPrefix the first three characters, for example `00N` for a custom field
 */
export function mintId(keyPrefix: string, seed: string): string {
  const digest = hash('sha1', `${keyPrefix}:${seed}`, 'buffer');
  let tail = '';
  for (let index = 0; index < 8; index += 1) tail += base62.charAt((digest[index] ?? 0) % 62);
  return withChecksum(`${keyPrefix}5f00${tail}`.slice(0, 15));
}
