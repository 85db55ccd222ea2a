import { execFileSync } from 'node:child_process';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';

/* Run in a session of its own with a real keychain: makes and opens a vault, locks the keychain from outside. */

const [dataDir = '', ...steps] = process.argv.slice(2);
const outcomes: { code: string; message: string }[] = [];

function lockKeychain(): void {
  const collections = "['/org/freedesktop/secrets/collection/login', '/org/freedesktop/secrets/collection/session']";
  const service = ['--dest', 'org.freedesktop.secrets', '--object-path', '/org/freedesktop/secrets'];
  const method = ['--method', 'org.freedesktop.Secret.Service.Lock', collections];
  execFileSync('gdbus', ['call', '--session', ...service, ...method]);
}

for (const step of steps) {
  if (step === 'lock') {
    lockKeychain();
    continue;
  }
  const engine = createEngine({
    dataDir,
    program: 'test',
    lockWaitMs: 0,
    policy: TEST_POLICY,
    emit: () => {},
    host: testHost,
  });
  const asked =
    step === 'create'
      ? engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'keychain', acceptWeak: false })
      : engine.unlock(TEST_PASSWORD);
  outcomes.push(
    await asked.then(
      () => ({ code: 'opened', message: '' }),
      (error: unknown) =>
        error instanceof EngineFailure
          ? { code: error.code, message: error.message }
          : { code: 'unexpected', message: String(error) },
    ),
  );
  await engine.close();
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`, () => process.exit());
