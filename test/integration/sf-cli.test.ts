import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import type { Input, Output } from '../../src-preload/contract/index.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { installSfCli, realSfCli } from '../support/sf-cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

/* Importing from the real Salesforce CLI, which is signed in to a sample org. */

const entry = await realSfCli();
const CLI_TIME_MS = 120_000;

afterEach(() => vi.unstubAllEnvs());

async function setUp(cliPath: string) {
  vi.stubEnv('PATH', cliPath);
  const folder = tempFolder();
  const lines: string[] = [];
  const engine = testEngine(folder, { log: (line) => lines.push(line) });
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  return { engine, folder, lines };
}

async function list(engine: Engine): Promise<Output<'connections.listSfOrgs'>> {
  const { value } = (await ask(engine, 'connections.listSfOrgs', {})) as { value: Output<'connections.listSfOrgs'> };
  return value;
}

async function importOrgs(engine: Engine, input: Input<'connections.importSfOrgs'>) {
  return (await ask(engine, 'connections.importSfOrgs', input)) as {
    ok: boolean;
    value: Output<'connections.importSfOrgs'>;
  };
}

describe.skipIf(entry === null)('importing from the Salesforce CLI', { timeout: CLI_TIME_MS }, () => {
  it('lists its orgs, connects the chosen one, and reads an object of it', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const cli = installSfCli(entry ?? '');
    onTestFinished(cli.remove);
    const { engine, folder, lines } = await setUp(cli.path);
    expect(await list(engine)).toMatchObject({
      available: true,
      orgs: [],
      reason: expect.stringContaining('signed in to no org'),
    });

    await cli.signIn(org, 'emu');
    const listed = await list(engine);
    expect(listed).toMatchObject({ available: true, version: expect.stringMatching(/^2\.\d+\.\d+/), reason: null });
    expect(listed.orgs).toMatchObject([
      { alias: 'emu', instanceUrl: org.instanceUrl, status: 'Connected', alreadyConnected: false },
    ]);
    expect(listed.orgs[0]?.orgId).toMatch(/^00D\w{15}$/);

    const username = listed.orgs[0]?.username ?? '';
    const answer = await importOrgs(engine, { usernames: [username, 'nobody@nowhere.example'], group: 'Halvern' });
    expect(answer.value.results).toMatchObject([
      { username, ok: true },
      { username: 'nobody@nowhere.example', ok: false, reason: expect.stringContaining('no longer signed in as') },
    ]);
    expect(JSON.stringify(answer)).not.toContain(org.accessToken);
    const connectionId = answer.value.results[0]?.connectionId ?? '';
    expect(engine.services().store.connections.get(connectionId)).toMatchObject({
      name: 'emu',
      group: 'Halvern',
      signedIn: true,
      loginUrl: null,
    });
    expect((await list(engine)).orgs).toMatchObject([{ alreadyConnected: true }]);

    const read = await engine.services().syncNow({ connectionId, objects: ['Account'] });
    expect(read).toMatchObject({ objects: 1 });
    expect(org.writes()).toEqual([]);
    expect(lines.join('\n')).toBe('');
    const ledger = await ask(engine, 'ledger.list', { offset: 0, limit: 1000, ...ALL_REQUESTS });
    expect(ledger).toMatchObject({ ok: true });
    expect(JSON.stringify(ledger)).not.toContain(org.accessToken);
    await engine.close();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const holding = files.filter((one) => readFileSync(join(one.parentPath, one.name)).includes(org.accessToken));
    expect(holding).toEqual([]);
  });

  it('says when a session of the CLI has ended, and signs the same connection in again after a new one', async () => {
    const org = await sampleOrgForTest({ bundle: createSampleBundle() });
    const cli = installSfCli(entry ?? '');
    onTestFinished(cli.remove);
    const { engine } = await setUp(cli.path);
    await cli.signIn(org, 'emu');
    const [first] = (await list(engine)).orgs;
    const chosen = { usernames: [first?.username ?? ''], group: '' };
    const connected = await importOrgs(engine, chosen);
    const connectionId = connected.value.results[0]?.connectionId ?? '';
    const path = '/services/oauth2/userinfo';
    org.faults.add({
      match: path,
      kind: 'status',
      status: 401,
      body: '[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]',
    });
    const refused = await importOrgs(engine, chosen);
    expect(refused.value.results).toMatchObject([{ ok: false, reason: expect.stringContaining('has ended') }]);
    org.faults.clear();
    const again = await importOrgs(engine, chosen);
    expect(again.value.results).toMatchObject([{ ok: true, connectionId }]);
  });
});
