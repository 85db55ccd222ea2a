/*
 * The attack: an app that says it talks to nobody else talks to somebody else. The whole built app runs under strace: main
 * process, engine, and every process of Chromium. What is looked at are the system calls that reach an internet address,
 * so that no code of ours and no library is believed. Nothing is attached to the app: it is driven by mouse and keyboard.
 *
 * Each org is told by its port, which the ledger names with the host: the product takes plain http to 127.0.0.1 only.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureElectron } from '../../scripts/runtime.mjs';
import { type SampleOrg, startSampleOrg } from '../../src-main/sample-org/server.ts';
import { launchApp } from '../support/app.ts';
import { runCliJson } from '../support/command-line.ts';
import { fakeDesktop, PAGE_OPENER } from '../support/fake-desktop.ts';
import { follow, rehearse, type WayStep } from '../support/rehearsed-person.ts';
import {
  connectByBrowser,
  connectByToken,
  createVault,
  lockByKey,
  typeNewPassword,
  unlockByKeys,
} from '../support/rehearsed-way.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type Contact, startTraced, type TracedProgram } from '../support/whole-app-trace.ts';
import { openScreen, type Screen } from '../support/xdotool.ts';

const PASSWORD = 'lamp tundra velvet quarry';
const isLong = process.env['ORGBENCH_LONG'] === '1';
/** How long the app is left alone: that nothing happens cannot be waited for in another way. */
const IDLE_MS = isLong ? 300_000 : 20_000;
const LOCKED_MS = isLong ? 60_000 : 8_000;
/** For Chromium, in a container and as root. */
const SWITCHES = ['--disable-gpu', '--log-level=3', '--no-sandbox'] as const;
const ROOT = join(import.meta.dirname, '..', '..');

let screen: Screen;
let electron: string;
let traced: TracedProgram | null = null;

beforeAll(async () => {
  screen = await openScreen();
  electron = (await ensureElectron()).path;
});
afterEach(() => traced?.kill());
afterAll(() => screen?.close());

/** Starts an app with nothing attached to it. */
function startAlone(target: readonly string[], profile: string): TracedProgram {
  const env = { ...process.env, ...fakeDesktop(tempFolder(), screen.display), XDG_CONFIG_HOME: profile };
  // Vitest's own settings would change how the app's processes run.
  const own = { ...env, NODE_ENV: undefined, NODE_OPTIONS: undefined, ORGBENCH_USER_DATA: profile };
  traced = startTraced([electron, ...SWITCHES, ...target], own, tempFolder(), [PAGE_OPENER]);
  return traced;
}

const org = (name: string, approval: 'allow' | 'ask'): Promise<SampleOrg> =>
  startSampleOrg({ bundle: smallOrg([customObject(`${name}__c`, [textField('Route_Code__c')])]), oauth: { approval } });

const addressesOf = (contacts: readonly Contact[]): readonly string[] =>
  [...new Set(contacts.map(({ address }) => address))].toSorted();

type Way = Readonly<Record<'setUp' | 'connect' | 'signIn' | 'lock' | 'unlock' | 'quit', readonly WayStep[]>>;

/** The way through the app that a person goes, gone once with a copy whose elements can be found by name. */
async function rehearsedWay(byToken: SampleOrg, byBrowser: SampleOrg): Promise<Way> {
  const running = await launchApp({ env: fakeDesktop(tempFolder(), screen.display) });
  const person = rehearse(running, screen);
  try {
    await typeNewPassword(running, person, PASSWORD);
    await createVault(running, person);
    const setUp = person.take();
    await connectByToken(running, person, 'Alder', byToken);
    const connect = person.take();
    await connectByBrowser(running, person, 'Birch', byBrowser);
    const signIn = person.take();
    await lockByKey(running, person);
    const lock = person.take();
    await unlockByKeys(running, person, PASSWORD);
    return { setUp, connect, signIn, lock, unlock: person.take(), quit: [{ kind: 'press', keys: 'ctrl+q' }] };
  } finally {
    await running.close();
  }
}

describe.runIf(process.platform === 'linux')('the whole app, traced', () => {
  // @promise 6: the addresses that the app's processes connect to are exactly those in the ledger
  // @promise 7: a locked app, and an idle one, connects to nothing
  it(
    'connects to the orgs of the ledger and to nothing else, and while locked or idle to nothing at all',
    async () => {
      const orgs = { byToken: await org('Alder', 'ask'), byBrowser: await org('Birch', 'allow') };
      const all = Object.values(orgs);
      const profile = tempFolder();
      try {
        const way = await rehearsedWay(orgs.byToken, orgs.byBrowser);

        const app = startAlone([ROOT], profile);
        const go = (steps: readonly WayStep[]): Promise<void> => follow(screen, app.process, steps);
        const requests = (): number => all.reduce((sum, one) => sum + one.requests().length, 0);
        /** What the app contacts, and how much the orgs are asked, while it is left alone. */
        const alone = async (ms: number) => {
          const from = Date.now();
          const before = requests();
          await delay(ms);
          return { contacts: app.contacts().filter(({ at }) => at >= from), requests: requests() - before };
        };
        const quiet = { contacts: [], requests: 0 };

        await go(way.setUp);
        expect(app.contacts(), 'before anything is connected').toEqual([]);
        await go(way.connect);
        await go(way.signIn);
        expect(await alone(IDLE_MS), 'unlocked and idle').toEqual(quiet);
        await go(way.lock);
        expect(await alone(LOCKED_MS), 'locked').toEqual(quiet);
        await go(way.unlock);
        await go(way.quit);
        await once(app.process, 'exit');

        const contacts = app.contacts();
        const { requests: rows } = await runCliJson<{ requests: readonly { host: string; state: string }[] }>(
          ['ledger', '--data-dir', join(profile, 'data'), '--json'],
          { environment: { ORGBENCH_PASSWORD: PASSWORD } },
        );
        const hosts = [...new Set(rows.filter(({ state }) => state !== 'refused').map(({ host }) => host))];
        expect(addressesOf(contacts)).toEqual(hosts.toSorted());
        expect(hosts.toSorted()).toEqual(all.map(({ port }) => `127.0.0.1:${port}`).toSorted());
        expect([...new Set(contacts.map(({ program }) => program))], 'only the engine has a network').toHaveLength(1);
        expect(all.flatMap((one) => one.writes())).toEqual([]);
      } finally {
        await Promise.all(all.map((one) => one.close()));
      }
    },
    (isLong ? 480_000 : 0) + 180_000,
  );

  it('would have seen any process of an app talk to anybody', async () => {
    const servers = await Promise.all(['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.9'].map(listen));
    const datagrams = createSocket('udp6').bind(0, '::1');
    await once(datagrams, 'listening');
    try {
      const [main = 0, chromium = 0, child = 0, browser = 0] = servers.map(portOf);
      const ports = [main, chromium, child, datagrams.address().port, browser].map(String);
      const app = startAlone([join(ROOT, 'test', 'support', 'planted-contacts.cjs'), ...ports], tempFolder());
      await once(app.process, 'exit');
      const found = addressesOf(app.contacts());
      expect(found).toContain(`127.0.0.2:${main}`);
      expect(found, "Chromium's network process").toContain(`127.0.0.3:${chromium}`);
      expect(found, 'a child').toContain(`127.0.0.4:${child}`);
      expect(found, 'a datagram over IPv6').toContain(`[::1]:${datagrams.address().port}`);
      expect(found, 'the browser is not a part of the app').not.toContain(`127.0.0.9:${browser}`);
    } finally {
      datagrams.close();
      for (const server of servers) server.close();
    }
  });
});

async function listen(host: string): Promise<Server> {
  const server = createServer((_request, response) => response.writeHead(204).end()).listen(0, host);
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
