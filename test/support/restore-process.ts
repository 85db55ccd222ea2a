import { createEngine } from '../../src-main/engine/create-engine.ts';
import { askEngine, BACKUP_PASSWORD, submitSecret } from './backups.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';

/* Run as a child process that a test kills: opens a vault and a backup, and restores everything that is in it. */

const [dataDir = '', file = ''] = process.argv.slice(2);
const engine = createEngine({
  dataDir,
  program: 'test',
  lockWaitMs: 5000,
  keychain: null,
  policy: TEST_POLICY,
  emit: () => {},
  host: testHost,
});
await engine.unlock(TEST_PASSWORD);
await submitSecret(engine, { purpose: 'restore', password: BACKUP_PASSWORD }, file);
const preview = await askEngine(engine, 'backup.preview', {});
if (!preview.ok || preview.value === null) throw new Error('The backup did not open.');
const { restoreId, sections } = preview.value;
process.send?.('ready');
const choose = sections.map(({ name }) => ({ section: name, ids: null }));
const answer = await askEngine(engine, 'backup.restore', { restoreId, choose });
process.send?.(answer.ok ? 'done' : 'refused');
await engine.close();
process.disconnect();
