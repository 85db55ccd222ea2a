import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Job } from '../../src-preload/contract/jobs.ts';
import type { SampleOrg, SampleOrgOptions } from '../../src-main/sample-org/server.ts';
import { differences } from '../support/bundle-expectations.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Large enough for several composites: ten describes each, five in flight. */
const MANY = smallOrg(
  Array.from({ length: 180 }, (_one, index) =>
    customObject(`Part_${String(index).padStart(3, '0')}__c`, [
      textField('Size__c', { description: `Size of part ${index}` }),
      textField('Material__c', { helpText: 'As on the drawing' }),
    ]),
  ),
);

async function connected(options: Partial<SampleOrgOptions> = {}) {
  const org = await sampleOrgForTest({ bundle: MANY, ...options });
  const path = join(tempFolder(), 'store.db');
  const key = randomBytes(32);
  const rig = openSyncRig({ path, key });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  /** Reads until the first describes are in the store, then does something. */
  const readAnd = (act: () => void, signal?: AbortSignal) => {
    let acted = false;
    return rig.sync.syncNow({
      connectionId,
      objects: 'all',
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ stage, done }) => {
        if (acted || stage !== 'describes' || done === 0) return;
        acted = true;
        act();
      },
    });
  };
  return {
    org,
    rig,
    path,
    key,
    connectionId,
    readAnd,
    readAll: () => rig.sync.syncNow({ connectionId, objects: 'all' }),
    status: () => rig.sync.handlers['sync.status']({ connectionId }, callContext()),
    describedNames: () => describedNames(rig.ledger),
  };
}

/** Every object that answered composites of describes asked for, repeats included. */
function describedNames(ledger: ReturnType<typeof openSyncRig>['ledger']): string[] {
  const { rows } = ledger.list({ offset: 0, limit: 1000, text: 'describe', connectionId: null });
  return rows
    .filter((row) => row.purpose === 'describe' && row.status === 200)
    .flatMap((row) => row.reads.split(', '))
    .filter((name) => name.startsWith('Part_'));
}

function noneTwice(names: readonly string[]): void {
  expect(new Set(names).size).toBe(180);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
}

describe('a read that is stopped', () => {
  it('by a session that ends says so, and goes on after signing in without reading anything twice', async () => {
    const { org, rig, connectionId, readAnd, readAll, status, describedNames: described } = await connected();
    const stop = readAnd(() => org.faults.add({ match: '/composite', kind: 'status', status: 401 }));
    await expect(stop).rejects.toMatchObject({ code: 'signed-out' });
    const half = await status();
    expect(half.state).toBe('signed-out');
    expect(half.read).toBeGreaterThan(0);
    expect(half.read).toBeLessThan(180);

    org.faults.clear();
    const look = { name: 'Org', group: '', colour: '', notes: '' };
    await rig.connections.connectWithToken({
      ...look,
      instanceUrl: org.instanceUrl,
      token: org.issueToken(),
      connectionId,
    });
    await readAll();
    expect(await status()).toMatchObject({ state: 'complete', read: 180 });
    expect(differences(rig, connectionId, MANY)).toEqual([]);
    noneTwice(described());
  });

  it('by the person is cancelled, keeps what arrived and goes on later', async () => {
    const { rig, connectionId, readAnd, readAll, status, describedNames: described } = await connected();
    const abort = new AbortController();
    await expect(readAnd(() => abort.abort(), abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
    const half = await status();
    expect(half).toMatchObject({ state: 'cancelled', job: { state: 'cancelled' } });
    expect(half.read).toBeGreaterThan(0);
    await readAll();
    expect(differences(rig, connectionId, MANY)).toEqual([]);
    noneTwice(described());
  });

  it('by the budget stops at 90 % of the daily limit and not after it', async () => {
    const { org, readAll, status } = await connected({ dailyRequests: 100, requestsUsed: 80 });
    await expect(readAll()).rejects.toMatchObject({ code: 'budget-stopped' });
    expect(await status()).toMatchObject({ state: 'budget-stopped' });
    // Up to five composites were in flight when the limit was reached.
    const counted = org.requests().filter(({ path }) => path.startsWith('/services/data/v')).length;
    expect(80 + counted).toBeLessThan(97);
  });

  it('by a lost network is offline, not failed', async () => {
    const { org, readAnd, status } = await connected();
    const stop = readAnd(() => org.faults.add({ match: '/composite', kind: 'cut' }));
    await expect(stop).rejects.toMatchObject({ code: 'org-unreachable' });
    expect(await status()).toMatchObject({ state: 'offline' });
  });
});

describe('what cannot be read', () => {
  it('is unknown with the reason when the Tooling API is refused', async () => {
    const { org, rig, connectionId, readAll, status } = await connected();
    const body = JSON.stringify([
      { errorCode: 'API_DISABLED_FOR_ORG', message: 'API is not enabled for this Organization' },
    ]);
    org.faults.add({ match: '/tooling/', kind: 'status', status: 403, body });
    const outcome = await readAll();
    expect(outcome).toMatchObject({ objects: 180, fields: 720 });
    expect(outcome.unknown.map(({ area, name }) => `${area} ${name}`)).toEqual([
      'definitions CustomField',
      'definitions EntityDefinition',
      'definitions FieldDefinition',
    ]);
    expect(await status()).toMatchObject({ state: 'partial' });
    const row = rig.catalog.field(connectionId, 'Part_000__c', 'Size__c')?.row;
    const classification = ['securityClassification', 'complianceGroup'];
    const unknown = ['description', 'createdDate', 'lastModifiedDate', ...classification];
    expect(row).toMatchObject({ description: null, unknown });

    org.faults.clear();
    expect((await readAll()).unknown).toEqual([]);
    expect(await status()).toMatchObject({ state: 'complete' });
    expect(differences(rig, connectionId, MANY)).toEqual([]);
  });

  it('is unknown with the reason when one object is not found, and the rest is read', async () => {
    const { org, rig, connectionId } = await connected();
    const without = { ...MANY, sobjects: MANY.sobjects.filter(({ name }) => name !== 'Part_179__c') };
    const outcome = await rig.sync.syncNow({
      connectionId,
      objects: 'all',
      onProgress: ({ stage, done }) => {
        if (stage === 'list' && done === 1) org.replaceBundle(without);
      },
    });
    expect(outcome.objects).toBe(179);
    expect(outcome.unknown).toEqual([{ area: 'describe', name: 'Part_179__c', reason: expect.any(String) }]);
  });

  it('names objects that were asked for and are not listed', async () => {
    const { rig, connectionId } = await connected();
    const outcome = await rig.sync.syncNow({ connectionId, objects: ['Part_001__c', 'Nothing__c'] });
    expect(outcome).toMatchObject({ objects: 1, unknown: [{ area: 'list', name: 'Nothing__c' }] });
    const none = rig.sync.syncNow({ connectionId, objects: ['Nothing__c'] });
    await expect(none).rejects.toMatchObject({ code: 'not-found' });
  });
});

/** Reads in a process of its own, which says how many objects it has. */
function readerProcess(path: string, key: Uint8Array, connectionId: string): ChildProcess {
  const script = join(import.meta.dirname, '..', 'support', 'sync-process.ts');
  return spawn(process.execPath, [script, path, Buffer.from(key).toString('hex'), connectionId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function killAfter(org: SampleOrg, child: ChildProcess, requests: number): Promise<void> {
  const ended = once(child, 'exit');
  const from = org.requests().length;
  const timer = setInterval(() => {
    if (org.requests().length - from >= requests) child.kill('SIGKILL');
  }, 2);
  await ended;
  clearInterval(timer);
}

describe('an engine that is killed', () => {
  it('five times while it reads ends with the same store as an undisturbed one, and asks again only for what was not stored', async () => {
    const org = await sampleOrgForTest({ bundle: MANY, latencyMs: 15 });
    const path = join(tempFolder(), 'store.db');
    const key = randomBytes(32);
    const first = openSyncRig({ path, key });
    const connectionId = await first.connect(org);
    await first.close();

    const kills: string[] = [];
    let requestsBeforeKills = 0;
    for (let kill = 0; kill < 5; kill += 1) {
      const requests = randomInt(2, 9);
      const from = org.requests().length;
      const child = readerProcess(path, key, connectionId);
      await killAfter(org, child, requests);
      // On a busy machine the kill comes later than it was meant to.
      const sent = org.requests().length - from;
      requestsBeforeKills += sent;
      kills.push(`after ${sent} requests: ${child.signalCode ?? child.exitCode}`);
    }
    console.info(`Killed ${kills.join('; ')}.`);
    const rig = openSyncRig({ path, key });
    onTestFinished(() => rig.close());
    expect(await rig.sync.handlers['sync.status']({ connectionId }, callContext())).toMatchObject({
      state: expect.stringMatching(/^(interrupted|complete)$/),
    });
    await rig.sync.syncNow({ connectionId, objects: 'all' });
    expect(differences(rig, connectionId, MANY)).toEqual([]);
    expect(rig.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(rig.db.prepare('SELECT count(*) FROM field WHERE valid_to IS NOT NULL').pluck().get()).toBe(0);
    for (const table of ['field_names', 'field_texts']) {
      rig.db.prepare(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`).run();
    }
    // Asked for again is at most what a kill's own requests had brought: describes wait for their definitions.
    expect(describedNames(rig.ledger).length).toBeLessThanOrEqual(180 + requestsBeforeKills * 15);
    const { jobs } = rig.jobs.handlers['jobs.list']({ limit: 50 }, callContext()) as { jobs: readonly Job[] };
    expect(jobs.map((job) => job.state).toSorted()).not.toContain('running');
  }, 60_000);
});
