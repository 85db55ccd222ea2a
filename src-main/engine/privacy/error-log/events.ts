import { ERROR_CODES, type ErrorCode } from '../../../../src-preload/contract/errors.ts';
import type { Job } from '../../../../src-preload/contract/jobs.ts';

/**
 * Every kind of event that the error log knows. 1xx vault, 2xx store, 3xx network, 4xx reading, 5xx exports and backups,
 * 6xx page, 9xx unexpected. A number that was released keeps its meaning; an event that is no longer written stays here
 * for the lines of it that are still kept.
 */
export const EVENTS = [
  { event: 110, description: 'The vault file is damaged or was changed from outside.' },
  { event: 111, description: 'The vault was written by a newer version.' },
  { event: 120, description: "The device secret is not in this computer's keychain." },
  { event: 121, description: "The system's keychain did not answer." },
  { event: 210, description: 'The local store is damaged.' },
  { event: 211, description: 'The local store was written by a newer version.' },
  { event: 212, description: 'The local store could not be written.' },
  { event: 213, description: 'The disk was full.' },
  { event: 310, description: 'An org could not be reached.' },
  { event: 311, description: 'Google, Microsoft or another service could not be reached.' },
  { event: 312, description: 'A proxy did not let a request through.' },
  { event: 313, description: 'The certificate of a server was not trusted.' },
  {
    event: 320,
    description: 'A request was refused before it was sent, because it is not among those that Orgbench may send.',
  },
  { event: 330, description: 'An org refused a request.' },
  { event: 331, description: 'An address answered as another org than the one that was connected.' },
  { event: 332, description: 'An API version that Orgbench uses has been retired.' },
  { event: 340, description: 'Signing in failed.' },
  { event: 410, description: 'Reading metadata ended with a failure.' },
  { event: 510, description: 'An export ended with a failure.' },
  { event: 511, description: 'Google or Microsoft refused what an export asked for.' },
  { event: 520, description: 'Making a backup ended with a failure.' },
  { event: 521, description: 'Restoring a backup ended with a failure.' },
  { event: 522, description: 'A backup file is damaged.' },
  { event: 530, description: 'Removing data ended with a failure.' },
  { event: 610, description: 'A page met an error that it did not handle.' },
  { event: 620, description: 'A page could not be loaded into the window.' },
  { event: 910, description: 'Something failed that nobody foresaw.' },
  { event: 920, description: 'The part of Orgbench that holds the data ended because of an error.' },
  { event: 921, description: 'The part of Orgbench that holds the data was started again after it had stopped.' },
  { event: 930, description: 'Orgbench could not open its window.' },
  { event: 931, description: 'The part of Orgbench that draws the window met an error that nobody foresaw.' },
  { event: 932, description: 'A process of Orgbench could not be started, or could not be reached.' },
] as const;

export type EventNumber = (typeof EVENTS)[number]['event'];

const DESCRIPTIONS: ReadonlyMap<number, string> = new Map(EVENTS.map(({ event, description }) => [event, description]));

export function isEventNumber(event: unknown): event is EventNumber {
  return typeof event === 'number' && DESCRIPTIONS.has(event);
}

/** What an event means, as a sentence; also for one that a newer version wrote. */
export function descriptionOf(event: number): string {
  return DESCRIPTIONS.get(event) ?? 'An event that this version does not know.';
}

/**
 * Which failures of a call are worth a line. Null: what a person meets in normal use (a wrong password, a file that is
 * open elsewhere), or what the log of its job tells.
 */
export const EVENT_OF_CODE: Readonly<Record<ErrorCode, EventNumber | null>> = {
  'bad-input': null,
  'not-allowed': null,
  'not-found': null,
  cancelled: null,
  'engine-gone': null,
  internal: 910,
  'vault-locked': null,
  'vault-missing': null,
  'vault-exists': null,
  'vault-damaged': 110,
  'vault-newer': 111,
  'vault-in-use': null,
  'wrong-password': null,
  'wait-before-retry': null,
  'weak-password': null,
  'wrong-recovery-key': null,
  'no-recovery-kit': null,
  'device-secret-missing': 120,
  'keychain-unavailable': 121,
  'store-damaged': 210,
  'store-newer': 211,
  'store-read-only': 212,
  'disk-full': 213,
  'signed-out': null,
  'sign-in-failed': 340,
  'client-id-missing': null,
  'no-permission': null,
  'org-unreachable': 310,
  'org-refused': 330,
  'org-mismatch': 331,
  'api-retired': 332,
  'bad-address': null,
  'budget-stopped': null,
  'org-paused': null,
  'proxy-failed': 312,
  'certificate-untrusted': 313,
  'request-refused': 320,
  'job-running': null,
  'name-taken': null,
  'nothing-to-do': null,
  'export-failed': 510,
  'too-large': null,
  'network-off': null,
  'backup-damaged': 522,
  'backup-newer': null,
  'consent-needed': null,
  'account-signed-out': null,
  'scope-missing': null,
  'admin-consent': null,
  'target-missing': null,
  'target-locked': null,
  'target-full': null,
  'target-refused': 511,
  'service-unreachable': 311,
  throttled: null,
};

/** A job that fails is one line, whatever it failed of: the code says that. */
export const EVENT_OF_JOB: Readonly<Record<Job['kind'], EventNumber>> = {
  sync: 410,
  export: 510,
  backup: 520,
  restore: 521,
  removal: 530,
};

export function isErrorCode(code: unknown): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}
