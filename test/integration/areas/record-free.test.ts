import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { objectsOfQuery, recordAsked } from '../../support/asked-of-org.ts';
import { recordServers } from '../../support/http-record.ts';
import { sampleOrgForTest } from '../../support/sample-org.ts';
import { callContext, openSyncRig } from '../../support/sync-rig.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Every sObject whose rows a reading of the catalog may ask for: they describe the org, and hold nobody's business. */
const METADATA_BEARING: ReadonlySet<string> = new Set(
  // Who is signed in to which org.
  (
    'Organization User Profile UserRole ' +
    // Objects and fields.
    'EntityDefinition FieldDefinition EntityParticle EntityLimit CustomObject CustomField RecordType ' +
    // Reports and dashboards.
    'Report Dashboard DashboardComponent Folder ' +
    // Automation and code.
    'ValidationRule WorkflowRule WorkflowFieldUpdate Flow FlowDefinition FlowDefinitionView FlowVersionView ' +
    'ApexClass ApexTrigger ApexPage ApexComponent LightningComponentBundle AuraDefinitionBundle ' +
    // Pages.
    'Layout ProfileLayout FlexiPage CustomTab CustomApplication ' +
    // Values, labels, packages.
    'GlobalValueSet ExternalString InstalledSubscriberPackage SubscriberPackage ' +
    // Access.
    'PermissionSet PermissionSetGroup PermissionSetGroupComponent MutingPermissionSet PermissionSetAssignment ' +
    'ObjectPermissions FieldPermissions SetupEntityAccess ' +
    'MetadataComponentDependency'
  ).split(' '),
);

/** Requests without SOQL: descriptions and definitions, never a run of a report, a record, or numbers of a dashboard. */
const WITHOUT_ROWS = [
  /^\/services\/data$/,
  /^\/services\/oauth2\/userinfo$/,
  /^\/services\/data\/v[\d.]+$/,
  /^\/services\/data\/v[\d.]+\/limits$/,
  /^\/services\/data\/v[\d.]+\/sobjects$/,
  /^\/services\/data\/v[\d.]+\/(?:tooling\/)?sobjects\/\w+\/describe$/,
  /^\/services\/data\/v[\d.]+\/tooling\/sobjects\/\w+\/\w{15,18}$/,
  /^\/services\/data\/v[\d.]+\/analytics\/reportTypes$/,
  /^\/services\/data\/v[\d.]+\/analytics\/(?:reports|dashboards)\/\w{15,18}\/describe$/,
  // Further pages of a query, and the state, lines and removal of a job, whose query was looked at when it was made.
  /^\/services\/data\/v[\d.]+\/(?:tooling\/)?query\/[\w-]+$/,
  /^\/services\/data\/v[\d.]+\/(?:tooling\/)?jobs\/query\/\w+(?:\/results)?$/,
];

it('reads the whole catalog without asking for a record, and the ledger is what the server counted', {
  timeout: 120_000,
}, async () => {
  const bundle = createSampleBundle();
  const servers = recordServers();
  const record = recordAsked();
  const org = await sampleOrgForTest({ bundle });
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32) });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const { connections } = await rig.connections.handlers['connections.list']({}, callContext());
  expect(connections.map(({ reads }) => reads)).toEqual(['metadata']);
  await rig.sync.syncNow({ connectionId, objects: 'all', areas: [...CATALOG_AREAS] });
  await rig.sync.syncNow({ connectionId, objects: 'all', areas: [...CATALOG_AREAS] });

  const asked = record.asked();
  const objects = [...new Set(asked.flatMap(({ soql }) => (soql === null ? [] : objectsOfQuery(soql))))].sort();
  console.info(`asked ${asked.length} things, rows of: ${objects.join(', ')}`);
  expect(objects.filter((name) => !METADATA_BEARING.has(name))).toEqual([]);
  expect(objects.length).toBeGreaterThan(20);
  const others = asked.filter(({ soql }) => soql === null).map(({ path }) => path);
  expect(others.filter((path) => !WITHOUT_ROWS.some((allowed) => allowed.test(path)))).toEqual([]);
  expect(org.writes()).toEqual([]);

  const { rows, total } = rig.ledger.list({ offset: 0, limit: 20_000 });
  expect(rows.length).toBe(total);
  expect(rows.filter(({ state }) => state === 'refused')).toEqual([]);
  const line = (one: { method: string; path: string; status: number | null }, bytesIn: number, bytesOut: number) =>
    `${one.method} ${one.path} ${one.status} out ${bytesOut} in ${bytesIn}`;
  expect(rows.map((row) => line(row, row.bytesIn, row.bytesOut)).toSorted()).toEqual(
    servers
      .counted()
      .map((one) => line(one, one.answered, one.received))
      .toSorted(),
  );
});
