import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { createGeneratedBundle } from '../../../src-main/sample-org/generated.ts';
import { accessDifferences } from '../../support/access-differences.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function rigWith(bundle: Parameters<typeof sampleOrgForTest>[0]['bundle']) {
  const org = await sampleOrgForTest({ bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  return { org, rig, connectionId };
}

const QUERY = 'SELECT Id, ParentId, Field FROM FieldPermissions';

describe('field permissions by the Bulk API', () => {
  it('takes it for more than 100,000 of them, and has each as the org has it', async () => {
    const bundle = createGeneratedBundle({ objects: 60, fields: 6000, fieldPermissions: 100_000 });
    const { org, rig, connectionId } = await rigWith(bundle);
    const startedMs = Date.now();
    const before = process.memoryUsage().rss;
    const outcome = await rig.sync.syncNow({ connectionId, objects: 'none', areas: ['access'] });
    const ms = Date.now() - startedMs;
    const { key } = rig.catalog.org(connectionId);
    const rows = [...rig.areas.permissions.fields.counts(key).values()].reduce((sum, n) => sum + n, 0);
    process.stdout.write(
      `bulk: ${rows} field permissions in ${ms} ms, ${outcome.apiCalls} calls, ${Math.round(outcome.bytesIn / 1024)} kB, ` +
        `${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MB more memory (org and test included)\n`,
    );
    expect(rows).toBeGreaterThan(100_000);
    expect(outcome.unknown).toEqual([]);
    expect(accessDifferences(rig, connectionId, bundle).slice(0, 10)).toEqual([]);
    const jobs = org.requests().filter(({ path }) => path.includes('/jobs/query'));
    expect(jobs.some(({ method }) => method === 'POST')).toBe(true);
    expect(jobs.at(-1)?.method).toBe('DELETE');
    expect(outcome.apiCalls).toBeLessThan(30);
    const again = await rig.sync.syncNow({ connectionId, objects: 'none', areas: ['access'] });
    expect(again.bytesIn).toBeLessThan(outcome.bytesIn / 100);
    expect(again.apiCalls).toBeLessThan(6);
  }, 120_000);
});

describe('a bulk query', () => {
  it('gives the rows that pages give, and removes its job', async () => {
    const { org, rig, connectionId } = await rigWith(createSampleBundle());
    const client = await rig.connections.openClient(connectionId, 'sync');
    const bulk: string[] = [];
    let counted = 0;
    const options = { purpose: 'access', maxRecords: 3000, onCounted: (rows: number) => (counted = rows) } as const;
    for await (const rows of client.bulkQuery(QUERY, options)) bulk.push(...rows.map((row) => JSON.stringify(row)));
    const pages: string[] = [];
    for await (const rows of client.query(QUERY, { purpose: 'access' })) {
      pages.push(...rows.map(({ Id, ParentId, Field }) => JSON.stringify({ Id, ParentId, Field })));
    }
    expect(bulk.toSorted()).toEqual(pages.toSorted());
    expect(counted).toBe(pages.length);
    expect(await jobsLeft(org)).toBe(0);
  });

  it('keeps the words of the org when it refuses, and removes its job', async () => {
    const { org, rig, connectionId } = await rigWith(createSampleBundle());
    const client = await rig.connections.openClient(connectionId, 'sync');
    const rows = client.bulkQuery('SELECT Nothing FROM FieldPermissions', { purpose: 'access' });
    await expect(all(rows)).rejects.toMatchObject({ code: 'org-refused', message: /No such column 'Nothing'/ });
    await expect(
      all(client.bulkQuery('SELECT COUNT() FROM FieldPermissions', { purpose: 'access' })),
    ).rejects.toMatchObject({ code: 'org-refused' });
    expect(await jobsLeft(org)).toBe(0);
  });

  it('stops and removes its job when it is cancelled, or no longer listened to', async () => {
    const { org, rig, connectionId } = await rigWith(createSampleBundle());
    const client = await rig.connections.openClient(connectionId, 'sync');
    const cancel = new AbortController();
    const asked = all(client.bulkQuery(QUERY, { purpose: 'access', signal: cancel.signal }));
    setImmediate(() => cancel.abort());
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    for await (const rows of client.bulkQuery(QUERY, { purpose: 'access', maxRecords: 2000 })) {
      expect(rows.length).toBeGreaterThan(0);
      break;
    }
    expect(await jobsLeft(org)).toBe(0);
  });
});

async function all(rows: AsyncIterable<readonly unknown[]>): Promise<number> {
  let n = 0;
  for await (const some of rows) n += some.length;
  return n;
}

async function jobsLeft(org: { readonly instanceUrl: string; readonly accessToken: string }): Promise<number> {
  const response = await fetch(`${org.instanceUrl}/services/data/v68.0/jobs/query`, {
    headers: { Authorization: `Bearer ${org.accessToken}` },
  });
  return ((await response.json()) as { readonly records: readonly unknown[] }).records.length;
}
