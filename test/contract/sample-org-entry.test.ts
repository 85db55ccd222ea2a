import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const entry = join(import.meta.dirname, '..', '..', 'src-main', 'sample-org', 'entry.ts');

let children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
});

async function start(...args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly message: unknown }> {
  const started = fork(entry, args, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  children.push(started);
  const [message] = (await once(started, 'message')) as [unknown];
  return { child: started, message };
}

describe('the sample org as a child process', () => {
  it('reports where it is, serves the built-in company, and ends with its parent', async () => {
    const { child: running, message } = await start();
    const { instanceUrl, accessToken } = message as { readonly instanceUrl: string; readonly accessToken: string };
    const response = await fetch(`${instanceUrl}/services/data/v68.0/sobjects`, {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    const { sobjects } = (await response.json()) as { readonly sobjects: readonly { readonly custom: boolean }[] };
    expect(sobjects.filter(({ custom }) => custom).length).toBeGreaterThanOrEqual(60);
    const ended = once(running, 'exit');
    running.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  it('serves a generated org of the size asked for', async () => {
    const { message } = await start('--generated', '40x1234');
    const { instanceUrl, accessToken } = message as { readonly instanceUrl: string; readonly accessToken: string };
    const headers = { Authorization: `Bearer ${accessToken}` };
    const ask = async (path: string): Promise<unknown> =>
      (await fetch(`${instanceUrl}/services/data/v68.0/${path}`, { headers })).json();
    const { sobjects } = (await ask('sobjects')) as { readonly sobjects: readonly { readonly name: string }[] };
    const copies = sobjects.filter(({ name }) => name.endsWith('_1__c'));
    expect(copies).toHaveLength(40);
    const described = await Promise.all(copies.map(({ name }) => ask(`sobjects/${name}/describe`)));
    const fields = described.flatMap((one) => (one as { readonly fields: readonly unknown[] }).fields);
    expect(fields.length).toBeGreaterThan(1200);
    expect((await start('--generated', '9999x1')).message).toEqual({
      error: 'A generated org has 0 to 3000 objects, not 9999.',
    });
  });

  it('reports why it could not start, and ends', async () => {
    const { child: running, message } = await start('--bundle', join(import.meta.dirname, 'absent.json.gz'));
    expect(message).toEqual({ error: expect.stringMatching(/absent\.json\.gz could not be read/) as string });
    const [code] = running.exitCode === null ? ((await once(running, 'exit')) as [number]) : [running.exitCode];
    expect(code).toBe(1);
  });
});
