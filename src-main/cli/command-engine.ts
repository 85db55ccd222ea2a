import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import { EngineFailure, toFailure } from '../engine/failure.ts';
import { proxyFromEnvironment } from './proxy-environment.ts';
import type { CallContext, Emit, HostQuestions } from '../engine/ports.ts';
import { nameStoreFailure } from '../engine/store/store-failure.ts';
import { somethingKept } from '../engine/vault/vault-file.ts';
import { readTestEndpoints } from '../engine/test-endpoints.ts';

/** How long a second command waits for the one that holds the data folder. */
const LOCK_WAIT_MS = 10_000;
/** A script that mistyped a password once should not have to know about the delay. */
const DELAY_WAIT_MS = 60_000;

export const noCancel: CallContext = { signal: new AbortController().signal, hostPath: null };

function hostOf(environment: NodeJS.ProcessEnv, say: (line: string) => void): HostQuestions {
  return {
    proxyFor: async (url) => proxyFromEnvironment(url, environment),
    openExternal: async (url) => say(url),
    notify: async (title, body) => say(`${title}: ${body}`),
    sampleOrg: async () => {
      throw new EngineFailure(
        'not-allowed',
        'The command line does not start the sample org by itself. Run "orgbench sample-org" and connect to the address it prints.',
      );
    },
  };
}

export type CommandEngineOptions = {
  readonly dataDir: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  readonly emit?: Emit;
};

/** Runs `work` with an engine on the data folder and closes it whatever happens, so that nothing stays locked. */
export async function withEngine<T>(options: CommandEngineOptions, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = createEngine({
    dataDir: resolve(options.dataDir),
    program: 'orgbench command line',
    lockWaitMs: LOCK_WAIT_MS,
    host: hostOf(options.environment, options.say),
    emit: options.emit ?? (() => undefined),
    endpoints: readTestEndpoints(options.environment, import.meta.dirname),
  });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Throws `vault-missing` for a folder that is not there or holds no vault, and leaves both as they are. */
function refuseWithoutVault(options: CommandEngineOptions): void {
  // A mistyped folder must not come into being: the engine makes its folder before it looks for a vault.
  if (!existsSync(options.dataDir)) {
    throw new EngineFailure(
      'vault-missing',
      `There is no data folder ${resolve(options.dataDir)}. "orgbench vault create" makes one.`,
    );
  }
  // Nor must a folder of something else get a lock file and another mode.
  const isFolder = statSync(options.dataDir).isDirectory();
  if (isFolder && !somethingKept(options.dataDir)) {
    throw new EngineFailure('vault-missing', `There is no vault in the folder ${resolve(options.dataDir)}.`);
  }
}

/** The same where there is a vault, or what is left of one; it stays locked. */
export async function withLockedVault<T>(
  options: CommandEngineOptions,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  refuseWithoutVault(options);
  return withEngine(options, work);
}

/** The same, unlocked with the password. */
export async function withOpenVault<T>(
  options: CommandEngineOptions,
  password: string,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  refuseWithoutVault(options);
  return withEngine(options, async (engine) => {
    await engine.unlock(password, { waitMs: DELAY_WAIT_MS });
    const { analytics } = engine.services();
    const { notice } = await engine.status();
    if (typeof notice === 'string') options.say(notice);
    try {
      const result = await work(engine);
      // One command deletes the vault that would count it.
      if ((await engine.status()).state === 'unlocked') analytics.count('command line');
      return result;
    } catch (error) {
      const traceId = randomUUID();
      engine.failed(error, toFailure(nameStoreFailure(error), traceId).code, traceId);
      throw error;
    }
  });
}

/** The connection of that name (names differ ignoring case). Throws `not-found`. */
export async function connectionNamed(engine: Engine, name: string): Promise<Connection> {
  const { connections } = await engine.services().handlers['connections.list']({}, noCancel);
  const found = connections.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) {
    engine.services().retention.opened(found.id);
    return found;
  }
  const names = connections.map((one) => one.name).join(', ');
  throw new EngineFailure(
    'not-found',
    `There is no connection named "${name}". ${names === '' ? 'Make one with "orgbench connect".' : `There are: ${names}.`}`,
  );
}
