import { z } from 'zod';
import { type PreferenceName, preferenceTable, preferencesOf } from '../../../../src-preload/contract/preferences.ts';
import type { ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import { STORE_CIPHER, STORE_FILE } from '../../store/store-file.ts';
import { BOX_CIPHER, KEY_BYTES } from '../../vault/box.ts';
import { SALT_BYTES } from '../../vault/key-derivation.ts';
import { PRODUCT_POLICY } from '../../vault/policy.ts';
import { VAULT_FILE } from '../../vault/vault-names.ts';
import { DISK_FILES } from './disk-files.ts';

const BITS = KEY_BYTES * 8;
const CIPHERS: Readonly<Record<string, string>> = {
  chacha20: 'ChaCha20-Poly1305 (SQLite3 Multiple Ciphers)',
  'aes-256-gcm': 'AES-256-GCM',
};
const nameOf = (cipher: string): string => CIPHERS[cipher] ?? cipher;

const { minCost, maxCost, minGuessMs } = PRODUCT_POLICY;
const GUESS = `bcrypt with a cost of ${minCost} to ${maxCost}, at least ${minGuessMs} ms for each guess on the computer where it was made`;

/** How it is encrypted, how long it is kept, and which files there are. */
export function protectionTables(): readonly ReportTable[] {
  return [
    {
      id: 'encryption',
      title: 'How it is encrypted',
      text: 'The numbers are those of the code. docs/SECURITY.md draws how the keys hang together and says what is not promised.',
      columns: ['What', 'Where', 'How'],
      rows: [
        [
          'The store with everything in it',
          STORE_FILE,
          `${nameOf(STORE_CIPHER)}, every page, logs and free pages too; a random key of ${BITS} bits.`,
        ],
        ['Tokens inside the store', STORE_FILE, `Once more with ${nameOf(BOX_CIPHER)}, bound to their place.`],
        ['The key of the store', VAULT_FILE, `${nameOf(BOX_CIPHER)} under the data key (HKDF-SHA-256).`],
        [
          'The data key, for the password',
          VAULT_FILE,
          `${nameOf(BOX_CIPHER)} under a key from the password: HMAC-SHA-384 with the device secret, ${GUESS}, a salt of ${SALT_BYTES} bytes, HKDF-SHA-256. No hash of the password is stored.`,
        ],
        [
          'The data key, for the recovery kit',
          VAULT_FILE,
          `${nameOf(BOX_CIPHER)} under the recovery key, ${BITS} random bits that are shown once and stored nowhere.`,
        ],
        [
          'The device secret',
          "the system's keychain",
          `${BITS} random bits. Where there is no keychain and the person goes on without: in ${VAULT_FILE}, not encrypted.`,
        ],
        [
          'A backup',
          'where the person saves it',
          `${nameOf(BOX_CIPHER)}, each part apart, under a key from its own password: ${GUESS}.`,
        ],
        [
          'Passwords, keys and tokens that a person types',
          'from their page to the engine',
          `ECDH P-256 to a key that is used once, ${nameOf(BOX_CIPHER)}; the page has a process of its own that ends.`,
        ],
        ['Requests', 'on the network', 'TLS 1.2 or newer, certificates checked. Plain http only on this computer.'],
      ],
    },
    {
      id: 'retention',
      title: 'How long it is kept',
      text: 'Each can be changed in the preferences, and each part can be removed at once under "Kept data".',
      columns: ['Preference', 'What it does', 'As it comes', 'Possible'],
      rows: [...preferencesOf('retention'), ...preferencesOf('security')].map(periodRow),
    },
    {
      id: 'files',
      title: 'Files that Orgbench writes',
      text: 'The data folder is the folder "data" in the app\'s folder, or what the command line is told. Beside these there is one entry in the system\'s keychain (service "Orgbench").',
      columns: ['File', 'Where', 'What it holds', 'Protection', 'Kept'],
      rows: DISK_FILES.map(({ name, place, holds, protection, until }) => [name, place, holds, protection, until]),
    },
  ];
}

function periodRow(name: PreferenceName): string[] {
  const { title, description, fallback, schema } = preferenceTable[name];
  const range = schema instanceof z.ZodNumber ? `${schema.minValue} to ${schema.maxValue}` : '';
  return [title, description, String(fallback), range];
}
