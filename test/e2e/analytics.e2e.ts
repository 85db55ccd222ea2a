import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyticsMessage } from '../../src-preload/contract/analytics.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { builtWithAddress } from '../support/built-with-address.ts';
import { button, setUp, waitUntilRead } from '../support/person.ts';
import { expectAccessible, picture, sizeWindow } from '../support/screens.ts';

/* A build that has an address, with a server on this computer in its place. The steps build on each other. */
describe.runIf(process.env['ORGBENCH_E2E_APP'] === undefined)('product analytics with an address', () => {
  let built: Awaited<ReturnType<typeof builtWithAddress>>;
  let server: Server;
  let running: RunningApp;
  let page: Page;
  let address = '';
  const received: { readonly path: string; readonly body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/counts`;
    built = await builtWithAddress(address);
    running = await launchApp({ root: built.root });
    await sizeWindow(running);
    page = await setUp(running, 'lamp tundra velvet quarry');
    await button(page, 'Connect the sample org').click();
    await page.getByRole('button', { name: /^Read \d+ objects$/ }).click();
    await waitUntilRead(page);
  });
  afterAll(async () => {
    await running?.close();
    await built?.remove();
    server.closeAllConnections();
    server.close();
  });

  const goTo = async (tab: string): Promise<void> => {
    await page.getByRole('link', { name: 'Privacy', exact: true }).click();
    await page.getByRole('navigation', { name: 'Pages about privacy' }).getByRole('link', { name: tab }).click();
  };
  const bytes = (): Promise<string> => page.getByRole('region', { name: 'Exactly what would be sent' }).innerText();
  const id = (): Promise<string> => page.getByText(/^Random id: /).innerText();

  it('asks by a card after the first read, with two answers that look the same', async () => {
    const card = page.getByRole('region', { name: 'Product analytics' });
    const look = (name: string) =>
      button(card, name).evaluate((element) => {
        const { width, height } = element.getBoundingClientRect();
        const { backgroundColor, color, borderColor, fontWeight } = getComputedStyle(element);
        return { width, height, backgroundColor, color, borderColor, fontWeight };
      });
    expect(await look('Switch on')).toEqual(await look('Leave off'));
    await expectAccessible(page, 'analytics card');
    await picture(page, 'analytics-card');
    await button(card, 'Switch on').click();
    await card.waitFor({ state: 'detached' });
  });

  it('shows the exact bytes that wait, and sends those and nothing else', async () => {
    // Counted: the search is opened and closed.
    await button(page, /^Search everything/).click();
    await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
    await page.keyboard.press('Escape');
    await goTo('Analytics');
    await page.getByText(`Counts are sent to ${address}, once a day.`).waitFor();
    const shown = await bytes();
    expect(analyticsMessage.parse(JSON.parse(shown)).days[0]?.counts).toMatchObject({ search: 1 });
    await page.getByText(`${Buffer.byteLength(shown)} bytes`).waitFor();
    await expectAccessible(page, 'analytics, on');
    await picture(page, 'privacy-analytics');
    expect(received).toEqual([]);
    await button(page, 'Send now').click();
    await page.getByText('The counts are sent.').waitFor();
    expect(received).toEqual([{ path: '/counts', body: shown }]);
    await page.getByText('Nothing waits to be sent.').waitFor();
    expect(await button(page, 'Send now').isDisabled()).toBe(true);
  });

  it('renews the id, deletes what waits, and forgets both when it is switched off', async () => {
    const first = await id();
    await button(page, 'Renew the id').click();
    await expect.poll(id).not.toBe(first);

    await page.getByRole('link', { name: 'Fields', exact: true }).click();
    await page.getByRole('grid').waitFor();
    await goTo('Analytics');
    expect(await bytes()).toContain('"field grid":1');
    await button(page, 'Delete what waits').click();
    await page.getByText('Nothing waits to be sent.').waitFor();

    const choice = page.getByRole('switch', { name: 'Count which features are used' });
    await choice.click();
    await page.getByText(/^Random id: /).waitFor({ state: 'detached' });
    expect(await choice.isChecked()).toBe(false);
    expect(received).toHaveLength(1);
    expect(running.problems).toEqual([]);
  });
});
