import { z } from 'zod';
import { RECOVERY_TEXT_MAX_CHARS } from './recovery-kit.ts';

/**
 * `absent`: no vault in the data folder. `locked`: there is one. `unlocked`: keys are in the engine.
 * `sample`: a temporary store with a random key that is thrown away.
 */
export const vaultState = z.enum(['absent', 'locked', 'unlocked', 'sample']);
export type VaultState = z.infer<typeof vaultState>;

export const vaultStatus = z.object({
  state: vaultState,
  /** Where the device secret is: in the keychain, in vault.json (none), or not decided yet. */
  deviceSecret: z.enum(['keychain', 'none']).nullable(),
  keychainAvailable: z.boolean().nullable(),
  /** Whether the vault can be opened with a recovery kit; null without a vault or when it cannot be read. */
  recoveryKit: z.boolean().nullable(),
  /** Milliseconds until another password is accepted; 0 when now. */
  retryAfterMs: z.number(),
  /** One plain sentence for whoever unlocked, e.g. that the clock was set back; null or absent when there is none. */
  notice: z.string().nullable().optional(),
});

/** What a secret page is opened for. */
export const secretPurpose = z.enum([
  'create-vault',
  'unlock',
  'recover',
  'change-password',
  'renew-kit',
  'renew-keys',
  'access-token',
  'backup',
  'restore',
]);
export type SecretPurpose = z.infer<typeof secretPurpose>;

export const SEALED_MAX_BYTES = 16_384;

/**
 * What a secret page sends: the secret encrypted to a one-time public key of the engine (ECDH P-256, HKDF-SHA-256,
 * AES-256-GCM). All parts are base64. The shell relays it and cannot read it.
 */
export const sealedSecret = z.strictObject({
  channelId: z.string().min(8).max(64),
  ephemeralPublicKey: z.string().max(400),
  nonce: z.string().max(64),
  ciphertext: z.string().max(SEALED_MAX_BYTES),
});
export type SealedSecret = z.infer<typeof sealedSecret>;

const password = z.string().max(1024);
/** As a person reads it (recovery-kit.ts); the page makes it, the engine never answers it. */
const recoveryKey = z.string().max(RECOVERY_TEXT_MAX_CHARS);
/** The second confirmation that a weak password needs. */
const acceptWeak = z.boolean();
const deviceSecretChoice = z.enum(['auto', 'keychain', 'none']);

/** The plaintext inside a sealed secret, by purpose; checked by the engine after opening it. */
export const secretPayload = z.discriminatedUnion('purpose', [
  z.strictObject({
    purpose: z.literal('create-vault'),
    password,
    deviceSecret: deviceSecretChoice,
    acceptWeak,
    /** Absent: the recovery kit was declined. */
    recoveryKey: recoveryKey.optional(),
  }),
  z.strictObject({ purpose: z.literal('unlock'), password }),
  z.strictObject({
    purpose: z.literal('recover'),
    recoveryKey,
    newPassword: password,
    acceptWeak,
    /** Where a new device secret goes, when the old one is lost with its keychain. */
    deviceSecret: deviceSecretChoice,
  }),
  z.strictObject({ purpose: z.literal('change-password'), password, newPassword: password, acceptWeak }),
  z.strictObject({ purpose: z.literal('renew-kit'), password, recoveryKey }),
  /** Someone knows the password or has the kit: every key is made anew. */
  z.strictObject({
    purpose: z.literal('renew-keys'),
    password,
    newPassword: password,
    acceptWeak,
    /** Absent: no kit any more. */
    recoveryKey: recoveryKey.optional(),
  }),
  /** Makes a backup under a password of its own, at the place that the shell passes beside this. */
  z.strictObject({
    purpose: z.literal('backup'),
    password,
    acceptWeak,
    sections: z.array(z.string().max(60)).max(60),
    withSecrets: z.boolean(),
  }),
  /** Opens a backup; what it holds is then previewed and chosen in the page. */
  z.strictObject({ purpose: z.literal('restore'), password }),
  z.strictObject({
    purpose: z.literal('access-token'),
    token: z.string().max(8192),
    instanceUrl: z.string().max(512),
    name: z.string().max(80),
    group: z.string().max(80),
    colour: z.string().max(24),
    notes: z.string().max(4000),
    /** Set to sign an existing connection in again. */
    connectionId: z.string().max(64).nullable(),
  }),
]);
export type SecretPayload = z.infer<typeof secretPayload>;

/** What the engine answers to a secret: never a secret itself. */
export const secretOutcome = z.object({
  purpose: secretPurpose,
  connectionId: z.string().nullable(),
  deviceSecret: z.enum(['keychain', 'none']).nullable(),
});
export type SecretOutcome = z.infer<typeof secretOutcome>;

export const vaultMethods = {
  'vault.status': { input: z.strictObject({}), output: vaultStatus },
  /** Deletes the vault and everything sealed with it. `confirm` is the word the person typed. */
  'vault.reset': { input: z.strictObject({ confirm: z.literal('delete everything') }), output: z.object({}) },
} as const;

/** Methods that only the shell may call; see names.ts. */
export const shellOnlyMethods = {
  /** Opens a temporary store under a random key; nothing of it is kept. */
  'vault.openSample': { input: z.strictObject({}), output: z.object({}) },
  /** A one-time key pair for one secret page; the public key is SPKI, base64. */
  'vault.secretChannel': {
    input: z.strictObject({ purpose: secretPurpose, connectionId: z.string().max(64).nullable() }),
    output: z.object({ channelId: z.string(), publicKey: z.string() }),
  },
  'vault.submitSecret': { input: sealedSecret, output: secretOutcome },
} as const;
