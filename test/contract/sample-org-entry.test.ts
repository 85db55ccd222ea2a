import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const entry = join(import.meta.dirname, '..', '..', 'src-main', 'sample-org', 'entry.ts');

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
  child = undefined;
});

async function start(...args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly message: unknown }> {
  const started = fork(entry, args, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child = started;
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

  it('reports why it could not start, and ends', async () => {
    const { child: running, message } = await start('--bundle', join(import.meta.dirname, 'absent.json.gz'));
    expect(message).toEqual({ error: expect.stringMatching(/absent\.json\.gz could not be read/) as string });
    const [code] = running.exitCode === null ? ((await once(running, 'exit')) as [number]) : [running.exitCode];
    expect(code).toBe(1);
  });
});
