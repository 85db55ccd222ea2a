/*
 * The attack: the page is led away from itself, or something else is brought into it. By a script that got in (addresses,
 * history, windows, forms, refreshes), by a link in metadata that somebody clicks, by a file or a link that is dropped on
 * the window, or by an address of the app's own scheme that names a file outside the built pages.
 *
 * The content security policy is switched off for it: what is tried here must fail because of the shell.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { callPage } from '../support/secret.ts';

let running: RunningApp;
let page: Page;
let folder = '';
/** Put together, because a script address in one piece is what a linter is there to find. */
const SCRIPT = 'javascript' + ':';
const MARK = 'text-of-a-file-that-no-page-may-read';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orgbench-navigation-'));
  await writeFile(
    join(folder, 'dropped.html'),
    `<title>${MARK}</title><script>document.title = location.href</script>`,
  );
  running = await launchApp();
  await running.app.evaluate(({ app, shell }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { leftThePage: seen });
    shell.openExternal = async (url) => void seen.push(`browser ${url}`);
    app.on('browser-window-created', () => seen.push('window'));
    app.on('web-contents-created', (_event, contents) => {
      seen.push('contents');
      contents.on('did-navigate', (_navigated, url) => seen.push(`navigated ${url}`));
    });
  });
  page = running.page();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  await page.getByRole('button', { name: 'Set up' }).waitFor();
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

/** Windows, views and addresses that came up; and that the page is still the app's own, with its bridge. */
async function expectStillHere(what: string): Promise<void> {
  const left = await running.app.evaluate(() => (globalThis as unknown as { leftThePage: string[] }).leftThePage);
  expect.soft(left, what).toEqual([]);
  expect.soft(page.url(), what).toMatch(/^app:\/\/page\/(?:#.*)?$/);
  expect.soft(await callPage(page, 'app.state', {}), what).toMatchObject({ ok: true });
  expect
    .soft(await page.evaluate(() => document.getElementById('root')?.childElementCount ?? 0), what)
    .toBeGreaterThan(0);
}

/** Two frames and a turn of the event loop later: what was begun has been refused or is under way. */
const settle = (): Promise<unknown> =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  );

const ADDRESSES = [
  'https://evil.example/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'data:text/html,<h1>x</h1>',
  'blob:app://page/00000000-0000-0000-0000-000000000000',
  `${SCRIPT}void(document.title = "ran")`,
  'chrome://gpu/',
  'devtools://devtools/bundled/inspector.html',
  'view-source:app://page/',
  'app://secret/',
  'app://evil/',
  'app://page/secret.html',
  'app://page/index.html',
  'app://page/?other',
  'mailto:x@evil.example',
  'ms-msdt:/id',
];

describe('a script in the page, even without a content security policy', () => {
  it('first: a function in the page can be called, and the policy is off', async () => {
    const ran = await page.evaluate(() => {
      const place = document.createElement('div');
      place.innerHTML = '<button onclick="document.body.dataset.ran = \'yes\'">x</button>';
      document.body.append(place);
      place.querySelector('button')?.click();
      place.remove();
      return document.body.dataset['ran'];
    });
    expect(ran).toBe('yes');
  });

  // @promise 3: no script, link, form or refresh leads the page anywhere, even without a content security policy
  it.each(ADDRESSES)('is not led to %s', async (address) => {
    const ways = ['assign', 'replace', 'link', 'blank link', 'open', 'open self', 'form', 'refresh', 'frame'] as const;
    for (const way of ways) {
      // A script of the page itself may of course run script; that is what a script address would be.
      if (address.startsWith(SCRIPT) && !way.includes('blank') && way !== 'open') continue;
      await page.evaluate(
        ([how, url]) => {
          const put = (html: string): HTMLElement => {
            const place = document.createElement('div');
            place.className = 'attack';
            place.innerHTML = html;
            document.body.append(place);
            return place.firstElementChild as HTMLElement;
          };
          const quoted = url.replaceAll('"', '&quot;');
          try {
            if (how === 'assign') location.assign(url);
            if (how === 'replace') location.replace(url);
            if (how === 'link') put(`<a href="${quoted}">x</a>`).click();
            if (how === 'blank link') put(`<a target="_blank" href="${quoted}">x</a>`).click();
            if (how === 'open') window.open(url);
            if (how === 'open self') window.open(url, '_top');
            if (how === 'form') (put(`<form method="post" action="${quoted}"></form>`) as HTMLFormElement).submit();
            if (how === 'refresh')
              document.head.insertAdjacentHTML(
                'beforeend',
                `<meta class="attack" http-equiv="refresh" content="0;url=${quoted}">`,
              );
            if (how === 'frame') put(`<iframe src="${quoted}"></iframe>`);
          } catch {
            // Refused by the page itself, which is as good.
          }
        },
        [way, address] as const,
      );
      await settle();
      await expectStillHere(`${way} ${address}`);
      const bridges = await page.evaluate(() =>
        [...document.querySelectorAll('iframe')].map((frame) => {
          try {
            return frame.contentWindow !== null && 'orgbench' in frame.contentWindow;
          } catch {
            return false; // Another origin: its window cannot be looked into.
          }
        }),
      );
      expect.soft(bridges, `bridge in a frame of ${address}`).not.toContain(true);
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('.attack')) one.remove();
      });
    }
  });

  it('comes back from an empty document, which Chromium shows without asking', async () => {
    await page.evaluate(() => {
      location.assign('about:blank');
    });
    await page.getByRole('button', { name: 'Set up' }).waitFor();
    const left = await running.app.evaluate(() =>
      (globalThis as unknown as { leftThePage: string[] }).leftThePage.splice(0),
    );
    expect(left).toEqual([]);
    await expectStillHere('about:blank');
  });

  it('cannot bring another address into the history', async () => {
    const results = await page.evaluate(() =>
      ['app://secret/', 'https://evil.example/', 'file:///etc/passwd', 'app://page.evil/'].map((url) => {
        try {
          history.pushState({}, '', url);
          return 'taken';
        } catch (error) {
          return (error as Error).name;
        }
      }),
    );
    expect(new Set(results)).toEqual(new Set(['SecurityError']));
    await expectStillHere('pushState');
    // A path of its own host may be written into the bar; loading it again must not find another page.
    const loaded = await page.evaluate(async () => {
      history.pushState({}, '', 'app://page/secret.html');
      const answer = await fetch(location.href).then(
        ({ status }) => status,
        () => 0,
      );
      history.back();
      return answer;
    });
    expect([0, 404]).toContain(loaded);
    await expect.poll(() => page.url()).toMatch(/^app:\/\/page\/(?:#.*)?$/);
    await expectStillHere('pushState to another path');
  });

  it('reaches no network by any element or interface', async () => {
    const server = createServer((_request, response) => response.end('x'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    let asked = 0;
    server.on('connection', () => {
      asked += 1;
    });
    const { port } = server.address() as AddressInfo;
    // Control: the server hears whoever really connects.
    await fetch(`http://127.0.0.1:${port}/`);
    expect(asked).toBe(1);
    const reached = await page.evaluate(async (url) => {
      const heard: string[] = [];
      const elements = [
        `<img src="${url}">`,
        `<link rel="stylesheet" href="${url}">`,
        `<link rel="prefetch" href="${url}">`,
        `<link rel="preconnect" href="${url}">`,
        `<link rel="dns-prefetch" href="${url}">`,
        `<video src="${url}"></video>`,
        `<object data="${url}"></object>`,
        `<embed src="${url}">`,
        `<iframe src="${url}"></iframe>`,
      ];
      for (const html of elements) document.body.insertAdjacentHTML('beforeend', `<div class="attack">${html}</div>`);
      const read = async (address: string): Promise<unknown> => {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      };
      const opens = (target: object): Promise<unknown> =>
        new Promise((done, fail) => Object.assign(target, { onopen: done, onerror: fail }));
      for (const work of [
        () => read(url),
        () => read('file:///etc/passwd'),
        () => read('app://secret/'),
        () => import(/* @vite-ignore */ `${url}x.js`),
        () => opens(new EventSource(url)),
        () => opens(new WebSocket(url.replace('http', 'ws'))),
        () => navigator.serviceWorker.register('app://page/sw.js'),
      ]) {
        await Promise.resolve()
          .then(work)
          .then(
            () => heard.push(String(work)),
            () => undefined,
          );
      }
      navigator.sendBeacon(url, 'x');
      new RTCPeerConnection({
        iceServers: [{ urls: url.replace('http:', 'stun:').replace(/\/+/g, '') }],
      }).createDataChannel('x');
      return heard;
    }, `http://127.0.0.1:${port}/`);
    await settle();
    expect(reached).toEqual([]);
    expect(asked).toBe(1);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('.attack')) one.remove();
    });
    await new Promise((done) => server.close(done));
  });
});

describe('the window', () => {
  // @promise 3: a file or a link that is dropped on the window is neither opened nor read
  it('opens neither a file nor a link that is dropped on it', async () => {
    const devtools = await page.context().newCDPSession(page);
    const drops = [
      { items: [], files: [join(folder, 'dropped.html')], dragOperationsMask: 1 },
      { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 },
      ...['https://evil.example/', 'file:///etc/passwd', `${SCRIPT}document.title="ran"`].map((data) => ({
        items: [{ mimeType: 'text/uri-list', data }],
        files: [] as string[],
        dragOperationsMask: 1,
      })),
    ];
    for (const data of drops) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
      }
      await settle();
      await expectStillHere(`drop of ${JSON.stringify(data)}`);
      expect(await page.title()).not.toContain(MARK);
    }
  });

  // @promise 3: the app's own addresses name the built pages and nothing else of the disk
  it('serves no file beside the built pages, however an address is written', async () => {
    const paths = [
      '../package.json',
      '..%2fpackage.json',
      '%2e%2e/package.json',
      '%2e%2e%2fpackage.json',
      '..%5cpackage.json',
      '%252e%252e%252fpackage.json',
      '..%c0%afpackage.json',
      '..%ef%bc%8fpackage.json',
      '....//package.json',
      '/etc/passwd',
      '//etc/passwd',
      '%2fetc%2fpasswd',
      '%2f%2fetc/passwd',
      'file:///etc/passwd',
      'C:%5cx',
      'c|/x',
      'index.html%00.js',
      '%00',
      'assets/',
      'assets',
      'assets/..%00/',
      '.',
      '..',
      'assets/../secret.html',
      'index.html/',
      'index.html%20',
      'INDEX.HTML',
      'index.html:stream',
      '%69ndex.html/..%2f',
      'x'.repeat(9000),
    ];
    const hosts = ['page', 'secret', 'evil', 'page.evil', 'page:80', 'user@page', 'page%2eevil', ''];
    const asked = hosts.flatMap((host) => paths.map((path) => `app://${host}/${path}`));
    const told = await running.app.evaluate(async ({ session }, addresses) => {
      const odd: string[] = [];
      for (const address of addresses) {
        for (const partition of ['page', 'secret']) {
          const answer = await session
            .fromPartition(partition)
            .fetch(address)
            .catch(() => null);
          if (answer === null || answer.status === 404) continue;
          const text = await answer.text();
          const isOwn = text.includes('<div id="root">') && new URL(address).hostname === partition;
          if (!isOwn) odd.push(`${partition} ${address}: ${answer.status} ${text.slice(0, 60)}`);
        }
      }
      return odd;
    }, asked);
    expect(told).toEqual([]);
    const methods = await running.app.evaluate(async ({ session }) => {
      const statuses: number[] = [];
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])
        statuses.push(
          (
            await session
              .fromPartition('page')
              .fetch('app://page/', { method })
              .catch(() => ({ status: 404 }))
          ).status,
        );
      return statuses;
    });
    expect(new Set(methods)).toEqual(new Set([404]));
  });

  // @promise 3: another view that holds the same page, bridge and session is answered by nobody
  it('answers no other page, even one with the same address, session and bridge', async () => {
    const answer = await running.app.evaluate(async ({ app, session, WebContentsView }) => {
      const { join: joined } = process.getBuiltinModule('node:path');
      const seen = (globalThis as unknown as { leftThePage: string[] }).leftThePage;
      const view = new WebContentsView({
        webPreferences: {
          session: session.fromPartition('page'),
          preload: joined(app.getAppPath(), 'out', 'preload', 'index.cjs'),
          sandbox: true,
        },
      });
      try {
        await view.webContents.loadURL('app://page/');
        return await view.webContents.executeJavaScript(
          `orgbench.call('app.state', '{}').then(() => 'answered', (error) => error.message)`,
        );
      } finally {
        view.webContents.close();
        seen.length = 0;
      }
    });
    expect(answer).toContain('No handler registered');
    await expectStillHere('another view');
  });
});
