import type { ErrorCode } from '../../../src-preload/contract/errors.ts';

/** One sentence for each code: the type makes a new code fail to compile until it has one. */
const titles = {
  'error.bad-input': 'That input was not accepted',
  'error.not-allowed': 'This is not allowed',
  'error.not-found': 'Not found',
  'error.cancelled': 'Cancelled',
  'error.engine-gone': 'The engine stopped while working on this',
  'error.internal': 'Something failed inside Orgbench',
  'error.vault-locked': 'Orgbench is locked',
  'error.vault-missing': 'There is no vault yet',
  'error.vault-exists': 'There is a vault already',
  'error.vault-damaged': 'The vault file is damaged',
  'error.vault-newer': 'The vault was written by a newer Orgbench',
  'error.vault-in-use': 'Another program is using this data',
  'error.wrong-password': 'The password is not right',
  'error.wait-before-retry': 'Too many wrong passwords',
  'error.weak-password': 'The password is easy to guess',
  'error.device-secret-missing': 'The key in the keychain is missing',
  'error.keychain-unavailable': 'The keychain does not answer',
  'error.store-damaged': 'The metadata store is damaged',
  'error.store-newer': 'The metadata store was written by a newer Orgbench',
  'error.store-read-only': 'The data folder cannot be written',
  'error.disk-full': 'The disk is full',
  'error.signed-out': 'Signed out of the org',
  'error.no-permission': 'The user lacks a permission in the org',
  'error.org-unreachable': 'The org cannot be reached',
  'error.org-refused': 'The org refused the request',
  'error.org-mismatch': 'This is a different org',
  'error.api-retired': 'The org no longer has this API version',
  'error.bad-address': 'This is not an address of a Salesforce org',
  'error.budget-stopped': 'Stopped to spare the org’s daily API requests',
  'error.request-refused': 'Orgbench refused to send this request',
  'error.job-running': 'A job is running already',
  'error.name-taken': 'The name is taken',
  'error.nothing-to-do': 'There is nothing to do',
  'error.export-failed': 'The export failed',
  'error.too-large': 'This is too large',
} as const satisfies Record<`error.${ErrorCode}`, string>;

export const errors = {
  ...titles,
  'error.copyDetails': 'Copy details',
  // Only where to go in this app: what to do otherwise stands in the message itself.
  'error.signed-out.next': 'Sign in again under Connections.',
  'error.job-running.next': 'Jobs can be followed and cancelled under Activity.',
} as const;
