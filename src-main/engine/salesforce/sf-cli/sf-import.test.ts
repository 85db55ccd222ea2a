import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src-preload/contract/connections.ts';
import { EngineFailure } from '../../failure.ts';
import type { TokenSignIn } from '../connections-service.ts';
import type { RunSf, SfRun } from './run-sf.ts';
import { createSfImport } from './sf-import.ts';

const context = { signal: new AbortController().signal, hostPath: null };
const TOKEN = '00D000000000001!AQEAQ.abcdefghijklmnop';
const ended = (value: unknown, code = 0): SfRun => ({ kind: 'ended', code, stdout: JSON.stringify(value) });
const VERSION = ended({ cliVersion: '@salesforce/cli/2.150.6' });
const TOKEN_SHOWN = ended({ status: 0, result: { accessToken: TOKEN } });

function org(username: string, alias?: string) {
  const instanceUrl = 'https://acme.my.salesforce.com/';
  return { username, alias, instanceUrl, orgId: '00D000000000001AAA', connectedStatus: 'Connected' };
}
const listOf = (...other: readonly unknown[]): SfRun => ended({ status: 0, result: { other } });

/** The import with a CLI that answers by the beginning of its arguments. */
function importing(answers: Readonly<Record<string, SfRun>>, connect?: (input: TokenSignIn) => void) {
  const runs: string[] = [];
  const connected: TokenSignIn[] = [];
  const names: { name: string }[] = [];
  const runSf: RunSf = async (args) => {
    const line = args.join(' ');
    runs.push(line);
    const found = Object.keys(answers).find((start) => line.startsWith(start));
    return found === undefined ? { kind: 'missing' } : (answers[found] ?? { kind: 'missing' });
  };
  const handlers = createSfImport({
    runSf,
    connections: { list: () => names as unknown as Connection[] },
    connectWithToken: async (input) => {
      connect?.(input);
      connected.push(input);
      names.push({ name: input.name });
      return { id: `c${connected.length}` } as Connection;
    },
  });
  const list = () => handlers['connections.listSfOrgs']({}, context);
  const take = (...usernames: string[]) =>
    handlers['connections.importSfOrgs']({ usernames, group: ' Acme ' }, context);
  return { runs, connected, list, take };
}

describe('the orgs of the Salesforce CLI', () => {
  it.each<readonly [string, SfRun, string]>([
    ['is not there', { kind: 'missing' }, 'was not found'],
    ['cannot be run', { kind: 'not started' }, 'could not be run'],
    ['keeps silent', { kind: 'too long' }, 'did not answer within 30 seconds'],
    ['knows no org', listOf(), 'signed in to no org'],
    ['answers something else', { kind: 'ended', code: 0, stdout: 'Hello' }, 'does not understand'],
    [
      'fails with a reason',
      ended({ name: 'E', message: 'The folder is locked.', status: 1 }, 1),
      'The folder is locked.',
    ],
    ['fails without one', { kind: 'ended', code: 1, stdout: '' }, 'does not understand'],
  ])('come with a sentence of its own when it %s', async (_case, run, sentence) => {
    const answer = await importing({ 'org list': run, version: VERSION }).list();
    expect(answer).toMatchObject({ orgs: [], reason: expect.stringContaining(sentence) });
  });

  it('are listed without their state when asking for it takes too long', async () => {
    const listed = listOf(org('ada@acme.example', 'acme'));
    const { list } = importing({
      'org list --json': { kind: 'too long' },
      'org list --skip-connection-status': listed,
      version: VERSION,
    });
    expect(await list()).toMatchObject({
      available: true,
      version: '2.150.6',
      orgs: [{ alias: 'acme' }],
      reason: null,
    });
  });
});

describe('importing', () => {
  it('connects by the address that the CLI gave, under its alias, and never hands out the token', async () => {
    const { take, connected } = importing({
      'org list': listOf(org('ada@acme.example', 'acme')),
      'org auth show-access-token --target-org=ada@acme.example --json': TOKEN_SHOWN,
    });
    const answer = await take('ada@acme.example');
    expect(answer).toEqual({ results: [{ username: 'ada@acme.example', ok: true, connectionId: 'c1' }] });
    expect(connected).toMatchObject([
      { name: 'acme', group: 'Acme', instanceUrl: 'https://acme.my.salesforce.com', token: TOKEN },
    ]);
  });

  it('asks the older command where the newer one does not exist', async () => {
    const { take, runs } = importing({
      'org list': listOf(org('ada@acme.example')),
      'org auth': { kind: 'ended', code: 127, stdout: '' },
      'org display': TOKEN_SHOWN,
    });
    expect((await take('ada@acme.example')).results).toMatchObject([{ ok: true }]);
    expect(runs.at(-1)).toBe('org display --target-org=ada@acme.example --json');
  });

  it('gives a free name to each, and goes on after one that fails', async () => {
    const { take, connected } = importing(
      {
        'org list': listOf(org('ada@acme.example', 'acme'), org('bob@acme.example', 'ACME'), org('eve@acme.example')),
        'org auth': TOKEN_SHOWN,
      },
      ({ name }) => {
        if (name === 'eve@acme.example') throw new EngineFailure('signed-out', 'Session expired.');
      },
    );
    const { results } = await take('ada@acme.example', 'eve@acme.example', 'bob@acme.example');
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(results[1]?.reason).toContain('The session of eve@acme.example in the Salesforce CLI has ended.');
    expect(connected.map(({ name }) => name)).toEqual(['acme', 'ACME (bob@acme.example)']);
  });

  it('refuses a name that the CLI did not list without asking for a token', async () => {
    const { take, runs } = importing({ 'org list': listOf(org('ada@acme.example')), 'org auth': TOKEN_SHOWN });
    expect((await take('--help')).results).toMatchObject([{ ok: false }]);
    expect(runs).toEqual(['org list --json']);
  });
});
