import { webcrypto } from 'node:crypto';
import { secretChannelBinding } from '../../../src-preload/contract/seal.ts';
import {
  type SealedSecret,
  type SecretPayload,
  type SecretPurpose,
  secretPayload,
} from '../../../src-preload/contract/vault.ts';
import { EngineFailure } from '../failure.ts';
import type { Clock } from '../ports.ts';

const { subtle } = webcrypto;
const CHANNEL_LIFE_MS = 600_000;
/** A secret page has one channel; more than a few open ones mean that pages ended without an answer. */
const MAX_CHANNELS = 8;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

type Channel = {
  readonly purpose: SecretPurpose;
  readonly connectionId: string | null;
  readonly publicKey: string;
  readonly privateKey: webcrypto.CryptoKey;
  readonly expiresAt: number;
};

/**
 * One-time key pairs for secret pages.
 *
 * A channel works once, whatever came of it, expires after 10 minutes and opens only what was sealed for its purpose
 * (and its connection). The private key cannot be exported and is dropped with the channel.
 */
export function createSecretChannels(now: Clock) {
  const channels = new Map<string, Channel>();
  return {
    /** The public key is SPKI in base64. */
    async open(
      purpose: SecretPurpose,
      connectionId: string | null,
    ): Promise<{ readonly channelId: string; readonly publicKey: string }> {
      for (const [id, channel] of channels) if (channel.expiresAt <= now()) channels.delete(id);
      const oldest = channels.keys().next().value;
      if (channels.size >= MAX_CHANNELS && oldest !== undefined) channels.delete(oldest);
      const pair = await subtle.generateKey(CURVE, false, ['deriveBits']);
      const publicKey = Buffer.from(await subtle.exportKey('spki', pair.publicKey)).toString('base64');
      const channelId = webcrypto.randomUUID();
      channels.set(channelId, {
        purpose,
        connectionId,
        publicKey,
        privateKey: pair.privateKey,
        expiresAt: now() + CHANNEL_LIFE_MS,
      });
      return { channelId, publicKey };
    },

    /**
     * Opens what a secret page sent.
     *
     * Throws `bad-input` when the channel is used up, expired or unknown, or the content does not belong to it.
     */
    async openSealed(sealed: SealedSecret): Promise<SecretPayload> {
      const channel = channels.get(sealed.channelId);
      channels.delete(sealed.channelId);
      if (channel === undefined || channel.expiresAt <= now()) {
        throw new EngineFailure('bad-input', 'This form was open too long or was sent already. Open it again.', {
          retryable: true,
        });
      }
      const payload = secretPayload.safeParse(await decrypt(channel, sealed));
      if (!payload.success || payload.data.purpose !== channel.purpose || !sameConnection(payload.data, channel)) {
        throw unreadable();
      }
      return payload.data;
    },
  };
}
export type SecretChannels = ReturnType<typeof createSecretChannels>;

async function decrypt(channel: Channel, sealed: SealedSecret): Promise<unknown> {
  const binding = new TextEncoder().encode(secretChannelBinding(sealed.channelId, channel.purpose));
  try {
    const theirs = await subtle.importKey('spki', Buffer.from(sealed.ephemeralPublicKey, 'base64'), CURVE, false, []);
    const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, channel.privateKey, 256);
    const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
    const salt = new TextEncoder().encode(`${channel.publicKey}|${sealed.ephemeralPublicKey}`);
    const key = await subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: binding },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['decrypt'],
    );
    const plaintext = Buffer.from(
      await subtle.decrypt(
        { name: 'AES-GCM', iv: Buffer.from(sealed.nonce, 'base64'), additionalData: binding },
        key,
        Buffer.from(sealed.ciphertext, 'base64'),
      ),
    );
    const value: unknown = JSON.parse(plaintext.toString('utf8'));
    plaintext.fill(0);
    return value;
  } catch {
    // Why it does not open is of use to an attacker only.
    throw unreadable();
  }
}

function sameConnection(payload: SecretPayload, channel: Channel): boolean {
  return payload.purpose !== 'access-token' || payload.connectionId === channel.connectionId;
}

function unreadable(): EngineFailure {
  return new EngineFailure('bad-input', 'The form could not be read. Open it again.', { retryable: true });
}
