import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export const BOX_CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Nonce, ciphertext and tag of AES-256-GCM in one piece. The nonce is random: no key here seals more than a few thousand times. */
export function sealBox(key: Uint8Array, plaintext: Uint8Array, associatedData: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(BOX_CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(associatedData, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext, or null when key, box and associated data do not belong together. */
export function openBox(key: Uint8Array, box: Uint8Array, associatedData: string): Uint8Array | null {
  if (box.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(BOX_CIPHER, key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(associatedData, 'utf8'));
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  const head = decipher.update(box.subarray(NONCE_BYTES, box.length - TAG_BYTES));
  try {
    decipher.final();
    // Out of Buffer's shared pool, so that the caller can wipe what it got.
    return new Uint8Array(head);
  } catch {
    // The tag is the only verifier; GCM cannot say what does not fit, and nothing of the plaintext may leave.
    return null;
  } finally {
    head.fill(0);
  }
}

/** HKDF-SHA-256 to 32 bytes (RFC 5869). `label` keeps keys of different purposes apart. */
export function deriveKey(material: Uint8Array, label: string, salt: Uint8Array = new Uint8Array(0)): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', material, salt, label, KEY_BYTES));
}
