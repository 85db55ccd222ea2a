import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Account } from '../../src-preload/contract/accounts.ts';
import type { ExportRecord, ExportSource, ExportSpec } from '../../src-preload/contract/exports.ts';
import { runCommandLine } from '../../src-main/cli/run.ts';
import { createEngine, type Engine } from '../../src-main/engine/create-engine.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import { startFakeGoogle } from '../fakes/google/fake-google.ts';
import { startFakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { testHost } from './engine-parts.ts';
import { callContext } from './sync-rig.ts';

const PASSWORD = 'correct horse battery staple';
const NAME = 'Small';

/** Columns of the exports of these tests, and their headers. */
export const JOINED_COLUMNS = ['object', 'name', 'label', 'description'] as const;
export const JOINED_HEADERS = ['Object API name', 'API name', 'Label', 'Description'];

/**
 * Everything joined: the command line, the real engine with its vault, gateway and providers, a synced sample org, and a
 * fake Google and Microsoft whose accounts are signed in.
 */
export async function joinedKit(bundle: OrgBundle) {
  const folder = mkdtempSync(join(tmpdir(), 'orgbench-joined-'));
  const dataDir = join(folder, 'vault');
  const [org, google, microsoft] = await Promise.all([
    startSampleOrg({ bundle, failsOnWrites: true }),
    startFakeGoogle(),
    startFakeMicrosoft(),
  ]);
  const endpoints: Readonly<Record<string, string>> = { ...google.endpoints, ...microsoft.endpoints };

  /** As the system's browser: nobody waits for it, and what it shows at the end is not looked at here. */
  const openBrowser = (url: string): void => {
    const { origin } = new URL(url);
    fetch(`${endpoints[origin] ?? origin}${url.slice(origin.length)}`).then(
      () => undefined,
      () => undefined,
    );
  };
  /** An engine on the same folder, unlocked; the caller closes it. */
  const openEngine = async (): Promise<Engine> => {
    const engine = createEngine({
      dataDir,
      program: 'test',
      lockWaitMs: 5000,
      keychain: null,
      emit: () => {},
      host: { ...testHost, openExternal: async (url) => openBrowser(url) },
      endpoints,
    });
    try {
      await engine.unlock(PASSWORD);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  };
  const withEngine = async <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    const engine = await openEngine();
    try {
      return await work(engine);
    } finally {
      await engine.close();
    }
  };

  const runAlone = async (argv: readonly string[], input: readonly string[] = []) => {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const said = Promise.all([text(stdout), text(stderr)]);
    const environment = { ORGBENCH_PASSWORD: PASSWORD, ORGBENCH_TEST_ENDPOINTS: JSON.stringify(endpoints) };
    const stdin = Readable.from(input.map((line) => `${line}\n`));
    const code = await runCommandLine(argv, { stdin, stdout, stderr, environment });
    stdout.end();
    stderr.end();
    const [out, errors] = await said;
    return { code, out, errors };
  };
  const run = (words: readonly string[], input: readonly string[] = []) =>
    runAlone([...words, '--data-dir', dataDir, '--json'], input);
  const json = async (words: readonly string[], input: readonly string[] = []): Promise<Record<string, unknown>> => {
    const { code, out, errors } = await run(words, input);
    if (code !== 0) throw new Error(errors);
    return JSON.parse(out) as Record<string, unknown>;
  };

  await json(['vault', 'create', '--device-secret', 'none']);
  await json(['connect', '--name', NAME, '--instance-url', org.instanceUrl], [org.accessToken]);
  await json(['sync', NAME, '--all']);
  const { accounts, connectionId } = await withEngine(async (engine) => {
    const { handlers } = engine.services();
    const set = {
      googleClientId: google.client.clientId,
      googleClientSecret: google.client.clientSecret,
      microsoftClientId: microsoft.app.clientId,
    };
    await handlers['preferences.write']({ set, reset: [] }, callContext());
    const signIn = (provider: Account['provider']) =>
      handlers['accounts.signIn']({ provider, accountId: null, access: 'ownFiles' }, callContext());
    const { connections } = await handlers['connections.list']({}, callContext());
    return {
      accounts: { google: await signIn('google'), microsoft: await signIn('microsoft') },
      connectionId: connections[0]?.id ?? '',
    };
  });

  const source: ExportSource = {
    kind: 'fields',
    query: {
      connectionId,
      objects: null,
      quick: '',
      filters: [],
      sort: [
        { column: 'object', direction: 'asc' },
        { column: 'name', direction: 'asc' },
      ],
    },
    columns: [...JOINED_COLUMNS],
    headers: 'label',
  };
  const spec = (provider: Account['provider'], title: string): ExportSpec => ({
    source,
    destination:
      provider === 'google'
        ? { kind: 'google', accountId: accounts.google.id, target: { kind: 'new', title } }
        : {
            kind: 'microsoft',
            accountId: accounts.microsoft.id,
            target: { kind: 'new', name: title, folder: null, ifExists: 'rename' },
          },
    cover: false,
    defuse: true,
  });

  return {
    org,
    google,
    microsoft,
    accounts,
    connectionName: NAME,
    dataDir,
    openEngine,
    withEngine,
    /** A command on the vault. */
    run,
    /** A command that needs no vault, as it is. */
    runAlone,
    json,
    spec,
    /** Every field as the store has it, in the order and the columns of the exports. */
    expectedRows: (): Promise<unknown[][]> =>
      withEngine(async (engine) => {
        const { catalog } = engine.services().store;
        return [...catalog.iterateFields(source.kind === 'fields' ? source.query : never(source))]
          .flat()
          .map((row) => JOINED_COLUMNS.map((column) => (row.unknown.includes(column) ? 'unknown' : row[column])));
      }),
    close: async (): Promise<void> => {
      await Promise.all([org.close(), google.close(), microsoft.close()]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
export type JoinedKit = Awaited<ReturnType<typeof joinedKit>>;

function never(source: ExportSource): never {
  throw new Error(`the exports of these tests are not of ${source.kind}`);
}

/** Agrees to an export and starts it. */
export async function sendNow(engine: Engine, spec: ExportSpec) {
  const { handlers } = engine.services();
  const { consentId } = await handlers['exports.consent']({ spec }, callContext());
  return handlers['exports.start']({ spec, targetId: null, consentId }, callContext());
}

export async function recordOf(engine: Engine, exportId: string): Promise<ExportRecord> {
  const { exports } = await engine
    .services()
    .handlers['exports.history']({ connectionId: null, limit: 500 }, callContext());
  const found = exports.find(({ id }) => id === exportId);
  if (found === undefined) throw new Error('the export is not in the history');
  return found;
}
