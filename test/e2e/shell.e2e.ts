import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../src-main/protocol/page-headers.ts';
import type { RunningApp } from '../support/app.ts';
import { launchApp } from '../support/app.ts';
import { enginePids, isAlive, sampleOrgPids } from '../support/processes.ts';
import { callPage, giveSecret } from '../support/secret.ts';

/*
 * What a script that got into a page could try, and what a second program could: the shell's guards in the real app.
 */

let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
});
afterAll(() => running.close());

describe('the pages', () => {
  // @promise 3: the content security policy is the least one
  it('come with exactly the least content security policy and a nonce of their own each time', async () => {
    const answers = await running.app.evaluate(async ({ session }) => {
      const read = async () => {
        const answer = await session.fromPartition('page').fetch('app://page/');
        return {
          status: answer.status,
          policy: answer.headers.get('content-security-policy'),
          html: await answer.text(),
        };
      };
      return [await read(), await read()];
    });
    const nonces = answers.map(({ policy }) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? '');
    expect(new Set(nonces).size).toBe(2);
    answers.forEach(({ status, policy, html }, index) => {
      expect(status).toBe(200);
      expect(policy).toBe(contentSecurityPolicy(nonces[index] ?? ''));
      expect(html).toContain(`nonce="${nonces[index]}"`);
      expect(html).not.toContain('__NONCE__');
    });
  });

  it('cannot be given a file from outside the built pages', async () => {
    const statuses = await running.app.evaluate(
      async ({ session }, addresses) => {
        const results: (number | string)[] = [];
        for (const [partition, address] of addresses) {
          const answer = await session
            .fromPartition(partition)
            .fetch(address)
            .catch((error: Error) => error.message);
          results.push(typeof answer === 'string' ? answer : answer.status);
        }
        return results;
      },
      [
        ['page', 'app://page/../../package.json'],
        ['page', 'app://page/..%2f..%2fpackage.json'],
        ['page', 'app://page/%2e%2e/%2e%2e/package.json'],
        ['page', 'app://page/..%5c..%5cpackage.json'],
        ['page', 'app://page//etc/passwd'],
        ['page', 'app://page/secret.html'],
        ['page', 'app://secret/'],
        ['secret', 'app://page/'],
        ['secret', 'app://secret/index.html'],
      ] as [string, string][],
    );
    expect(statuses).toEqual(statuses.map(() => 404));
  });

  it('run in a sandbox with a world of their own, without Node', async () => {
    const { page } = running;
    await callPage(page(), 'app.askSecret', { purpose: 'create-vault', connectionId: null });
    await running.secretPage();
    const settings = await running.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .filter((contents) => contents.getURL().startsWith('app:'))
        .map((contents) => {
          const all = (
            contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
          ).getLastWebPreferences();
          const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag'];
          return [contents.getURL().replace(/#.*/, ''), ...names.map((name) => all[name] ?? false)];
        })
        .sort(),
    );
    expect(settings).toEqual([
      ['app://page/', true, true, false, true, false],
      ['app://secret/', true, true, false, true, false],
    ]);
    const globals = await page().evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'ipcRenderer', 'electron', 'orgbenchSecret'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(globals).toEqual([]);
    expect(await page().evaluate('Object.keys(window.orgbench).sort()')).toEqual(['call', 'cancel', 'on']);
    await callPage(page(), 'app.dismissSecret', {});
  });

  // @promise 2: the secret page has a process of its own, which ends when the page is closed
  // @promise 2: secrets are typed into a process of their own that ends
  it('that ask for a secret live in a process that ends with them', async () => {
    const { app, page } = running;
    await callPage(page(), 'app.askSecret', { purpose: 'create-vault', connectionId: null });
    const secret = await running.secretPage();
    const pids = await app.evaluate(({ webContents }) =>
      ['app://page/', 'app://secret/'].map((start) =>
        webContents
          .getAllWebContents()
          .find((contents) => contents.getURL().startsWith(start))
          ?.getOSProcessId(),
      ),
    );
    expect(new Set(pids).size).toBe(2);
    const closed = secret.waitForEvent('close');
    await secret.evaluate('window.orgbenchSecret.dismiss()').catch(() => undefined);
    await closed;
    await expect.poll(() => isAlive(pids[1] ?? 0)).toBe(false);
    expect(await callPage(page(), 'app.state', {})).toMatchObject({ value: { secretOpen: null } });
  });
});

describe('a script in the page', () => {
  // @promise 3: a script in the page cannot leave it, open a window or reach the network
  // @promise 3: a script in the page can neither navigate nor reach the network
  it('cannot navigate, open windows, frame pages or reach the network', async () => {
    const page = running.page();
    const before = running.app.windows().length;
    const results = await page.evaluate(async () => {
      const attempt = async (work: () => unknown): Promise<string> => {
        try {
          return String(await work());
        } catch {
          return 'refused';
        }
      };
      const framed = document.createElement('iframe');
      framed.src = 'app://page/';
      document.body.append(framed);
      await new Promise((resolve) => framed.addEventListener('load', resolve, { once: true }));
      return {
        open: await attempt(() => window.open('https://example.com/')),
        fetch: await attempt(() => fetch('https://example.com/')),
        file: await attempt(() => fetch('file:///etc/passwd')),
        own: await attempt(() => fetch('app://secret/')),
        socket: await attempt(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket('ws://127.0.0.1:9/');
              socket.addEventListener('open', resolve);
              socket.addEventListener('error', reject);
            }),
        ),
        eval: await attempt(() => setTimeout.constructor('return 1')()),
        frameBridge: await attempt(() => {
          const inner = framed.contentWindow as unknown as { orgbench?: unknown } | null;
          return inner?.orgbench === undefined ? 'none' : 'there';
        }),
      };
    });
    expect(results).toEqual({
      open: 'null',
      fetch: 'refused',
      file: 'refused',
      own: 'refused',
      socket: 'refused',
      eval: 'refused',
      frameBridge: expect.stringMatching(/none|refused/),
    });
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await page.evaluate(() => {
      location.href = 'app://page/secret.html';
    });
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'file:///etc/passwd';
      link.target = '_blank';
      document.body.append(link);
      link.click();
    });
    expect(await callPage(page, 'app.state', {})).toMatchObject({ ok: true });
    expect(page.url()).toMatch(/^app:\/\/page\/(#.*)?$/);
    expect(running.app.windows().length).toBe(before);
    await page.evaluate(() => document.querySelector('iframe')?.remove());
  });

  it('meets a session that loads nothing but the app, even without a policy', async () => {
    const errors = await running.app.evaluate(async ({ session }) => {
      const results: string[] = [];
      const names = ['page', 'secret', 'a-session-that-is-made-later'];
      for (const each of [session.defaultSession, ...names.map((name) => session.fromPartition(name))]) {
        for (const address of ['http://127.0.0.1:9/', 'https://example.com/']) {
          results.push(
            await each.fetch(address).then(
              () => 'loaded',
              (error: Error) => error.message,
            ),
          );
        }
      }
      return results;
    });
    expect(errors).toEqual(Array(8).fill('net::ERR_BLOCKED_BY_CLIENT'));
  });

  // @promise 3: a page cannot read a file
  it('could not read a file even in a view without a policy of ours', async () => {
    const shown = await running.app.evaluate(async ({ WebContentsView }) => {
      const view = new WebContentsView({ webPreferences: { partition: 'page', sandbox: true } });
      const results: string[] = [];
      for (const address of ['file:///etc/passwd', 'data:text/html,<h1>x</h1>']) {
        results.push(
          await view.webContents.loadURL(address).then(
            () => `loaded ${address}`,
            () => 'refused',
          ),
        );
      }
      view.webContents.close();
      return results;
    });
    expect(shown).toEqual(['refused', 'refused']);
  });

  it('is granted no permission', async () => {
    const granted = await running.page().evaluate(async () => {
      const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      const states = await Promise.all(
        asked.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
      );
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      );
      return [...new Set([...states, media, await Notification.requestPermission()])];
    });
    expect(granted).toEqual(['denied']);
  });

  // @promise 3: a forged call is refused at the door
  it('cannot call what the contract does not give to the page', async () => {
    for (const method of ['vault.submitSecret', 'vault.openSample', 'constructor', '__proto__', 'toString']) {
      const call = running.page().evaluate(`window.orgbench.call(${JSON.stringify(method)}, '{}')`);
      await expect(call).rejects.toThrow('There is no such method.');
    }
    expect(await callPage(running.page(), 'app.openLink', { url: 'https://example.com/' })).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    });
    const forged = { spec: {}, targetId: 'x', hostPath: '/etc/passwd' } as never;
    expect(await callPage(running.page(), 'exports.start', forged)).toMatchObject({
      ok: false,
      error: { code: 'bad-input' },
    });
  });
});

describe('the window', () => {
  it('has the menu with the shortcuts, and passes its commands to the page', async () => {
    const accelerators = await running.app.evaluate(({ Menu }) =>
      ['search', 'filter', 'refresh', 'export', 'lock', 'preferences'].map(
        (id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.accelerator,
      ),
    );
    expect(accelerators).toEqual(['K', 'F', 'R', 'E', 'L', ','].map((key) => `CmdOrCtrl+${key}`));
    const heard = running.page().evaluate(
      () =>
        new Promise((resolve) => {
          const { orgbench } = window as unknown as {
            orgbench: { on(event: string, heard: (text: string) => void): void };
          };
          orgbench.on('app.command', resolve);
        }),
    );
    // The listener is set once a later call has been answered.
    await callPage(running.page(), 'app.state', {});
    await running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('about')?.click());
    expect(await heard).toBe('{"command":"about"}');
  });

  it('is the only one: a second start shows the first and ends', async () => {
    const first = running.app.process();
    const args = first.spawnargs.slice(1).filter((arg) => !arg.startsWith('--inspect') && !arg.startsWith('--remote-'));
    const second = spawn(first.spawnfile, args, {
      env: { ...process.env, ORGBENCH_USER_DATA: running.dataDir },
      stdio: 'ignore',
    });
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    expect(await callPage(running.page(), 'app.state', {})).toMatchObject({ ok: true });
  });

  it('passes the shortcuts as they are typed', async () => {
    const { app, page } = running;
    await callPage(page(), 'app.askSecret', { purpose: 'create-vault', connectionId: null });
    await giveSecret(await running.secretPage(), {
      purpose: 'create-vault',
      password: 'correct horse battery staple',
      deviceSecret: 'none',
      acceptWeak: true,
    });
    await expect
      .poll(() => callPage(page(), 'app.state', {}))
      .toMatchObject({ value: { vault: 'unlocked', secretOpen: null } });
    await page().evaluate(() => {
      const { orgbench } = window as unknown as {
        orgbench: { on(event: string, heard: (text: string) => void): void };
      };
      orgbench.on('app.command', (text) =>
        document.body.setAttribute('data-heard', `${document.body.getAttribute('data-heard') ?? ''}${text}`),
      );
    });
    await app.evaluate(({ webContents }) => {
      const contents = webContents.getAllWebContents().find((candidate) => candidate.getURL().startsWith('app://page'));
      for (const key of ['k', 'f', 'r', 'e', ',']) {
        for (const type of ['keyDown', 'keyUp'] as const) {
          contents?.sendInputEvent({
            type,
            keyCode: key,
            modifiers: [process.platform === 'darwin' ? 'meta' : 'control'],
          });
        }
      }
    });
    await expect
      .poll(async () => (await page().getAttribute('body', 'data-heard'))?.match(/[a-z]+(?="\})/g))
      .toEqual(['search', 'filter', 'refresh', 'export', 'preferences']);
  });

  it('shows a fresh page when the page crashes', async () => {
    const old = running.page();
    await running.app.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('app://page'))
        ?.forcefullyCrashRenderer();
    });
    const fresh = await running.pageAfter(old);
    expect(await callPage(fresh, 'app.state', {})).toMatchObject({ ok: true, value: { engine: 'running' } });
  });

  it('comes back where it was', async () => {
    const bounds = { x: 40, y: 30, width: 1010, height: 640 };
    const dataDir = await mkdtemp(join(tmpdir(), 'orgbench-e2e-'));
    const remembered = async (folder: string): Promise<unknown> =>
      JSON.parse(await readFile(join(folder, 'window.json'), 'utf8').catch(() => '{}')).bounds;
    const readBounds = (app: RunningApp): Promise<object | undefined> =>
      app.app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.getBounds());
    try {
      const first = await launchApp({ dataDir });
      // A window that was just shown is still being placed, and may be put back once from where it is moved first.
      for (const wanted of [{ ...bounds, x: 60 }, bounds]) {
        await first.app.evaluate(({ BaseWindow }, to) => BaseWindow.getAllWindows()[0]?.setBounds(to), wanted);
        // Written when the window has come to rest, so that an app that is killed comes back to its place as well.
        await expect.poll(() => remembered(dataDir)).toEqual(wanted);
      }
      await first.close();
      expect(await remembered(dataDir)).toEqual(bounds);
      const second = await launchApp({ dataDir });
      expect(await readBounds(second)).toEqual(bounds);
      await second.close();
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

describe('an app that is killed', () => {
  // @promise 7: nothing runs on when the app is gone
  it('leaves no engine and no sample org behind', async () => {
    const killed = await launchApp();
    try {
      await expect.poll(() => callPage(killed.page(), 'app.state', {})).toMatchObject({ value: { engine: 'running' } });
      expect(await callPage(killed.page(), 'app.startSample', {})).toMatchObject({ ok: true });
      const children = [...(await enginePids(killed.app)), ...(await sampleOrgPids(killed.app))];
      expect(children).toHaveLength(2);
      killed.app.process().kill('SIGKILL');
      await expect.poll(() => children.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    } finally {
      await killed.close();
    }
  });
});
