import type { SealedSecret, SecretPayload } from './vault.ts';

/*
 * The page's half of a secret channel. Only WebCrypto globals: the same bytes run in a sandboxed page and in a test.
 * The engine's half is src-main/engine/vault/secret-channels.ts; both must build the same binding.
 */

/** Plaintexts are padded to a multiple of this, so that the shell cannot read a password's length off the ciphertext. */
const PAD_TO_BYTES = 512;
const LABEL = 'orgbench/secret-channel/v1';

/** The text that binds a ciphertext to its channel and purpose (associated data, and the info of the key derivation). */
export function secretChannelBinding(channelId: string, purpose: string): string {
  return `${LABEL}|${channelId}|${purpose}`;
}

/**
 * Encrypts what a person typed to the engine's one-time public key.
 *
 * @param publicKeyBase64 SPKI of a P-256 key, as `vault.secretChannel` answers it
 */
export async function sealForEngine(
  publicKeyBase64: string,
  channelId: string,
  payload: SecretPayload,
): Promise<SealedSecret> {
  const { subtle } = globalThis.crypto;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const enginePublicKey = await subtle.importKey('spki', fromBase64(publicKeyBase64), curve, false, []);
  const ephemeral = await subtle.generateKey(curve, false, ['deriveBits']);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: enginePublicKey }, ephemeral.privateKey, 256);
  const ephemeralPublicKey = toBase64(new Uint8Array(await subtle.exportKey('spki', ephemeral.publicKey)));
  const binding = new TextEncoder().encode(secretChannelBinding(channelId, payload.purpose));
  const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const key = await subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new TextEncoder().encode(`${publicKeyBase64}|${ephemeralPublicKey}`),
      info: binding,
    },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(12));
  const plaintext = pad(new TextEncoder().encode(JSON.stringify(payload)));
  const ciphertext = await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: binding }, key, plaintext);
  plaintext.fill(0);
  return {
    channelId,
    ephemeralPublicKey,
    nonce: toBase64(nonce),
    ciphertext: toBase64(new Uint8Array(ciphertext)),
  };
}

/** Trailing spaces: JSON ignores them, so nothing has to be removed after opening. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil(bytes.length / PAD_TO_BYTES) * PAD_TO_BYTES).fill(0x20);
  padded.set(bytes);
  return padded;
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
