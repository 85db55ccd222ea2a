import { z } from 'zod';

/** Every way a call can fail. The page maps each code to a sentence and a next step, so the union is closed. */
export const ERROR_CODES = [
  'bad-input',
  'not-allowed',
  'not-found',
  'cancelled',
  'engine-gone',
  'internal',
  'vault-locked',
  'vault-missing',
  'vault-exists',
  'vault-damaged',
  'vault-newer',
  'vault-in-use',
  'wrong-password',
  'wait-before-retry',
  'weak-password',
  'wrong-recovery-key',
  'no-recovery-kit',
  'device-secret-missing',
  'keychain-unavailable',
  'store-damaged',
  'store-newer',
  'store-read-only',
  'disk-full',
  'signed-out',
  'sign-in-failed',
  'client-id-missing',
  'no-permission',
  'org-unreachable',
  'org-refused',
  'org-mismatch',
  'api-retired',
  'bad-address',
  'budget-stopped',
  'org-paused',
  'proxy-failed',
  'certificate-untrusted',
  'request-refused',
  'job-running',
  'name-taken',
  'nothing-to-do',
  'export-failed',
  'too-large',
  'network-off',
  'backup-damaged',
  'backup-newer',
  'consent-needed',
  'account-signed-out',
  'scope-missing',
  'admin-consent',
  'target-missing',
  'target-locked',
  'target-full',
  'target-refused',
  'service-unreachable',
  'throttled',
] as const;

export const errorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof errorCode>;

/**
 * A failure as it crosses a door.
 *
 * `message` says what failed, why, and what to do next, in plain words and without a secret. `traceId` finds the entry
 * in the local log. `retryAfterMs` is set with `wait-before-retry`.
 */
export const failure = z.object({
  code: errorCode,
  message: z.string(),
  retryable: z.boolean(),
  action: z.string().optional(),
  retryAfterMs: z.number().optional(),
  traceId: z.string().optional(),
  /** An address that helps, e.g. the page where an administrator allows the app. */
  link: z.string().optional(),
});
export type Failure = z.infer<typeof failure>;

/** What a door answers: the value, or the failure. */
export type Envelope<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };
