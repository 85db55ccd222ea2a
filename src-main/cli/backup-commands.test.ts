import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { runCommandLine } from './run.ts';

const PASSWORD = 'correct horse battery staple';
const BACKUP_PASSWORD = 'quartz lantern otter meadow';

async function run(argv: readonly string[], input: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const said = Promise.all([text(stdout), text(stderr)]);
  const stdin = Readable.from(input.map((line) => `${line}\n`));
  const code = await runCommandLine(argv, { stdin, stdout, stderr, environment });
  stdout.end();
  stderr.end();
  const [out, errors] = await said;
  return { code, out, errors };
}

it('carries a backup from one data folder to another, with its password on the second line or in the environment', async () => {
  const file = join(tempFolder(), 'made by.orgbench-backup');
  const [first, second] = [tempFolder(), tempFolder()];
  for (const dataDir of [first, second]) {
    const made = await run(['vault', 'create', '--device-secret', 'none', '--data-dir', dataDir], [PASSWORD]);
    expect(made.code).toBe(0);
  }
  const backup = await run(
    ['backup', '--out', file, '--sections', 'preferences, connections', '--data-dir', first, '--json'],
    [PASSWORD, BACKUP_PASSWORD],
  );
  expect(JSON.parse(backup.out)).toMatchObject({ ok: true, sections: 2, withSecrets: false });

  const preview = await run(['restore', file, '--preview', '--data-dir', second, '--json'], [PASSWORD], {
    ORGBENCH_BACKUP_PASSWORD: BACKUP_PASSWORD,
  });
  expect(JSON.parse(preview.out)).toMatchObject({ sections: [{ name: 'preferences' }, { name: 'connections' }] });
  const restored = await run(['restore', file, '--data-dir', second], [PASSWORD, BACKUP_PASSWORD]);
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('records in') });
  const part = await run(['restore', file, '--sections', 'dreams', '--data-dir', second], [PASSWORD, BACKUP_PASSWORD]);
  expect(part).toMatchObject({ code: 1, errors: expect.stringContaining('no part "dreams"') });
});

it('says what it leaves out, and fails where nothing that was chosen can be restored', async () => {
  const file = join(tempFolder(), 'b.orgbench-backup');
  const dataDir = tempFolder();
  await run(['vault', 'create', '--device-secret', 'none', '--data-dir', dataDir], [PASSWORD]);
  const secrets = [PASSWORD, BACKUP_PASSWORD];
  await run(['backup', '--out', file, '--sections', 'preferences,connections', '--data-dir', dataDir], secrets);
  const bytes = readFileSync(file);
  const at = 118 + bytes.readUInt32BE(38);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);

  const rest = await run(['restore', file, '--data-dir', dataDir, '--json'], secrets);
  expect(rest).toMatchObject({ code: 0, errors: expect.stringContaining('"Preferences" is left out. It is damaged') });
  expect(JSON.parse(rest.out)).toMatchObject({ leftOut: [{ section: 'preferences' }] });
  const part = await run(['restore', file, '--sections', 'preferences', '--data-dir', dataDir], secrets);
  expect(part).toMatchObject({ code: 1, errors: expect.stringContaining('Nothing was changed.') });
  expect((await run(['restore', file, '--sections', '', '--data-dir', dataDir], secrets)).code).toBe(2);
});

it('says in one line what is wrong with a file, a password or the arguments', async () => {
  const dataDir = tempFolder();
  const folder = tempFolder();
  const file = join(folder, 'b.orgbench-backup');
  await run(['vault', 'create', '--device-secret', 'none', '--data-dir', dataDir], [PASSWORD]);
  const short = await run(['backup', '--out', file, '--data-dir', dataDir], [PASSWORD, 'short']);
  expect(short).toMatchObject({ code: 1, errors: expect.stringContaining('needs at least') });
  expect(existsSync(file)).toBe(false);
  const none = await run(['backup', '--out', file, '--data-dir', dataDir], [PASSWORD]);
  expect(none).toMatchObject({ code: 1, errors: expect.stringContaining('ORGBENCH_BACKUP_PASSWORD') });
  expect((await run(['backup', '--data-dir', dataDir], [])).code).toBe(2);
  expect((await run(['restore', '--data-dir', dataDir], [])).code).toBe(2);

  expect((await run(['backup', '--out', file, '--data-dir', dataDir], [PASSWORD, BACKUP_PASSWORD])).code).toBe(0);
  const wrong = await run(['restore', file, '--data-dir', dataDir], [PASSWORD, 'quartz lantern otter']);
  expect(wrong).toMatchObject({ code: 1, errors: expect.stringMatching(/^orgbench: This is not the password/) });
  writeFileSync(file, readFileSync(file).subarray(0, 100));
  const cut = await run(['restore', file, '--data-dir', dataDir], [PASSWORD, BACKUP_PASSWORD]);
  expect(cut).toMatchObject({ code: 1, errors: expect.stringContaining('damaged or missing') });
  expect(cut.errors.trim().split('\n')).toHaveLength(1);
});
