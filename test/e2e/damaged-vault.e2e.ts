import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchApp, type RunningApp } from '../support/app.ts';
import { endSecret } from '../support/person.ts';
import { accessibilityFindings } from '../support/screens.ts';

/** What a disk that was full, or another program, left of the file. */
const HALF = '{"version":1,"vaultId":"0198';

let profile: string;
let file: string;
let running: RunningApp;
beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'orgbench-damaged-'));
  file = join(profile, 'data', 'vault.json');
  await mkdir(join(profile, 'data'));
  await writeFile(file, HALF);
  running = await launchApp({ dataDir: profile });
});
afterAll(async () => {
  await running.close();
  await rm(profile, { recursive: true, force: true });
});

it('a damaged vault is met with its password, says what is wrong, is never offered for set-up, and stays as it is', async () => {
  const secret = await running.secretPage();
  await secret.getByLabel('Master password', { exact: true }).fill('correct horse battery staple');
  await secret.keyboard.press('Enter');
  const refusal = secret.getByRole('alert');
  await refusal.waitFor();
  expect(await refusal.textContent()).toMatch(/The vault file is damaged.*not complete.*Nothing was changed/s);
  expect(await accessibilityFindings(secret)).toEqual([]);

  await endSecret(secret, 'Cancel');
  const page = running.page();
  await page.getByRole('heading', { name: 'Orgbench is locked' }).waitFor();
  expect(await page.getByRole('button').allTextContents()).toEqual(['Unlock', 'Forgot the password']);
  expect(await readFile(file, 'utf8')).toBe(HALF);
});
