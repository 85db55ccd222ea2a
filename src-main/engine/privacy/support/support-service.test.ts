import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SUPPORT_PARTS } from '../../../../src-preload/contract/support.ts';
import { openStore } from '../../../../test/support/network.ts';
import { tempFolder } from '../../../../test/support/temp-folder.ts';
import { EngineFailure } from '../../failure.ts';
import { createJobRunner } from '../../jobs/job-runner.ts';
import type { CallContext } from '../../ports.ts';
import { createPreferencesService, readPreferences } from '../../preferences/preferences-service.ts';
import { createStore } from '../../store/store.ts';
import { createErrorLog } from '../error-log/error-log.ts';
import { hostKind } from './host-kind.ts';
import { createSupportService } from './support-service.ts';

const context = (hostPath: string | null = null): CallContext => ({ signal: new AbortController().signal, hostPath });
const START = Date.parse('2026-03-10T10:00:00.000Z');
const DAY_MS = 24 * 3_600_000;
const PARTS = [...SUPPORT_PARTS];

function kit() {
  const store = createStore(openStore());
  const clock = { time: START };
  const now = () => clock.time;
  const sink = createErrorLog({ dataDir: tempFolder(), now, log: () => {} });
  sink.open(store.errorLog);
  const preferences = createPreferencesService({ settings: store.settings, emit: () => {} });
  const service = createSupportService({
    store,
    preferences: () => readPreferences(store.settings),
    version: '1.2.3',
    now,
  });
  const jobs = createJobRunner({ jobs: store.jobs, now, emit: () => {}, onFailed: sink.jobFailed });
  const request = (connectionId: string | null, host: string): void => {
    const at = new Date(now()).toISOString();
    const id = store.ledger.begin({
      at,
      purpose: 'describe',
      trigger: 'sync',
      connectionId,
      connectionName: 'Planted org',
      method: 'GET',
      host,
      path: '/services/data/v68.0/sobjects/Planted__c/describe',
      reads: 'Planted__c',
      parts: 0,
      attempt: 1,
      bytesOut: 0,
    });
    store.ledger.complete(id, { state: 'done', status: 200, bytesIn: 10, ms: 42, error: null });
  };
  const draft = (parts = PARTS, days = 7, message = '') =>
    Promise.resolve(service['support.draft']({ message, parts, days }, context()));
  return { store, clock, sink, preferences, service, jobs, request, draft };
}

describe('a support file', () => {
  it('holds the message as it was typed and the chosen parts, each said to be empty when it is', async () => {
    const { draft } = kit();
    const { text, suggestedName } = await draft(PARTS, 7, 'The grid is empty.\nSince Monday.');
    expect(suggestedName).toBe('Orgbench support 2026-03-10.txt');
    expect(text).toContain('Message\n-------\nThe grid is empty.\nSince Monday.\n');
    expect(text).toContain('Orgbench: 1.2.3');
    expect(text).toContain('Errors, last 7 days\n-------------------\nNone.');
    const little = (await draft(['settings'], 1)).text;
    expect(little).toContain('Settings');
    expect(little).not.toMatch(/Versions|Errors|Jobs|Requests/);
  });

  it('has an id of the installation that stays the same and is nobody else’s', async () => {
    const { draft, store } = kit();
    const id = /^Installation ([0-9a-f-]{36})$/m;
    const [, first] = id.exec((await draft()).text) ?? [];
    const [, second] = id.exec((await draft()).text) ?? [];
    expect(first).toBeDefined();
    expect(second).toBe(first);
    expect([...store.settings.list('').values()].filter((value) => value.includes(first ?? ''))).toHaveLength(1);
    const [, other] = id.exec((await kit().draft()).text) ?? [];
    expect(other).not.toBe(first);
  });

  // @promise 2: a support file has no name, address, text, client id or secret in it
  it('numbers the orgs and tells whose a host is, and has no name, address or text of an org in it', async () => {
    const { draft, jobs, request, sink, preferences, clock } = kit();
    await preferences['preferences.write'](
      {
        set: {
          scheme: 'dark',
          oauthClientId: 'planted.client.id',
          googleClientSecret: 'planted-secret',
          ledgerDays: 30,
        },
        reset: [],
      },
      context(),
    );
    const failing = jobs.run(
      {
        kind: 'sync',
        title: 'Read metadata of Planted org',
        connectionId: 'c1',
        parameters: { objects: ['Planted__c'] },
      },
      async () => {
        clock.time += 1500;
        throw new EngineFailure('org-unreachable', 'Planted org did not answer.');
      },
    );
    await expect(failing.done).rejects.toMatchObject({ code: 'org-unreachable' });
    await jobs.run({ kind: 'export', title: 'Planted', connectionId: 'c2', parameters: {} }, async () => ({ rows: 3 }))
      .done;
    request('c2', 'planted.my.salesforce.com');
    request(null, 'sheets.googleapis.com');
    sink.failed(new Error('Planted'), 'internal', null);
    const { text } = await draft();
    expect(text).toMatch(/ sync · Org 2 · failed · 1\.5 s · org-unreachable$/m);
    expect(text).toMatch(/ export · Org 1 · done · 0\.0 s · rows 3$/m);
    expect(text).toMatch(/ describe · Salesforce org · Org 1 · done · 200 · 42 ms$/m);
    expect(text).toMatch(/ describe · Google · done · 200 · 42 ms$/m);
    expect(text).toMatch(/event 910 · Something failed that nobody foresaw\. · Error · src-main\//);
    expect(text).toContain('scheme: dark');
    expect(text).toContain('oauthClientId: set');
    expect(text).toContain('ledgerDays: 30');
    expect(text).not.toMatch(/planted/i);
  });

  it('reaches back as many days as were chosen', async () => {
    const { draft, request, sink, clock, jobs } = kit();
    request('c1', 'a.my.salesforce.com');
    sink.restarted();
    await jobs.run({ kind: 'backup', title: 'Backup', connectionId: null, parameters: {} }, async () => ({})).done;
    clock.time += 3 * DAY_MS;
    expect((await draft(PARTS, 2)).text.match(/None\./g)).toHaveLength(4);
    expect((await draft(PARTS, 4)).text.match(/None\./g)).toHaveLength(1);
  });

  it('leaves out older requests when there are too many, and says how many', async () => {
    const { draft, request, store } = kit();
    for (let at = 0; at < 2345; at += 1) request('c1', 'a.my.salesforce.com');
    expect(store.ledger.list({ offset: 0, limit: 1, text: '', connectionId: null }).total).toBe(2345);
    expect((await draft(['requests'])).text).toContain('345 older requests are left out.');
  });

  it('is saved exactly as it was edited, at the chosen place only', async () => {
    const { service } = kit();
    const folder = tempFolder();
    const text = 'Edited ä\r\n\n by hand';
    await service['support.save']({ text, targetId: 't' }, context(join(folder, 'support.txt')));
    expect(readFileSync(join(folder, 'support.txt'), 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['support.txt']);
    await expect(async () => service['support.save']({ text, targetId: 't' }, context())).rejects.toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('the kind of a host', () => {
  it.each([
    ['acme.my.salesforce.com', 'Salesforce org'],
    ['login.salesforce.com', 'Salesforce sign-in'],
    ['127.0.0.1:8080', 'this computer'],
    ['www.googleapis.com', 'Google'],
    ['graph.microsoft.com', 'Microsoft'],
    ['acme-my.sharepoint.com', 'Microsoft'],
    ['evilgoogle.com', 'another host'],
    ['not a host', 'another host'],
  ])('of %s is %s', (host, kind) => {
    expect(hostKind(host)).toBe(kind);
  });
});
