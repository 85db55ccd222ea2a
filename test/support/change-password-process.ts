import { EngineFailure } from '../../src-main/engine/failure.ts';
import { changePassword } from '../../src-main/engine/vault/change-vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { TEST_POLICY } from './engine-parts.ts';
import { createMemoryKeychain } from './memory-keychain.ts';

/* Run as a child process under limits of the system: changes the password of a vault and writes what came of it. */

type Task = {
  readonly dataDir: string;
  readonly password: string;
  readonly newPassword: string;
  readonly keychain: readonly (readonly [string, string])[];
};
const { dataDir, keychain: entries, ...passwords } = JSON.parse(process.argv[2] ?? '') as Task;
const keychain = createMemoryKeychain();
for (const [account, secret] of entries) keychain.entries.set(account, secret);
const delay = createWrongPasswordDelay(dataDir, Date.now);
const outcome = await changePassword(
  { dataDir, keychain, policy: TEST_POLICY, delay },
  { ...passwords, acceptWeak: false },
).then(
  () => ({ code: 'opened', message: '' }),
  (error: unknown) =>
    error instanceof EngineFailure
      ? { code: error.code, message: error.message }
      : { code: 'unexpected', message: String(error) },
);
process.stdout.write(`${JSON.stringify(outcome)}\n`);
