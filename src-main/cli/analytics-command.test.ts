import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { AnalyticsStatus } from '../../src-preload/contract/analytics.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { runCommandLine } from './run.ts';

/** Runs a command that has to work and gives what it printed. */
async function run(dataDir: string, ...argv: readonly string[]): Promise<string> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const printed = Promise.all([text(stdout), text(stderr)]);
  const environment = { ORGBENCH_PASSWORD: 'correct horse battery staple' };
  const io = { stdin: Readable.from([]), stdout, stderr, environment };
  const code = await runCommandLine([...argv, '--data-dir', dataDir], io);
  stdout.end();
  stderr.end();
  const [out, errors] = await printed;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return out;
}

describe('orgbench analytics', () => {
  it('shows that it is off, switches it on, shows the exact bytes that wait, and forgets them when it is off', async () => {
    const dataDir = tempFolder();
    const json = async (...argv: readonly string[]) =>
      JSON.parse(await run(dataDir, ...argv, '--json')) as AnalyticsStatus;
    await run(dataDir, 'vault', 'create', '--device-secret', 'none');
    expect(await run(dataDir, 'analytics', 'show')).toBe('Analytics is off. Nothing is counted and nothing is sent.\n');
    expect(await json('analytics', 'on')).toMatchObject({ on: true, asked: true, address: null, waiting: null });
    // The command before was counted at its end, and this one's start when it opened the vault.
    const { id, waiting } = await json('analytics', 'show');
    expect(JSON.parse(waiting ?? '')).toEqual({
      id,
      days: [{ day: expect.any(String), counts: { start: 1, 'command line': 1 } }],
    });
    const lines = (await run(dataDir, 'analytics', 'show')).trimEnd().split('\n');
    expect(lines[0]).toBe(`Analytics is on, with the random id ${id}.`);
    expect(lines[1]).toBe('This build has no address to send counts to. They stay on this computer.');
    const shown = lines.at(-1) ?? '';
    expect(lines.at(-2)).toBe(`What waits, byte by byte (${Buffer.byteLength(shown)} bytes):`);
    expect(JSON.parse(shown)).toMatchObject({ days: [{ counts: { start: 2, 'command line': 2 } }] });
    expect(await json('analytics', 'off')).toMatchObject({ on: false, id: null, waiting: null });
    expect(await json('analytics', 'show')).toMatchObject({ on: false, id: null, days: 0, waiting: null });
  });
});
