import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_COLUMNS, FILTER_OPERATORS, OBJECT_COLUMNS } from '../../src-preload/contract/catalog.ts';
import { EXPORT_FORMATS } from '../../src-preload/contract/app.ts';
import { DICTIONARY_COLUMNS, exportSpec, type ExportSpec } from '../../src-preload/contract/exports.ts';
import { LEDGER_COLUMNS, ledgerState } from '../../src-preload/contract/ledger.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';
import { TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';
import { tempFolder } from '../support/temp-folder.ts';

/*
 * The attack: a script in the page exports with settings of the right shape and any content: filters no screen makes,
 * names of folders, columns twice, accounts that are not there.
 */

const CASES = process.env.ORGBENCH_LONG === '1' ? 2000 : 60;

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '%', '_', "'", '"', '../../x', '\u0000', '=cmd|x', 'Pump__c', '2024-13-45', '\ud800'),
);
/** Mostly what lets rows through: settings that match nothing never come to a file. */
const mostly = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const name = text.map((value) => (value.trim() === '' ? 'x' : value.slice(0, 30)));
const headers = fc.constantFrom('label', 'api');
const columns = <C extends string>(all: readonly C[]) =>
  fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 12 });

function sources(connectionId: string) {
  const id = mostly(connectionId, name);
  const query = fc.record({
    connectionId: id,
    objects: mostly<string[] | null>(null, fc.array(mostly('Pump__c', text), { maxLength: 3 })),
    quick: mostly('', text),
    filters: mostly<unknown[]>(
      [],
      fc.array(
        fc.record({
          column: fc.constantFrom(...FIELD_COLUMNS),
          operator: fc.constantFrom(...FILTER_OPERATORS),
          value: text,
        }),
        { maxLength: 2 },
      ),
    ),
    sort: fc.array(
      fc.record({ column: fc.constantFrom(...FIELD_COLUMNS), direction: fc.constantFrom('asc', 'desc') }),
      { maxLength: 3 },
    ),
  });
  return fc.oneof(
    fc.record({
      kind: fc.constant('dictionary'),
      query,
      layout: fc.constantFrom('one', 'perObject'),
      columns: columns(DICTIONARY_COLUMNS),
      headers,
    }),
    fc.record({ kind: fc.constant('fields'), query, columns: columns([...FIELD_COLUMNS, 'badges']), headers }),
    fc.record({
      kind: fc.constant('objects'),
      connectionId: id,
      names: mostly<string[] | null>(null, fc.array(mostly('Pump__c', text), { maxLength: 4 })),
      columns: columns(OBJECT_COLUMNS),
      headers,
    }),
    fc.record({
      kind: fc.constant('ledger'),
      connectionId: fc.option(id),
      text: mostly('', text),
      purpose: fc.option(text),
      host: fc.option(text),
      state: fc.option(fc.constantFrom(...ledgerState.options)),
      fromDay: fc.option(fc.constantFrom('0001-01-01', '2026-01-01', '9999-12-31')),
      toDay: fc.option(fc.constantFrom('0001-01-01', '2026-12-31', '9999-12-31')),
      columns: columns(LEDGER_COLUMNS),
    }),
  );
}

const destinations = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('file'), format: fc.constantFrom(...EXPORT_FORMATS) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('google'),
      accountId: name,
      target: fc.record({ kind: fc.constant('new'), title: name }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('microsoft'),
      accountId: name,
      target: fc.record({
        kind: fc.constant('tab'),
        driveId: text,
        fileId: name,
        fileName: text,
        tabName: name,
      }),
    }),
  },
);

async function openWithOrg(): Promise<{ engine: Engine; connectionId: string }> {
  const engine = testEngine(tempFolder());
  await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: false });
  const org = await sampleOrgForTest({
    bundle: smallOrg([customObject('Pump__c', [textField('Serial__c', { description: '=1+1' })])]),
  });
  const { id } = await engine.services().connectWithToken({
    name: '../Acme:*?',
    group: '',
    colour: '',
    notes: '',
    instanceUrl: org.instanceUrl,
    token: org.accessToken,
    connectionId: null,
  });
  await engine.services().syncNow({ connectionId: id, objects: 'all' });
  return { engine, connectionId: id };
}

// @promise 3: settings of an export that no screen makes end in a value or a named failure, and write nowhere else
describe('exports with hostile settings', () => {
  it('are previewed, shown and written as what they are, or refused by name', async () => {
    const { engine, connectionId } = await openWithOrg();
    const folder = tempFolder();
    const ask = async (method: string, input: unknown, hostPath: string | null) =>
      JSON.parse(await engine.call(method, input, { hostPath, signal: new AbortController().signal })) as {
        ok: boolean;
        value?: { jobId: string; rows: number };
        error?: { code: string };
      };
    const jobs = () => engine.services().store.jobs.list(1);
    const spec = fc.record({
      source: sources(connectionId),
      destination: destinations,
      cover: fc.boolean(),
      defuse: fc.boolean(),
    });
    let run = 0;
    let written = 0;
    await fc.assert(
      fc.asyncProperty(
        spec.filter((one) => exportSpec.safeParse(one).success),
        async (one) => {
          const settings = one as ExportSpec;
          run += 1;
          const target = `out-${run}`;
          const preview = await ask('exports.preview', { spec: settings }, null);
          const consent = await ask('exports.consent', { spec: settings }, null);
          const start = await ask(
            'exports.start',
            { spec: settings, targetId: null, consentId: null },
            join(folder, target),
          );
          for (const answer of [preview, consent, start]) expect(answer.error?.code).not.toBe('internal');
          expect(consent.ok).toBe(false);
          if (start.value === undefined) return;
          expect(settings.destination.kind).toBe('file');
          const { jobId } = start.value;
          await expect.poll(() => jobs()[0]?.state).not.toBe('running');
          const job = jobs()[0];
          expect(job).toMatchObject({ id: jobId });
          expect(job?.error?.code).not.toBe('internal');
          if (job?.state !== 'done') return;
          written += 1;
          expect(job.counts['rows']).toBe(preview.value?.rows);
        },
      ),
      { numRuns: CASES },
    );
    // Settings that are all refused would show nothing.
    expect(written).toBeGreaterThan(CASES / 10);
    expect(readdirSync(folder).every((file) => /^out-\d+$/.test(file))).toBe(true);
  }, 600_000);
});
