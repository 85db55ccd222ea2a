/*
 * The attack: somebody with the rights of the person, or of an administrator, reads the memory of every process of a
 * locked app. Nothing is attached to the app, because DevTools would leave copies of what is typed: password and token are
 * typed by a keyboard, into the secret page, as a person does it.
 *
 * The scan must be able to find: it first finds a text in a process that holds it in every form, the password in the
 * secret page while it is there, and token and keys in the engine before the lock.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureElectron } from '../../scripts/runtime.mjs';
import { tokenBinding } from '../../src-main/engine/salesforce/oauth/token-binding.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import { passwordKey, secretsKeyOf, wrapKeyOf } from '../../src-main/engine/vault/key-derivation.ts';
import { PRODUCT_POLICY } from '../../src-main/engine/vault/policy.ts';
import { createSecretSealer } from '../../src-main/engine/vault/secret-sealer.ts';
import { provePassword } from '../../src-main/engine/vault/vault.ts';
import { passwordWrapOf } from '../../src-main/engine/vault/vault-format.ts';
import { unwrapDbKeys } from '../../src-main/engine/vault/wraps.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { type SampleOrg, startSampleOrg } from '../../src-main/sample-org/server.ts';
import { launchApp } from '../support/app.ts';
import { copyOf } from '../support/attacked-vault.ts';
import { fakeDesktop } from '../support/fake-desktop.ts';
import { type Copy, processTree, scanMemory, type Secret } from '../support/memory-scan.ts';
import { follow, rehearse, type WayStep } from '../support/rehearsed-person.ts';
import {
  connectByBrowser,
  connectByToken,
  createVault,
  lockByKey,
  typeNewPassword,
  unlockByKeys,
} from '../support/rehearsed-way.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { openScreen, type Screen } from '../support/xdotool.ts';

const ENDING = { timeout: 15_000, interval: 100 } as const;
const TOKEN_FIELDS = ['accessToken', 'refreshToken'] as const;
const ROOT = join(import.meta.dirname, '..', '..');
/** For Chromium, in a container and as root. */
const SWITCHES = ['--disable-gpu', '--log-level=3', '--no-sandbox'] as const;

let screen: Screen;
let electron: string;
let child: ChildProcess | null = null;

beforeAll(async () => {
  screen = await openScreen();
  electron = (await ensureElectron()).path;
});
afterEach(() => {
  child?.kill('SIGKILL');
});
afterAll(() => screen?.close());

function startAlone(profile: string): ChildProcess {
  const env = { ...process.env, ...fakeDesktop(tempFolder(), screen.display), ORGBENCH_USER_DATA: profile };
  // Vitest's own settings would change how the app's processes run.
  child = spawn(electron, [...SWITCHES, ROOT], {
    env: { ...env, NODE_ENV: undefined, NODE_OPTIONS: undefined },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return child;
}

/** Every key between the password and the data, and every token, made again from what lies in the folder. */
async function secretsOf(original: string, password: string): Promise<readonly Secret[]> {
  const dataDir = copyOf(original);
  const delay = createWrongPasswordDelay(dataDir, Date.now);
  const deps = { dataDir, keychain: null, policy: PRODUCT_POLICY, delay };
  const { vault, dataKey, deviceSecret } = await provePassword(deps, password);
  const { cost, salt } = passwordWrapOf(vault).kdf;
  const dbKeys = unwrapDbKeys(vault, dataKey).map(({ key }) => key);
  const secret = (name: string, bytes: Uint8Array): Secret => ({ name, bytes: Buffer.from(bytes) });
  const db = openDatabase(join(dataDir, STORE_FILE), dbKeys);
  const { connections } = createStore(db);
  const sealer = createSecretSealer(vault.vaultId, secretsKeyOf(dataKey));
  const tokens = connections.list().flatMap(({ id, name, instanceUrl, org }) =>
    TOKEN_FIELDS.flatMap((field) => {
      const box = connections.secret(id, field);
      if (box === null) return [];
      const token = sealer.open(tokenBinding(field, id, instanceUrl, org?.id ?? ''), box);
      return [secret(`${field} of ${name}`, Buffer.from(token))];
    }),
  );
  db.close();
  return [
    ...tokens,
    secret('key of the password', await passwordKey(password, deviceSecret, Buffer.from(salt, 'base64'), cost)),
    secret('data key', dataKey),
    secret('wrapping key', wrapKeyOf(dataKey)),
    secret('key of the tokens', secretsKeyOf(dataKey)),
    ...dbKeys.map((key) => secret('database key', key)),
  ];
}

const startOrg = (name: string): Promise<SampleOrg> =>
  startSampleOrg({
    bundle: smallOrg([customObject(`${name}__c`, [textField('Route_Code__c')])]),
    oauth: { approval: 'allow' },
  });

type Way = Readonly<Record<'type' | 'connect' | 'lock' | 'unlock' | 'lockAgain', readonly WayStep[]>>;

async function rehearsedWay(password: string, alder: SampleOrg, birch: SampleOrg): Promise<Way> {
  const running = await launchApp({ env: fakeDesktop(tempFolder(), screen.display) });
  const person = rehearse(running, screen);
  try {
    await typeNewPassword(running, person, password);
    const type = person.take();
    await createVault(running, person);
    await connectByToken(running, person, 'Alder', alder);
    await connectByBrowser(running, person, 'Birch', birch);
    const connect = person.take();
    await lockByKey(running, person);
    const lock = person.take();
    await unlockByKeys(running, person, password);
    const unlock = person.take();
    await lockByKey(running, person);
    return { type, connect, lock, unlock, lockAgain: person.take() };
  } finally {
    await running.close();
  }
}

const lines = (copies: readonly Copy[]): readonly string[] =>
  copies.map(({ secret, form, program, place }) => `${secret} as ${form} in ${program}: ${place}`);
const holders = (copies: readonly Copy[], name: string): readonly string[] =>
  [...new Set(copies.filter(({ secret }) => secret === name).map(({ program }) => program))].toSorted();

describe.runIf(process.platform === 'linux')('the memory of the app', () => {
  it('is searched by a scan that finds a text in every form it may have', async () => {
    const text = randomBytes(12).toString('hex');
    const holder = join(ROOT, 'test', 'support', 'memory-holder.cjs');
    child = spawn(process.execPath, [holder, Buffer.from(text).reverse().toString()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout ?? child, 'data');
    const { copies } = scanMemory(processTree(child.pid ?? 0), [{ name: 'planted', bytes: Buffer.from(text) }]);
    expect([...new Set(copies.map(({ form }) => form))].toSorted()).toEqual(['base64', 'hex', 'utf16', 'utf8']);
  });

  // @promise 2: after a lock no process of the app has the password, a token or a key in its memory
  it('holds no password, no token and no key after a lock', async () => {
    const [alder, birch] = await Promise.all(['Alder', 'Birch'].map(startOrg));
    if (alder === undefined || birch === undefined) throw new Error('There are no orgs.');
    const password = randomBytes(12).toString('hex');
    const profile = tempFolder();
    try {
      const way = await rehearsedWay(password, alder, birch);
      const app = startAlone(profile);
      let scannedBytes = 0;
      const copiesOf = (secrets: readonly Secret[]): readonly Copy[] => {
        const { copies, bytes } = scanMemory(processTree(app.pid ?? 0), secrets);
        scannedBytes = bytes;
        return copies;
      };
      const typed: Secret = { name: 'password', bytes: Buffer.from(password) };
      await follow(screen, app, way.type);
      expect(holders(copiesOf([typed]), 'password'), 'while it is typed').toContain('renderer');

      await follow(screen, app, way.connect);
      const secrets = [typed, ...(await secretsOf(join(profile, 'data'), password))];
      expect(secrets.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['accessToken of Alder', 'accessToken of Birch', 'refreshToken of Birch']),
      );
      const unlocked = copiesOf(secrets);
      expect(lines(unlocked.filter(({ program }) => program !== 'engine')), 'outside the engine').toEqual([]);
      // What is looked for after the lock is found before it.
      for (const name of ['accessToken of Alder', 'refreshToken of Birch', 'database key', 'key of the tokens'])
        expect(holders(unlocked, name), 'while unlocked').toEqual(['engine']);

      await follow(screen, app, way.lock);
      // The processes that held them may still be ending.
      await expect.poll(() => lines(copiesOf(secrets)), ENDING).toEqual([]);
      const processes = processTree(app.pid ?? 0);
      expect(processes.map(({ program }) => program)).toEqual(expect.arrayContaining(['main', 'engine', 'renderer']));
      const megabytes = Math.round(scannedBytes / 1024 ** 2);
      console.log(`Looked at ${megabytes} MB of ${processes.length} processes.`);

      await follow(screen, app, way.unlock);
      expect(holders(copiesOf(secrets), 'database key'), 'unlocked again').toEqual(['engine']);
      await follow(screen, app, way.lockAgain);
      await expect.poll(() => lines(copiesOf(secrets)), ENDING).toEqual([]);
    } finally {
      await Promise.all([alder.close(), birch.close()]);
    }
  }, 180_000);
});
