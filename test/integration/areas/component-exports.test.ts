import { describe, expect, it } from 'vitest';
import { CATALOG_AREAS } from '../../../src-preload/contract/areas.ts';
import { exportSource, type ExportSource } from '../../../src-preload/contract/exports.ts';
import { columnsOf } from '../../../src-main/domain/areas/columns.ts';
import { cellText } from '../../../src-main/domain/sheets/cells.ts';
import { createAreaAnswers } from '../../../src-main/engine/areas/area-answers.ts';
import { createCatalogService } from '../../../src-main/engine/catalog/catalog-service.ts';
import { createBookMaker } from '../../../src-main/engine/exports/book-maker.ts';
import { answerFor } from '../../../src-main/engine/exports/sources/area-answer.ts';
import { createConnectionsRepository } from '../../../src-main/engine/store/connections-repository.ts';
import type { BundleField, BundlePicklistValue } from '../../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../../src-main/sample-org/content/index.ts';
import { objectDetail } from '../../../src-preload/contract/catalog.ts';
import { type AreaKit, areaKit } from '../../support/area-kit.ts';
import { customObject, smallOrg, textField } from '../../support/small-org.ts';
import { callContext } from '../../support/sync-rig.ts';

const AT = new Date('2026-11-23T09:00:00.000Z');
const FIELD = { object: 'Warranty_Claim__c', name: 'Claim_Status__c' };

/** The sheets of an export as texts, with their headers first. */
function exporter({ rig, connectionId }: AreaKit) {
  const makeBook = createBookMaker({
    catalog: rig.catalog,
    areas: rig.areas,
    ledger: rig.ledger,
    connection: createConnectionsRepository(rig.db).get,
    appVersion: '1.2.3',
  });
  const answers = createAreaAnswers({ store: rig, now: () => AT.getTime() });
  return async (source: ExportSource, cover = false) => {
    const given = await answerFor(source, answers, callContext().signal);
    const { sheets } = makeBook({ source: exportSource.parse(source), cover }, AT, 0, given);
    return sheets.map((sheet) => {
      const rows = [...sheet.rows({ rows: new Map(), cutCells: 0 })].map((row) => row.map(cellText));
      expect(rows.length, sheet.name).toBe(sheet.rowCount);
      return { name: sheet.name, headers: sheet.columns.map(({ header }) => header), rows, connectionId };
    });
  };
}

describe('exports of what was read besides objects and fields', () => {
  it('hold what the window shows', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read([...CATALOG_AREAS], 'all');
    const { connectionId } = kit;
    const sheetsOf = exporter(kit);
    const answers = createAreaAnswers({ store: kit.rig, now: () => AT.getTime() });

    const columns = columnsOf('Report').map(({ id }) => id);
    const filters = [{ column: 'format', operator: 'equals', value: 'Summary' } as const];
    const query = { connectionId, type: 'Report', quick: '', filters, sort: [] } as const;
    const [reports] = await sheetsOf({
      kind: 'components',
      query: { ...query, filters: [...filters], sort: [] },
      columns,
      headers: 'api',
    });
    const summaries = [...kit.byName('Report').values()].filter(({ facts }) => facts.format === 'Summary');
    expect(reports?.headers).toEqual(columns);
    expect(reports?.rows.map((row) => row[columns.indexOf('name')]).toSorted()).toEqual(
      summaries.map(({ name }) => name).toSorted(),
    );
    const [first] = summaries;
    const row = reports?.rows.find((one) => one[columns.indexOf('name')] === first?.name) ?? [];
    expect(row[columns.indexOf('columns')]).toBe(((first?.facts.columns ?? []) as readonly string[]).join(', '));

    const matrix = await answers['access.objectMatrix']({ connectionId, objects: null, holders: null }, callContext());
    const [access] = await sheetsOf({
      kind: 'access',
      connectionId,
      question: { of: 'objects', objects: null, holders: null },
    });
    expect(access?.headers).toHaveLength(matrix.holders.length + 2);
    expect(access?.rows).toHaveLength(matrix.rows.length);
    const [fields] = await sheetsOf({
      kind: 'access',
      connectionId,
      question: { of: 'fields', object: FIELD.object, holders: null },
    });
    expect(fields?.rows.some((cells) => cells[1] === FIELD.name)).toBe(true);
    const [who] = await sheetsOf({
      kind: 'access',
      connectionId,
      question: { of: 'field', object: FIELD.object, field: FIELD.name },
    });
    const ofField = await answers['access.ofField'](
      { connectionId, object: FIELD.object, field: FIELD.name },
      callContext(),
    );
    expect(who?.rows).toHaveLength(ofField.holders.length + ofField.users.length);
    const id = [...kit.byName('User').values()][0]?.name ?? '';
    const [effective] = await sheetsOf({
      kind: 'access',
      connectionId,
      question: { of: 'effective', subject: { kind: 'user', id }, object: FIELD.object },
    });
    expect(effective?.rows.some(([kind]) => kind === 'Field')).toBe(true);

    const analysis = await answers['reports.analysis']({ connectionId, staleDays: 180 }, callContext());
    const whole = { kind: 'reportAnalysis', connectionId, staleDays: 180, kinds: null, names: null } as const;
    expect((await sheetsOf(whole))[0]?.rows).toHaveLength(analysis.findings.length);
    const never = (await sheetsOf({ ...whole, kinds: ['never run'] }))[0]?.rows ?? [];
    expect(never.length).toBe(analysis.findings.filter(({ kind }) => kind === 'never run').length);

    const used = await answers['usage.ofField']({ connectionId, ...FIELD }, callContext());
    const [cover, uses] = await sheetsOf({ kind: 'whereUsed', connectionId, ...FIELD }, true);
    expect(uses?.rows.map(([, name]) => name)).toEqual(used.rows.map(({ name }) => name));
    const told = cover?.rows.map(([, value]) => value ?? '').join('\n') ?? '';
    expect(used.coverage.every(({ source }) => told.includes(source))).toBe(true);
  }, 60_000);

  it('of a dictionary have a sheet of record types with their picklist values where these were read', async () => {
    const values = ['A', 'B'];
    const kind = textField('Kind__c', {
      type: 'picklist',
      metadataType: 'Picklist',
      picklistValues: values.map((value) => ({ value, label: value })),
    });
    const recordTypes = [{ name: 'Plain', label: 'Plain', active: true, picklists: { Kind__c: values } }];
    const kit = await areaKit(smallOrg([customObject('Part__c', [kind], { recordTypes })]));
    await kit.read([], 'all');
    const sheetsOf = exporter(kit);
    const source = {
      kind: 'dictionary',
      query: { connectionId: kit.connectionId, objects: null, quick: '', filters: [], sort: [] },
      layout: 'perObject',
      columns: ['name'],
      headers: 'label',
    } satisfies ExportSource;
    expect((await sheetsOf(source)).map(({ name }) => name)).toEqual(['Index', 'Part__c']);
    await kit.read(['record-types']);
    expect((await sheetsOf(source)).at(-1)?.rows.map((row) => row.slice(0, 5))).toEqual([
      ['Part__c', 'Plain', 'Plain', 'Kind__c', 'A'],
      ['Part__c', 'Plain', 'Plain', 'Kind__c', 'B'],
    ]);
    expect((await sheetsOf({ ...source, layout: 'one' })).map(({ name }) => name)).toEqual(['Fields']);
  }, 30_000);

  it('of a dictionary have a sheet of dependent picklists: what may be chosen under which value', async () => {
    const picklist = (name: string, picklistValues: BundlePicklistValue[], more: Partial<BundleField> = {}) =>
      textField(name, { type: 'picklist', metadataType: 'Picklist', picklistValues, ...more });
    const country = picklist('Country__c', [
      { value: 'DE', label: 'Germany' },
      { value: 'FR', label: 'France' },
    ]);
    const city = picklist(
      'City__c',
      [
        { value: 'B', label: 'Berlin', controllingValues: ['DE'] },
        { value: 'P', label: 'Paris', controllingValues: ['FR'] },
        { value: 'X', label: 'Elsewhere', controllingValues: ['DE', 'FR'] },
      ],
      { controllerName: 'Country__c' },
    );
    const kit = await areaKit(smallOrg([customObject('Site__c', [country, city])]));
    await kit.read([], 'all');
    const source = {
      kind: 'dictionary',
      query: { connectionId: kit.connectionId, objects: null, quick: '', filters: [], sort: [] },
      layout: 'perObject',
      columns: ['name'],
      headers: 'label',
    } satisfies ExportSource;
    const sheet = (await exporter(kit)(source)).find(({ name }) => name === 'Dependent picklists');
    expect(sheet?.rows).toEqual([
      ['Site__c', 'City__c', 'Country__c', 'DE', 'B', 'Berlin'],
      ['Site__c', 'City__c', 'Country__c', 'DE', 'X', 'Elsewhere'],
      ['Site__c', 'City__c', 'Country__c', 'FR', 'P', 'Paris'],
      ['Site__c', 'City__c', 'Country__c', 'FR', 'X', 'Elsewhere'],
    ]);
    const other = { ...source, query: { ...source.query, objects: ['Account'] } };
    expect((await exporter(kit)(other)).map(({ name }) => name)).not.toContain('Dependent picklists');
  }, 30_000);

  it('of an object say its record types with picklist values, layouts and limits, or that they were not read', async () => {
    const kit = await areaKit(createSampleBundle());
    await kit.read(['record-types', 'layouts', 'object-limits'], 'all');
    const { handlers } = createCatalogService({ store: kit.rig });
    const detailOf = async (name: string) =>
      objectDetail.parse(await handlers['catalog.object']({ connectionId: kit.connectionId, name }, callContext()));
    const detail = await detailOf('Account');
    const of = (type: string) => [...kit.byName(type).values()].filter(({ object }) => object === 'Account');
    expect(detail.recordTypePicklists.rows.map(({ name }) => name).toSorted()).toEqual(
      of('RecordType')
        .map(({ name }) => name)
        .toSorted(),
    );
    expect(detail.layouts.rows).toHaveLength(of('Layout').length);
    expect(detail.layouts.rows.some(({ assignments }) => assignments !== null && assignments.length > 0)).toBe(true);
    expect(detail.limits.rows).toHaveLength(of('ObjectLimit').length);
    expect(detail.limits.readAt).not.toBeNull();
    expect(detail.population).toMatch(/is not read/);
    kit.rig.catalog.transaction(() => {
      kit.rig.areas.components.removeArea(kit.key, 'layouts');
      kit.rig.areas.states.forget(kit.key, 'layouts');
    });
    expect((await detailOf('Account')).layouts).toMatchObject({ state: 'never', readAt: null, rows: [] });
  }, 30_000);
});
