import { describe, expect, it } from 'vitest';
import {
  formatRecoveryKey,
  newRecoveryKey,
  parseRecoveryKey,
  RECOVERY_KEY_CHARS,
  recoveryGroups,
} from './recovery-kit.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 11) & 0xff);
const text = formatRecoveryKey(key);
const plain = text.replaceAll('-', '');

describe('a recovery key', () => {
  it('is 14 groups of four characters, none of which can be mistaken for another', () => {
    expect(recoveryGroups(text)).toHaveLength(14);
    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(plain).toHaveLength(RECOVERY_KEY_CHARS);
  });

  it('reads back as it was made, whatever its bytes', () => {
    for (const bytes of [key, new Uint8Array(32), new Uint8Array(32).fill(255)]) {
      expect(parseRecoveryKey(formatRecoveryKey(bytes))).toEqual(bytes);
    }
  });

  it('reads back however it is typed: small letters, blanks, no separators, O for 0 and l for 1', () => {
    const typed = [
      text.toLowerCase(),
      plain,
      ` ${text.replaceAll('-', ' ')}\n`,
      text.replaceAll('0', 'O').replaceAll('1', 'l'),
    ];
    for (const one of typed) expect(parseRecoveryKey(one)).toEqual(key);
  });

  it('is refused with any one character wrong, missing or swapped with its neighbour', () => {
    for (let at = 0; at < plain.length; at += 1) {
      const other = plain[at] === 'Z' ? 'Y' : 'Z';
      expect(parseRecoveryKey(plain.slice(0, at) + other + plain.slice(at + 1))).toBeNull();
      expect(parseRecoveryKey(plain.slice(0, at) + plain.slice(at + 1))).toBeNull();
      const swapped = plain.slice(0, at) + (plain[at + 1] ?? '') + (plain[at] ?? '') + plain.slice(at + 2);
      expect(swapped === plain || parseRecoveryKey(swapped) === null).toBe(true);
    }
    expect(parseRecoveryKey(plain.replace(/^./, 'U'))).toBeNull();
    expect(parseRecoveryKey('')).toBeNull();
  });

  it('is another one each time', () => {
    const made = new Set(Array.from({ length: 20 }, newRecoveryKey));
    expect(made.size).toBe(20);
    for (const one of made) expect(parseRecoveryKey(one)).toHaveLength(32);
  });
});
