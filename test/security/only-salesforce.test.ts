/*
 * The master switch "No network except Salesforce", and that analytics which is off is silent: also for the whole process as
 * the operating system sees it, name look-ups included.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { aboutRequest, cloudKit, valuesRequest } from '../support/cloud.ts';
import { ask, TEST_PASSWORD, testEngine, testHost } from '../support/engine.ts';
import { failureOf, gatewayKit, json, limitsRequest, loopbackServer } from '../support/network.ts';
import { asksForNames, traceNetwork } from '../support/network-trace.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import type { TracedOutcome, TracedRun } from '../support/traced-engine-process.ts';

const bundle = createSampleBundle();
const signal = new AbortController().signal;
const REASON = 'The preference "No network except Salesforce" is on.';

describe('with the preference "No network except Salesforce"', () => {
  // @promise 6: with "No network except Salesforce" nothing reaches Google, Microsoft or the address of analytics
  it('nothing reaches Google, Microsoft or analytics, no proxy is asked for, and the ledger says so', async () => {
    const proxiesAsked: string[] = [];
    const proxyFor = async (url: string) => {
      proxiesAsked.push(url);
      return null;
    };
    const counts = await loopbackServer((_, response) => response.end());
    const kit = await cloudKit(undefined, {
      onlySalesforce: () => true,
      analyticsAddress: `${counts.origin}/counts`,
      host: { proxyFor },
    });
    const microsoft = { purpose: 'microsoft files', url: 'https://graph.microsoft.com/v1.0/me/drive' } as const;
    for (const request of [aboutRequest(), valuesRequest(), aboutRequest(microsoft)]) {
      const failure = await failureOf(kit.gateway.cloud(request));
      expect(failure.code).toBe('network-off');
      expect(failure.message).toMatch(/^Nothing was sent to \S+: .*Switch it off in the preferences/);
    }
    const counting = kit.gateway.analytics({ body: '{}', trigger: 'send counts', about: 'counts of 1 day', signal });
    expect((await failureOf(counting)).code).toBe('network-off');
    expect(kit.server.received).toEqual([]);
    expect(counts.received).toEqual([]);
    expect(proxiesAsked).toEqual([]);
    expect(kit.rows()).toHaveLength(4);
    for (const row of kit.rows()) expect(row).toMatchObject({ state: 'refused', bytesOut: 0, error: REASON });
  });

  it('no browser opens for a sign-in to Google or Microsoft', async () => {
    const opened: string[] = [];
    const openExternal = async (url: string) => {
      opened.push(url);
    };
    const engine = testEngine(tempFolder(), { host: { ...testHost, openExternal } });
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true });
    const set = { onlySalesforce: true, googleClientId: 'g', googleClientSecret: 's', microsoftClientId: 'm' };
    await ask(engine, 'preferences.write', { set, reset: [] });
    for (const provider of ['google', 'microsoft']) {
      const answer = await ask(engine, 'accounts.signIn', { provider, accountId: null, access: 'ownFiles' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'network-off' } });
    }
    expect(opened).toEqual([]);
  });

  it('an org is still asked', async () => {
    const org = await loopbackServer((_, response) => json(response, 200, {}));
    const { gateway, rows } = gatewayKit({ onlySalesforce: () => true });
    await expect(gateway.request(limitsRequest(org.origin))).resolves.toMatchObject({ status: 200 });
    expect(rows()).toMatchObject([{ state: 'done' }]);
  });

  it('an attempt that waits to be repeated is not repeated once the preference is on', async () => {
    let isOn = false;
    const kit = await cloudKit((_, response) => json(response, 503, {}, { 'retry-after': '1' }), {
      onlySalesforce: () => isOn,
      wait: async () => {
        isOn = true;
      },
    });
    expect((await failureOf(kit.gateway.cloud(aboutRequest()))).code).toBe('network-off');
    expect(kit.server.received).toHaveLength(1);
    expect(kit.rows().map(({ state, attempt }) => [state, attempt])).toEqual([
      ['done', 1],
      ['refused', 2],
    ]);
  });
});

// strace is there on Linux (scripts/system.mjs); what is looked at is the same code on every system.
describe.runIf(process.platform === 'linux')('everything that a process sends, as the operating system sees it', () => {
  const ELSEWHERE = 'https://counts.orgbench-tests.invalid/counts';

  async function trace(run: Omit<TracedRun, 'dataDir' | 'org' | 'analyticsAddress'>, analyticsAddress = ELSEWHERE) {
    const org = await sampleOrgForTest({ bundle });
    const whole: TracedRun = { ...run, org, analyticsAddress, dataDir: tempFolder() };
    const { instanceUrl, accessToken } = org;
    const file = join(import.meta.dirname, '../support/traced-engine-process.ts');
    const traced = await traceNetwork(file, [JSON.stringify({ ...whole, org: { instanceUrl, accessToken } })]);
    return { traced, orgHost: new URL(instanceUrl).host, outcome: JSON.parse(traced.stdout) as TracedOutcome };
  }

  // @promise 6: with analytics off, the whole process talks to the org and to nothing else, name look-ups included
  it('goes to the org alone while analytics is off', async () => {
    const { traced, orgHost, outcome } = await trace({ analytics: 'off', onlySalesforce: false, askGoogle: false });
    expect(outcome).toEqual({ counted: 0, switchedOff: null, sendNow: 'not-allowed', google: null });
    expect(traced.addresses).toEqual([orgHost]);
    expect(asksForNames(traced)).toBe(false);
  });

  // @promise 6: analytics that is switched off while metadata is read looks up no name either, and leaves no count
  it('goes to the org alone once analytics is switched off again, in the middle of a read', async () => {
    const { traced, orgHost, outcome } = await trace({
      analytics: 'on, then off',
      onlySalesforce: false,
      askGoogle: false,
    });
    const switchedOff = { waiting: 2, requestsAfter: expect.any(Number) };
    expect(outcome).toEqual({ counted: 0, switchedOff, sendNow: 'not-allowed', google: null });
    expect(outcome.switchedOff?.requestsAfter).toBeGreaterThan(0);
    expect(traced.addresses).toEqual([orgHost]);
    expect(asksForNames(traced)).toBe(false);
  });

  // @promise 6: with "No network except Salesforce" not even the name of another host is looked up
  it('goes to the org alone with "No network except Salesforce", whatever else is on', async () => {
    const { traced, orgHost, outcome } = await trace({ analytics: 'on', onlySalesforce: true, askGoogle: true });
    expect(outcome).toEqual({ counted: 3, switchedOff: null, sendNow: 'network-off', google: 'network-off' });
    expect(traced.addresses).toEqual([orgHost]);
    expect(asksForNames(traced)).toBe(false);
  });

  it('goes to the org and to the one address of analytics while that is on', async () => {
    const counts = await loopbackServer((_, response) => response.writeHead(204).end());
    const { traced, orgHost, outcome } = await trace(
      { analytics: 'on', onlySalesforce: false, askGoogle: false },
      `${counts.origin}/counts`,
    );
    expect(outcome).toEqual({ counted: 3, switchedOff: null, sendNow: 'nothing-to-do', google: null });
    expect(traced.addresses.toSorted()).toEqual([orgHost, new URL(counts.origin).host].toSorted());
    expect(asksForNames(traced)).toBe(false);
    expect(counts.received).toHaveLength(1);
  });

  it('would show the look-up of a name', { timeout: 90_000 }, async () => {
    const { traced, outcome } = await trace({ analytics: 'on', onlySalesforce: false, askGoogle: false });
    expect(outcome.sendNow).toBe('service-unreachable');
    expect(asksForNames(traced)).toBe(true);
  });
});
