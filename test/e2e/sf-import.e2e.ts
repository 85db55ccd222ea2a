import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { type SampleOrg, startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { button, setUp } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';
import { installSfCli, realSfCli, type SfCli } from '../support/sf-cli.ts';

/* Importing from the real Salesforce CLI with the keyboard alone. The steps build on each other. */

const entry = await realSfCli();

describe.skipIf(entry === null)('importing from the Salesforce CLI', () => {
  let org: SampleOrg;
  let cli: SfCli;
  let running: RunningApp;
  let page: Page;

  beforeAll(async () => {
    org = await startSampleOrg({ bundle: createSampleBundle() });
    cli = installSfCli(entry ?? '');
    running = await launchApp({ env: { PATH: cli.path } });
    await sizeWindow(running);
    page = await setUp(running, 'lamp tundra velvet quarry');
  });
  afterAll(async () => {
    await running?.close();
    cli?.remove();
    await org?.close();
  });

  const dialog = (): Locator => page.getByRole('dialog');

  it('says that the CLI is signed in to no org, and looks again', async () => {
    await button(page, 'Import from the Salesforce CLI').focus();
    await page.keyboard.press('Enter');
    await dialog().getByText('Asking the Salesforce CLI for its orgs').waitFor();
    await dialog().getByText('signed in to no org', { exact: false }).waitFor();
    await expectAccessible(page, 'import from the CLI, no orgs');
    await cli.signIn(org, 'emu');
    expect(await button(dialog(), 'Look again').isEnabled()).toBe(true);
    await button(dialog(), 'Look again').focus();
    await page.keyboard.press('Enter');
    await dialog().getByRole('checkbox', { name: 'emu' }).waitFor();
  });

  it('shows what it takes, and connects the chosen org', async () => {
    await dialog().getByText('Such a sign-in ends with its session', { exact: false }).waitFor();
    expect(await button(dialog(), 'Import').isDisabled()).toBe(true);
    await dialog().getByRole('checkbox', { name: 'emu' }).focus();
    await page.keyboard.press('Space');
    await button(dialog(), 'Import 1 org').waitFor();
    await expectAccessible(page, 'import from the CLI, one chosen');
    await picture(page, 'sf-import');
    await dialog().getByLabel('Group').focus();
    await page.keyboard.type('Halvern');
    await page.keyboard.press('Enter');
    await page.getByText('1 org is connected.').waitFor();
    await page.getByRole('heading', { name: 'Choose objects' }).waitFor();
    await page.getByRole('listbox', { name: 'Objects of the org' }).getByRole('option').first().waitFor();
  });

  it('does not offer an org again that is connected', async () => {
    await page.getByRole('link', { name: 'Connections', exact: true }).click();
    await page.getByRole('article', { name: 'emu' }).waitFor();
    await button(page, 'Connect an org').click();
    await page.getByRole('menuitem', { name: 'From the Salesforce CLI' }).click();
    await dialog().getByText('Connected already').waitFor();
    expect(await dialog().getByRole('checkbox', { name: 'emu' }).isDisabled()).toBe(true);
    await expectAccessible(page, 'import from the CLI, connected already');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(org.writes()).toEqual([]);
    expect(running.problems).toEqual([]);
  });
});
