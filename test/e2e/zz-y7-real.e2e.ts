import { afterAll, beforeAll, it } from 'vitest';
import { type SampleOrg, startSampleOrg } from '../../src-main/sample-org/server.ts';
import { type RunningApp, launchApp } from '../support/app.ts';
import { button, endSecret, setUp } from '../support/person.ts';
import { setScheme, settled, sizeWindow } from '../support/screens.ts';
import { realBundle } from './zz-y7-bundle.ts';
import type { Page } from 'playwright-core';
let running: RunningApp; let page: Page; let org: SampleOrg;
beforeAll(async () => {
  org = await startSampleOrg({ bundle: realBundle() });
  running = await launchApp();
  await sizeWindow(running);
  page = await setUp(running, 'lamp tundra velvet quarry');
  page.setDefaultTimeout(30_000);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await button(page, 'Connect with an access token').click();
  const secret = await running.secretPage();
  await secret.getByLabel('Name', { exact: true }).fill('Acme live');
  await secret.getByLabel('Org address').fill(org.instanceUrl);
  await secret.getByLabel('Access token', { exact: true }).fill(org.issueToken({ without: [] }));
  await endSecret(secret, 'Connect');
  await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
}, 90_000);
afterAll(async () => { await running.close(); await org.close(); });
it('looks', async () => {
  const to = async (path: string) => {
    await page.evaluate((next) => { location.hash = location.hash.replace(/^(#\/org\/[^/?]+).*/, `$1${next}`); }, path);
    await page.waitForTimeout(900);
  };
  const shot = async (name: string) => { await settled(page); await page.screenshot({ path: `/tmp/y7shots/real-${name}.png` }); };
  await to('/areas');
  await button(page, 'Choose all').click();
  const start = Date.now();
  await page.getByRole('button', { name: 'Read 20 areas' }).click();
  await page.waitForTimeout(1500);
  await shot('reading');
  await page.getByRole('button', { name: 'Read 20 areas again' }).waitFor({ timeout: 150_000 });
  console.log('read', Date.now() - start);
  await button(page, 'Leave off').click().catch(() => undefined);
  await shot('areas');
  for (const [group, type] of [['reports', 'Report'], ['automation', 'Flow'], ['setup', 'Layout'], ['access', 'PermissionSet']]) {
    await to(`/catalog/${group}?type=${type}`);
    await page.getByRole('gridcell').nth(8).click();
    await page.waitForTimeout(700);
    await shot(String(type));
  }
  await to('/catalog/reports?type=Dashboard');
  await setScheme(page, 'dark');
  await shot('dark-Dashboard');
  console.log(running.problems);
}, 240_000);
