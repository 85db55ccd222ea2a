import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openBackup, writeBackup } from '../../src-main/engine/privacy/backup/backup-file.ts';
import { newBackupKeys } from '../../src-main/engine/privacy/backup/backup-key.ts';
import type { RawItem } from '../../src-main/engine/privacy/backup/backup-section.ts';
import { askEngine, BACKUP_PASSWORD, plantVault, submitSecret, withStore } from '../support/backups.ts';
import { TEST_PASSWORD, TEST_POLICY, testEngine } from '../support/engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

/*
 * The attack: somebody sends a person a backup together with its password, made by hand. Whatever is in it, restoring it
 * must not break a list for good, nor make a connection to an address that is not an org's.
 */

const RUNS = process.env['ORGBENCH_LONG'] === '1' ? 1000 : 60;

async function plantedBackup() {
  const dataDir = tempFolder();
  const file = join(tempFolder(), 'planted.orgbench-backup');
  await plantVault(dataDir);
  const engine = testEngine(dataDir);
  await engine.unlock(TEST_PASSWORD);
  const { make } = engine.services().backups;
  await make(
    { password: BACKUP_PASSWORD, acceptWeak: false, sections: [], withSecrets: true },
    file,
    new AbortController().signal,
  );
  await engine.close();
  return { file, backup: await openBackup(readFileSync(file), BACKUP_PASSWORD, TEST_POLICY) };
}

async function emptyEngine() {
  const dataDir = tempFolder();
  await withStore(dataDir, () => undefined, { create: true });
  const engine = testEngine(dataDir);
  await engine.unlock(TEST_PASSWORD);
  return engine;
}

/** The value with one of its fields, at any depth, replaced. */
function changed(value: unknown, path: readonly number[], by: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return by;
  const keys = Object.keys(value);
  const key = keys[(path[0] ?? 0) % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const inside = (value as Readonly<Record<string, unknown>>)[key];
  const next = changed(inside, path.slice(1), by);
  return Array.isArray(value)
    ? value.map((one, index) => (String(index) === key ? next : one))
    : { ...value, [key]: next };
}

it('a backup made by hand breaks no list, whatever is in it', { timeout: 60_000 + RUNS * 500 }, async () => {
  const { file, backup } = await plantedBackup();
  const engine = await emptyEngine();
  const anything = fc.record({
    section: fc.nat(backup.sections.length - 1),
    path: fc.array(fc.nat(20), { maxLength: 4 }),
    by: fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant('x'.repeat(50_000)), fc.constant(1e308)),
    id: fc.oneof(fc.constant(null), fc.string({ minLength: 1, maxLength: 200, unit: 'binary' })),
  });
  let restored = 0;
  await fc.assert(
    fc.asyncProperty(anything, async ({ section, path, by, id }) => {
      const sections = backup.sections.map(({ items, ...rest }, index) => ({
        ...rest,
        items: (items ?? []).map((item): RawItem => {
          const own = id === null ? item : { ...item, id };
          return index === section ? { ...own, value: changed(item.value, path, by) } : item;
        }),
      }));
      const { kdf, keys } = await newBackupKeys(BACKUP_PASSWORD, TEST_POLICY);
      writeFileSync(file, writeBackup({ ...backup, sections }, kdf, keys));
      const opened = await submitSecret(engine, { purpose: 'restore', password: BACKUP_PASSWORD }, file);
      expect(opened).toMatchObject({ ok: true });
      const preview = await askEngine(engine, 'backup.preview', {});
      if (!preview.ok || preview.value === null) throw new Error('The backup has no preview.');
      const choose = preview.value.sections.map(({ name }) => ({ section: name, ids: null }));
      const answer = await askEngine(engine, 'backup.restore', { restoreId: preview.value.restoreId, choose });
      // In words or done, never an inner error.
      expect(answer.ok ? 'done' : answer.error.code).toMatch(/^(done|bad-input)$/);
      restored += answer.ok ? 1 : 0;
      for (const listed of [
        await askEngine(engine, 'connections.list', {}),
        await askEngine(engine, 'accounts.list', {}),
        await askEngine(engine, 'preferences.read', {}),
        await askEngine(engine, 'exports.presets', {}),
        await askEngine(engine, 'exports.history', { connectionId: null, limit: 500 }),
        await askEngine(engine, 'backup.sections', {}),
      ]) {
        expect(listed).toMatchObject({ ok: true });
      }
      for (const { instanceUrl } of engine.services().store.connections.list()) {
        expect(instanceUrl).toMatch(/^https:\/\/[a-z0-9.-]+\.salesforce\.com$/);
      }
    }),
    { numRuns: RUNS },
  );
  expect(restored).toBeGreaterThan(0);
});

it.each([
  'https://acme.my.salesforce.com.evil.example',
  'https://evil.example',
  'http://acme.my.salesforce.com',
  'https://jo:secret@acme.my.salesforce.com',
  'https://acme.my.salesforce.com/services',
])('a connection to %s is not restored', async (instanceUrl) => {
  const { file, backup } = await plantedBackup();
  const sections = backup.sections
    .filter(({ name }) => name === 'connections')
    .map(({ items, ...rest }) => ({
      ...rest,
      items: (items ?? []).map((item) => ({ ...item, value: { ...(item.value as object), instanceUrl } })),
    }));
  const { kdf, keys } = await newBackupKeys(BACKUP_PASSWORD, TEST_POLICY);
  writeFileSync(file, writeBackup({ ...backup, sections }, kdf, keys));
  const engine = await emptyEngine();
  await submitSecret(engine, { purpose: 'restore', password: BACKUP_PASSWORD }, file);
  const preview = await askEngine(engine, 'backup.preview', {});
  expect(preview).toMatchObject({ value: { sections: [{ items: [{ change: 'cannot' }] }] } });
});
