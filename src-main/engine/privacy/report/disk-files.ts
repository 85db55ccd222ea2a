import { HOLDER_FILE, LOCK_FILE } from '../../store/folder-lock.ts';
import { STORE_FILE } from '../../store/store-file.ts';
import { VAULT_COPY, VAULT_FILE } from '../../vault/vault-names.ts';
import { ATTEMPTS_FILE } from '../../vault/wrong-password-delay.ts';
import { LAST_CRASH_FILE } from '../error-log/last-crash.ts';

/** A file that Orgbench writes, or some that go together. */
export type DiskFile = {
  readonly name: string;
  /** Where: the data folder, the folder of the app, or where a person said. */
  readonly place: 'data folder' | 'app folder' | 'where the person saves it';
  /** Of the path under that folder. */
  readonly pattern: RegExp;
  readonly holds: string;
  readonly protection: string;
  readonly until: string;
};

const RESET = 'Until everything is deleted.';
const MOMENT = 'While it is written; what a killed process left is removed at the next start.';
const OWNER = 'not encrypted; readable by this account only';
const PERSON = 'Until the person deletes it.';

const exactly = (...names: readonly string[]): RegExp =>
  new RegExp(`^(?:${names.map((name) => name.replaceAll('.', '\\.')).join('|')})$`);
const beginningWith = (name: string): RegExp => new RegExp(`^${name.replaceAll('.', '\\.')}`);

/** Every file that Orgbench writes. A test runs the program and looks for files that are not in it. */
export const DISK_FILES: readonly DiskFile[] = [
  {
    name: STORE_FILE,
    place: 'data folder',
    pattern: beginningWith(STORE_FILE),
    holds:
      'The store: everything of the tables above. With -wal, -shm and -journal while it is open, and copies under longer names while it is migrated, renewed or compacted.',
    protection: 'encrypted as a whole, copies and logs too',
    until: RESET,
  },
  {
    name: `${VAULT_FILE}, ${VAULT_COPY}`,
    place: 'data folder',
    pattern: exactly(VAULT_FILE, VAULT_COPY, `${VAULT_FILE}.new`, `${VAULT_COPY}.new`),
    holds:
      'The keys of the store, each encrypted; salt and cost of the password; a random id. The device secret where there is no keychain.',
    protection: 'keys encrypted; readable by this account only',
    until: RESET,
  },
  {
    name: ATTEMPTS_FILE,
    place: 'data folder',
    pattern: beginningWith(ATTEMPTS_FILE),
    holds: 'How many wrong passwords in a row, and how long the computer had been running at the last one.',
    protection: OWNER,
    until: 'Until the right password.',
  },
  {
    name: `${LOCK_FILE}, ${HOLDER_FILE}`,
    place: 'data folder',
    pattern: new RegExp(`^(?:${LOCK_FILE.replace('.', '\\.')}|${HOLDER_FILE.replaceAll('.', '\\.')})`),
    holds: 'Which process has the folder, and since when. Nothing else.',
    protection: OWNER,
    until: RESET,
  },
  {
    name: LAST_CRASH_FILE,
    place: 'data folder',
    pattern: exactly(LAST_CRASH_FILE),
    holds:
      'After an error that ended Orgbench, or that it met while no store was open to keep it: number and kind of the event, place in the code, time, a random id to find it by. No text of the error.',
    protection: OWNER,
    until: 'Until the next unlock, which moves it into the error log.',
  },
  {
    name: 'sample-…',
    place: 'data folder',
    pattern: /^sample-/,
    holds: 'The store of a sample session.',
    protection: 'encrypted with a key that is never written down',
    until: 'Until the session ends, or the next start.',
  },
  {
    name: 'window.json',
    place: 'app folder',
    pattern: /^window\.json(?:\.new)?$/,
    holds: 'Place and size of the window; light, dark or as the system says.',
    protection: OWNER,
    until: 'Until the app folder is deleted.',
  },
  {
    name: 'chromium',
    place: 'app folder',
    pattern: /^(?:chromium|Crashpad)(?:\/|$)/,
    holds: "What Electron itself needs. The pages' session is in memory: no cookie, cache or page content is in it.",
    protection: OWNER,
    until: 'Until the app folder is deleted.',
  },
  {
    name: 'exports, the report, a support file, everything about me',
    place: 'where the person saves it',
    pattern: /./,
    holds: 'What the person chose to save.',
    protection: 'not encrypted',
    until: PERSON,
  },
  {
    name: 'a backup (.orgbench-backup)',
    place: 'where the person saves it',
    pattern: /\.orgbench-backup$/,
    holds: 'Settings and connections; tokens only if the person asks for them. No metadata of an org.',
    protection: "encrypted under the backup's own password",
    until: PERSON,
  },
  {
    name: 'a recovery kit',
    place: 'where the person saves it',
    pattern: /./,
    holds: 'The recovery key, which opens the vault.',
    protection: OWNER,
    until: PERSON,
  },
  {
    name: '.orgbench-….part',
    place: 'where the person saves it',
    pattern: /^\.orgbench-.*\.part$/,
    holds: 'An export or report while it is written, beside its place.',
    protection: 'not encrypted',
    until: MOMENT,
  },
];
