import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../src-preload/contract/ledger.ts';
import type { Envelope } from '../../src-preload/contract/errors.ts';
import type { ExportSpec } from '../../src-preload/contract/exports.ts';
import { ShellFailure } from './envelope.ts';
import { openPageDoor } from './page-door.ts';
import type { ShellMethods } from './shell-methods.ts';

const ORIGIN = 'app://page';
const SPEC: ExportSpec = {
  source: { kind: 'ledger', ...ALL_REQUESTS, columns: ['at'] },
  destination: { kind: 'file', format: 'csv' },
  cover: false,
  defuse: true,
};

type Handle = (event: unknown, callId: unknown, method: unknown, input: unknown) => Promise<string>;

/** A door as the shell opens it, with an engine that only notes what it is asked. */
function openDoor({ isCovered = false } = {}) {
  const asked: { method: string; hostPath: string | null }[] = [];
  const opened: string[] = [];
  let handle: Handle = async () => '';
  const contents = {
    ipc: {
      handle: (_channel: string, listener: Handle) => {
        handle = listener;
      },
      on: () => {},
    },
    once: () => {},
  };
  const shell = {
    'app.openExport': async ({ exportId, how }: { exportId: string; how: string }) => {
      opened.push(`${how} ${exportId}`);
      return {};
    },
  };
  openPageDoor(contents as unknown as WebContents, {
    origin: ORIGIN,
    shell: shell as unknown as ShellMethods,
    engine: {
      call: (method: string, _input: string, hostPath: string | null = null) => {
        asked.push({ method, hostPath });
        return { id: 'c1', answer: Promise.resolve('{"ok":true,"value":{}}') };
      },
      cancel: () => {},
      failed: () => true,
      start: () => {},
      stop: async () => {},
      pid: () => undefined,
    },
    pathOf: (targetId) => {
      if (targetId !== 'chosen') throw new ShellFailure('not-found', 'Choose where to save once more.');
      return '/home/ann/chosen.csv';
    },
    isCovered: () => isCovered,
    onAnswered: () => {},
  });
  const call = async (method: string, input: unknown): Promise<Envelope<unknown>> => {
    const event = { sender: contents, senderFrame: { parent: null, origin: ORIGIN } };
    return JSON.parse(await handle(event, 'p1', method, JSON.stringify(input))) as Envelope<unknown>;
  };
  return { call, asked, opened };
}

describe('exports at the door of the page', () => {
  it('get the path that was chosen for a target, and none where there is no target', async () => {
    const { call, asked } = openDoor();
    expect(await call('exports.start', { spec: SPEC, targetId: 'chosen', consentId: null })).toMatchObject({
      ok: true,
    });
    expect(await call('exports.start', { spec: SPEC, targetId: null, consentId: 'c' })).toMatchObject({ ok: true });
    expect(asked.map(({ hostPath }) => hostPath)).toEqual(['/home/ann/chosen.csv', null]);
  });

  it.each([
    ['support.save', { text: 'x', targetId: 'chosen' }],
    ['privacy.exportReport', { format: 'md', targetId: 'chosen' }],
    ['rights.exportEverything', { targetId: 'chosen' }],
  ])('and so does %s', async (method, input) => {
    const { call, asked } = openDoor();
    expect(await call(method, input)).toMatchObject({ ok: true });
    expect(await call(method, { ...input, targetId: 'another' })).toMatchObject({ error: { code: 'not-found' } });
    expect(asked).toEqual([{ method, hostPath: '/home/ann/chosen.csv' }]);
  });

  // @promise 3: a page names targets that a person chose, never a path
  it('refuse a target that nobody chose, a path, and the question for a path', async () => {
    const { call, asked } = openDoor();
    for (const targetId of ['another', '/etc/passwd', '..']) {
      const answer = await call('exports.start', { spec: SPEC, targetId, consentId: null });
      expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
    for (const [method, input] of [
      ['exports.start', { spec: SPEC, targetId: 'chosen', consentId: null, hostPath: '/etc/passwd' }],
      ['exports.start', { spec: { ...SPEC, path: '/etc/passwd' }, targetId: 'chosen', consentId: null }],
      ['exports.filePath', { exportId: 'e' }],
    ] as const) {
      expect(await call(method, input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    }
    expect(asked).toEqual([]);
  });

  it('are opened by the shell, but not behind the cover of a lock', async () => {
    const open = openDoor();
    expect(await open.call('app.openExport', { exportId: 'e', how: 'reveal' })).toMatchObject({ ok: true });
    expect(open.opened).toEqual(['reveal e']);
    const covered = openDoor({ isCovered: true });
    for (const [method, input] of [
      ['app.openExport', { exportId: 'e', how: 'open' }],
      ['exports.history', { connectionId: null, limit: 9 }],
    ] as const) {
      expect(await covered.call(method, input)).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
    }
    expect([covered.opened, covered.asked]).toEqual([[], []]);
  });
});
