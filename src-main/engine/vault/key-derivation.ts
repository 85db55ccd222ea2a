import { createHmac } from 'node:crypto';
import bcrypt from 'bcryptjs';
import { deriveKey } from './box.ts';

export const SALT_BYTES = 16;
const DEVICE_SECRET_ID_BYTES = 16;

/**
 * The key that wraps the vault's key, from the master password and this device's secret.
 *
 * NFKC first: the same password typed on another keyboard or system may arrive composed differently. Then an
 * HMAC-SHA-384 keyed with the device secret, in base64 exactly 64 characters, because bcrypt reads at most 72 bytes
 * and stops at a zero byte; without the device secret a stolen folder cannot even be guessed at.
 *
 * @param salt 16 bytes
 * @param cost bcrypt's; each step doubles the time
 */
export async function passwordKey(
  password: string,
  deviceSecret: Uint8Array,
  salt: Uint8Array,
  cost: number,
): Promise<Uint8Array> {
  const typed = Buffer.from(password.normalize('NFKC'), 'utf8');
  const hashed = createHmac('sha384', deviceSecret).update(typed).digest('base64');
  typed.fill(0);
  const settings = `$2b$${String(cost).padStart(2, '0')}$${bcrypt.encodeBase64(Array.from(salt), SALT_BYTES)}`;
  const output = await bcrypt.hash(hashed, settings);
  // "$2b$", cost, "$", 22 characters of salt; what follows is 184 bits of output.
  const bits = Uint8Array.from(bcrypt.decodeBase64(output.slice(settings.length), 23));
  return deriveKey(bits, 'orgbench/kek/v1');
}

/** Names a device secret without giving it away, so that another or a renewed keychain is noticed. 16 bytes. */
export function deviceSecretId(deviceSecret: Uint8Array): Uint8Array {
  const mac = createHmac('sha256', deviceSecret).update('orgbench/device-secret-id/v1').digest();
  return mac.subarray(0, DEVICE_SECRET_ID_BYTES);
}

/** Unwraps the database keys. */
export function wrapKeyOf(dataKey: Uint8Array): Uint8Array {
  return deriveKey(dataKey, 'orgbench/wrap/v1');
}

/** Seals tokens inside the encrypted database. */
export function secretsKeyOf(dataKey: Uint8Array): Uint8Array {
  return deriveKey(dataKey, 'orgbench/secrets/v1');
}
