import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import type { OrgBundle } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../../src-main/sample-org/server.ts';
import { changedOrg, manyReports } from '../../support/changed-org.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { openSyncRig, type SyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const areas = [...CATALOG_AREAS];

async function connected(bundle: OrgBundle) {
  const org = await sampleOrgForTest({ bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  return { org, rig, connectionId, key: rig.catalog.org(connectionId).key };
}

/** Reads everything; answers what the server counted. */
async function costOfReading(org: SampleOrg, rig: SyncRig, connectionId: string) {
  const from = org.requests().length;
  await rig.sync.syncNow({ connectionId, objects: 'all', areas });
  const requests = org.requests().slice(from);
  return { calls: requests.length, bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** What reading cost, by kind of request, for whoever looks for what costs too much. */
function kindsOf(org: SampleOrg, from: number): string {
  const kinds = new Map<string, number>();
  for (const { method, path } of org.requests().slice(from)) {
    const soql = new URL(path, 'http://org').searchParams.get('q');
    const [plain = ''] = path.replace(/^\/services\/data\/v[\d.]+/, '').split('?');
    const object = /\bFROM (\w+)/.exec(soql ?? '')?.[1];
    const kind = `${method} ${plain.replace(/[0-9a-zA-Z]{15,18}/, '…')}${object === undefined ? '' : ` ${object}`}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, count]) => `${count} × ${kind}`)
    .join('\n');
}

it('costs at most 5 % of the first read when 1 % of the objects and ten reports changed', {
  timeout: 300_000,
}, async () => {
  // An org says of all objects at once that some description changed, so that each of the 660 is described again: about
  // 1.4 MB and 37 calls, however little changed. Reports are what a large org has most of.
  const bundle = manyReports(createSampleBundle(), 2400);
  const { org, rig, connectionId } = await connected(bundle);
  const first = await costOfReading(org, rig, connectionId);
  org.replaceBundle(changedOrg(bundle));
  const from = org.requests().length;
  const second = await costOfReading(org, rig, connectionId);
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  console.info(
    `first: ${first.calls} calls, ${first.bytes} bytes; then ${second.calls} calls (${share(second.calls, first.calls)}), ` +
      `${second.bytes} bytes (${share(second.bytes, first.bytes)}):\n${kindsOf(org, from)}`,
  );
  expect(second.calls).toBeLessThanOrEqual(first.calls * 0.05);
  expect(second.bytes).toBeLessThanOrEqual(first.bytes * 0.05);
});

it('notices what changed and what is gone, and forgets what the gone used', { timeout: 120_000 }, async () => {
  const bundle = createSampleBundle();
  const { org, rig, connectionId, key } = await connected(bundle);
  await costOfReading(org, rig, connectionId);
  const { components, usage } = rig.areas;
  const names = (type: string): ReadonlySet<string> => new Set(components.ofType(key, type).map(({ name }) => name));
  const before = { reports: names('Report'), classes: names('ApexClass'), rules: names('ValidationRule') };

  const later = changedOrg(bundle);
  org.replaceBundle(later);
  await costOfReading(org, rig, connectionId);
  const after = { reports: names('Report'), classes: names('ApexClass'), rules: names('ValidationRule') };
  const gone = (was: ReadonlySet<string>, is: ReadonlySet<string>): readonly string[] =>
    [...was].filter((name) => !is.has(name));
  const goneReport = bundle.reports?.at(-1);
  const goneReportName = `${goneReport?.folder}/${goneReport?.name}`;
  const goneClass = bundle.apexClasses?.[0]?.name ?? '';
  expect(gone(before.reports, after.reports)).toEqual([goneReportName]);
  expect(gone(before.classes, after.classes)).toEqual([goneClass]);
  expect(gone(before.rules, after.rules)).toHaveLength(1);
  expect(usage.uses(key, 'Report', goneReportName)).toEqual([]);
  expect(usage.uses(key, 'ApexClass', goneClass)).toEqual([]);
  expect(usage.uses(key, 'ValidationRule', gone(before.rules, after.rules)[0] ?? '')).toEqual([]);

  const changed = components.ofType(key, 'Report').filter(({ description }) => description === 'Changed lately');
  expect(changed).toHaveLength(10);
  const renamed = later.sobjects.flatMap(({ name, fields }) =>
    fields.flatMap((field) => (field.label.endsWith(' (new)') ? [{ object: name, field }] : [])),
  );
  expect(renamed.length).toBeGreaterThan(0);
  for (const { object, field } of renamed) {
    expect(rig.catalog.field(connectionId, object, field.name)?.row.label).toBe(field.label);
  }
});
