import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { EXPORT_FORMATS } from '../../src-preload/contract/app.ts';
import { DICTIONARY_COLUMNS, type ExportSpec } from '../../src-preload/contract/exports.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { startEngineChild } from '../support/engine-child.ts';
import { TEST_PASSWORD } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { valueOf } from '../support/bad-days.ts';
import { tempFolder } from '../support/temp-folder.ts';

it('an export that is killed leaves nothing behind once Orgbench is unlocked again, and the history says so', async () => {
  const dataDir = tempFolder();
  const folder = join(tempFolder(), 'out');
  mkdirSync(folder);
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  let engine = await startEngineChild(dataDir);
  valueOf(
    await engine.submit({ purpose: 'create-vault', password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false }),
  );
  const { connectionId } = valueOf(
    await engine.submit({
      purpose: 'access-token',
      token: org.accessToken,
      instanceUrl: org.instanceUrl,
      name: 'Acme',
      group: '',
      colour: '',
      notes: '',
      connectionId: null,
    }),
  );
  const id = connectionId ?? '';
  const { objects } = valueOf(await engine.call('objects.available', { connectionId: id, refresh: true }));
  valueOf(await engine.call('objects.choose', { connectionId: id, names: objects.map(({ name }) => name) }));
  valueOf(await engine.call('sync.start', { connectionId: id }));
  await vi.waitFor(
    async () => expect(valueOf(await engine.call('sync.status', { connectionId: id })).state).not.toBe('running'),
    { timeout: 60_000, interval: 100 },
  );

  const unlocked = async () => {
    const next = await startEngineChild(dataDir);
    valueOf(await next.submit({ purpose: 'unlock', password: TEST_PASSWORD }));
    return next;
  };
  for (const format of EXPORT_FORMATS) {
    const spec: ExportSpec = {
      source: {
        kind: 'dictionary',
        query: { connectionId: id, objects: null, quick: '', filters: [], sort: [] },
        layout: 'one',
        columns: [...DICTIONARY_COLUMNS],
        headers: 'label',
      },
      destination: { kind: 'file', format },
      cover: true,
      defuse: true,
    };
    // On a busy machine an export can end before this process has seen it begin; then the next one is killed.
    for (;;) {
      const path = join(folder, `killed.${format}`);
      const started = engine.call('exports.start', { spec, targetId: 'chosen', consentId: null }, path);
      while (readdirSync(folder).length === 0) await nextTurn();
      engine.child.kill('SIGKILL');
      await engine.exited;
      await started;
      if (!existsSync(path)) break;
      rmSync(path);
      engine = await unlocked();
    }
    expect(readdirSync(folder), format).toEqual([expect.stringMatching(/^\.orgbench-.*\.part$/)]);

    engine = await unlocked();
    await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), { timeout: 10_000 });
    const history = valueOf(await engine.call('exports.history', { connectionId: id, limit: 1 }));
    expect(history.exports[0]).toMatchObject({ state: 'interrupted', format, hasFile: false, canResume: false });
  }
}, 120_000);
