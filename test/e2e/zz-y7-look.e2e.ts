import { afterAll, beforeAll, it } from 'vitest';
import { launchApp, type RunningApp } from '../support/app.ts';
import { setScheme, settled, sizeWindow } from '../support/screens.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
}, 90_000);
afterAll(() => running.close());

it('looks', async () => {
  const page = running.page();
  page.setDefaultTimeout(30_000);
  await sizeWindow(running);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  const start = Date.now();
  await page.getByRole('button', { name: 'Open the sample org' }).click();
  await page.getByRole('gridcell', { name: 'AccountNumber', exact: true }).waitFor();
  console.log('grid', Date.now() - start);
  const shot = async (name: string) => {
    await settled(page);
    await page.screenshot({ path: `/tmp/y7shots/${name}.png` });
  };
  const base = page.url().replace(/\/fields.*/, '');
  const go = async (path: string) => {
    await page.evaluate((hash) => { location.hash = hash; }, `${base.slice(base.indexOf('#'))}${path}`);
    await page.waitForTimeout(600);
  };
  await go('/areas');
  await shot('areas-reading');
  await go('/catalog/setup?type=GlobalValueSet');
  await shot('reading-list');
  await page.getByText(/^Metadata read/).waitFor({ timeout: 60_000 });
  console.log('all', Date.now() - start);
  await go('/areas');
  await shot('areas');
  if (process.env['SEARCH'] !== undefined) {
    const ask = async (text: string, name: string) => {
      await page.getByRole('button', { name: /^Search everything/ }).click();
      await page.getByRole('combobox', { name: 'Search everything' }).fill(text);
      await page.waitForTimeout(700);
      await shot(name);
      await page.keyboard.press('Escape');
    };
    await ask('', 'search-0'); await ask('!', 'search-1'); await ask('!flow agree', 'search-2'); await ask('agreement', 'search-3'); await ask('ISBLANK', 'search-4');
    await page.getByRole('button', { name: /^Search everything/ }).click();
    await page.getByRole('combobox', { name: 'Search everything' }).fill('!report segment');
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(900);
    await shot('search-5');
  }
  const look = (process.env['LOOK'] ?? '').split(' ').filter(Boolean);
  const all: Record<string, string> = {
    Report: 'reports', Dashboard: 'reports', ReportFolder: 'reports', ReportType: 'reports',
    Flow: 'automation', ValidationRule: 'automation', WorkflowRule: 'automation', ApexClass: 'automation', ApexTrigger: 'automation',
    PermissionSet: 'access', Profile: 'access', User: 'access',
    RecordType: 'setup', Layout: 'setup', FlexiPage: 'setup', GlobalValueSet: 'setup', ObjectLimit: 'setup', InstalledPackage: 'setup', FieldDetail: 'setup', CustomLabel: 'setup',
  };
  for (const [type, group] of Object.entries(all)) {
    if (look.length > 0 && !look.includes(type)) continue;
    await go(`/catalog/${group}?type=${type}`);
    await shot(`list-${type}`);
    const cell = page.getByRole('gridcell').first();
    if ((await cell.count()) === 0) continue;
    await cell.click();
    await page.waitForTimeout(500);
    await shot(`drawer-${type}`);
    await page.getByRole('tab', { name: 'Where used' }).click().catch(() => undefined);
    await page.waitForTimeout(400);
    if (type === 'Report' || type === 'Flow') {
      await shot(`usage-${type}`);
      await setScheme(page, 'dark');
      await shot(`dark-${type}`);
      await setScheme(page, 'light');
    }
  }
  console.log(running.problems);
}, 240_000);
