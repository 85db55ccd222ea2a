/*
 * The recovery key as a person reads and types it. The secret page makes and shows it, the engine reads it back: both
 * use this file, and nothing but the two ever has the key.
 */

const KEY_BYTES = 32;
const CHECK_BYTES = 3;
/** Crockford's base32: no I, L, O and U, so that what was written by hand reads back. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP_CHARS = 4;
/** 35 bytes, 56 characters, 14 groups: a person can tell at which group they are. */
export const RECOVERY_KEY_CHARS = ((KEY_BYTES + CHECK_BYTES) * 8) / 5;
/** With every separator that a person might type. */
export const RECOVERY_TEXT_MAX_CHARS = 200;

/** A new random recovery key as grouped text. Made in the page, so that it never has to leave the engine. */
export function newRecoveryKey(): string {
  const key = globalThis.crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const text = formatRecoveryKey(key);
  key.fill(0);
  return text;
}

/** `ABCD-EFGH-…`: 32 bytes and a checksum of 3. */
export function formatRecoveryKey(key: Uint8Array): string {
  const bytes = new Uint8Array(KEY_BYTES + CHECK_BYTES);
  bytes.set(key);
  bytes.set(checksum(key), KEY_BYTES);
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((value >> bits) & 31);
      value &= (1 << bits) - 1;
    }
  }
  return recoveryGroups(text).join('-');
}

/** The characters of a typed key in groups of four, without separators and in capitals. */
export function recoveryGroups(text: string): readonly string[] {
  return tidy(text).match(new RegExp(`.{1,${GROUP_CHARS}}`, 'g')) ?? [];
}

/**
 * The 32 bytes of a typed recovery key, or null when a character is missing, wrong or swapped.
 *
 * Case, blanks and dashes do not matter; I and L are read as 1, O as 0.
 */
export function parseRecoveryKey(text: string): Uint8Array | null {
  const chars = tidy(text);
  if (chars.length !== RECOVERY_KEY_CHARS) return null;
  const bytes = new Uint8Array(KEY_BYTES + CHECK_BYTES);
  let at = 0;
  let bits = 0;
  let value = 0;
  for (const char of chars) {
    const digit = ALPHABET.indexOf(char);
    if (digit === -1) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = value >> bits;
      at += 1;
      value &= (1 << bits) - 1;
    }
  }
  const key = bytes.slice(0, KEY_BYTES);
  const expected = checksum(key);
  const fits = expected.every((byte, index) => byte === bytes[KEY_BYTES + index]);
  bytes.fill(0);
  return fits ? key : null;
}

function tidy(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s\u2010-\u2015_.-]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}

/** CRC-24 (RFC 4880, 6.1): finds every single wrong character and every pair of neighbours that was swapped. */
function checksum(bytes: Uint8Array): Uint8Array {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if ((crc & 0x1000000) !== 0) crc ^= 0x1864cfb;
    }
  }
  return Uint8Array.of((crc >> 16) & 0xff, (crc >> 8) & 0xff, crc & 0xff);
}
