import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBundle, type OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { runCliJson, startCliOrg } from '../support/command-line.ts';
import { hasSharedData, sharedDataPath } from '../support/shared-data.ts';
import { findLibreOffice, type ReadCell, readSheets, resaveWithLibreOffice } from '../support/workbook.ts';

const environment = { ORGBENCH_PASSWORD: 'correct horse battery staple' };

type StoredField = {
  readonly object: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly referenceTo: readonly string[];
  readonly picklistValues: readonly {
    readonly value: string;
    readonly label: string;
    readonly active: boolean;
    readonly default: boolean;
  }[];
  readonly formula: string | null;
  readonly helpText: string | null;
  readonly description: string | null;
  readonly custom: boolean;
  readonly required: boolean;
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly createdDate: string | null;
  readonly lastModifiedDate: string | null;
};

const key = (object: string, field: string) => `${object}.${field}`;
const instant = (date: string | null | undefined) =>
  date === null || date === undefined ? null : new Date(date).getTime();

describe.skipIf(!hasSharedData())('a real organisation, read through the command line', () => {
  let folder = '';
  let bundle: OrgBundle;
  let fields: readonly StoredField[] = [];
  let synced: Record<string, unknown> = {};
  let objects: readonly Record<string, unknown>[] = [];
  const workbook = () => join(folder, 'dictionary.xlsx');

  const json = <T>(args: readonly string[]): Promise<T> =>
    runCliJson<T>([...args, '--data-dir', join(folder, 'vault'), '--json'], { environment });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'orgbench-real-'));
    const path = sharedDataPath('real-org.json.gz');
    bundle = await loadBundle(path);
    const org = await startCliOrg(['--bundle', path]);
    await json(['vault', 'create', '--device-secret', 'none']);
    const connect = [
      'connect',
      '--name',
      'Real',
      '--instance-url',
      org.instanceUrl,
      '--data-dir',
      join(folder, 'vault'),
      '--json',
    ];
    await runCliJson(connect, { environment, input: [org.accessToken] });
    synced = await json(['sync', 'Real', '--all']);
    objects = (await json<{ objects: Record<string, unknown>[] }>(['objects', 'Real'])).objects;
    fields = (await json<{ fields: StoredField[] }>(['fields', 'Real'])).fields;
    await json(['export', 'dictionary', 'Real', '--to', 'xlsx', '--headers', 'api', '--out', workbook()]);
    await org.stop();
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read without anything unknown', () => {
    expect(synced).toMatchObject({ objects: bundle.sobjects.length, unknown: [] });
  });

  it('has exactly the objects of the bundle, with their facts', () => {
    const expected = bundle.sobjects.map((one) => ({
      name: one.name,
      label: one.label,
      custom: one.custom,
      description: one.description ?? null,
      fieldCount: one.fields.length,
      recordTypes: (one.recordTypes ?? []).map((type) => type.name).sort(),
    }));
    const actual = objects.map((one) => ({
      name: one['name'],
      label: one['label'],
      custom: one['custom'],
      description: one['description'],
      fieldCount: one['fieldCount'],
      recordTypes: (one['recordTypes'] as { name: string }[]).map((type) => type.name).sort(),
    }));
    const byName = (a: { name: unknown }, b: { name: unknown }) => (String(a.name) < String(b.name) ? -1 : 1);
    expect(actual.sort(byName)).toEqual(expected.sort(byName));
  });

  it('has exactly the fields of the bundle, with every fact that the bundle gives', () => {
    const stored = new Map(fields.map((one) => [key(one.object, one.name), one]));
    expect(stored.size).toBe(fields.length);
    const differences: string[] = [];
    let compared = 0;
    for (const object of bundle.sobjects) {
      for (const field of object.fields) {
        compared += 1;
        const name = key(object.name, field.name);
        const found = stored.get(name);
        if (found === undefined) {
          differences.push(`${name} is missing`);
          continue;
        }
        const check = (fact: string, actual: unknown, wanted: unknown) => {
          if (JSON.stringify(actual) !== JSON.stringify(wanted)) {
            differences.push(`${name} ${fact}: ${JSON.stringify(actual)} is not ${JSON.stringify(wanted)}`);
          }
        };
        check('label', found.label, field.label);
        check('type', found.type, field.type);
        check('custom', found.custom, field.custom);
        if (field.length !== undefined) check('length', found.length, field.length);
        if (field.precision !== undefined) check('precision', found.precision, field.precision);
        if (field.scale !== undefined) check('scale', found.scale, field.scale);
        check('referenceTo', [...found.referenceTo].sort(), [...(field.referenceTo ?? [])].sort());
        check(
          'picklistValues',
          found.picklistValues,
          (field.picklistValues ?? []).map((one) => ({
            value: one.value,
            label: one.label ?? one.value,
            active: one.active !== false,
            default: one.default === true,
          })),
        );
        check('formula', found.formula, field.formula ?? null);
        check('helpText', found.helpText, field.helpText ?? null);
        check('description', found.description, field.description ?? null);
        check('unique', found.unique, field.unique === true);
        check('externalId', found.externalId, field.externalId === true);
        if (field.createdDate !== undefined)
          check('createdDate', instant(found.createdDate), instant(field.createdDate));
        if (field.lastModifiedDate !== undefined)
          check('lastModifiedDate', instant(found.lastModifiedDate), instant(field.lastModifiedDate));
        // A standard field's record of "required" is its nillability, which the org derives further; a custom one's is exact.
        if (field.custom && field.required === true && field.type !== 'boolean' && field.calculated !== true)
          check('required', found.required, true);
      }
    }
    expect(differences.slice(0, 20)).toEqual([]);
    expect(compared).toBe(fields.length);
  });

  const TEXT_COLUMNS = ['helpText', 'description', 'formula'] as const;
  const HEADERS = { helpText: 'InlineHelpText', description: 'Description', formula: 'Formula' } as const;

  function compareWorkbook(data: readonly (readonly ReadCell[])[]): string[] {
    const [header = [], ...rows] = data;
    const column = (name: string) => header.indexOf(name);
    const byName = new Map(
      rows.map((cells) => [key(String(cells[column('Object')]), String(cells[column('QualifiedApiName')])), cells]),
    );
    const differences: string[] =
      byName.size === fields.length ? [] : [`${byName.size} rows for ${fields.length} fields`];
    for (const field of fields) {
      const cells = byName.get(key(field.object, field.name));
      const check = (name: string, wanted: ReadCell) => {
        const actual = cells?.[column(name)] ?? null;
        if (actual !== wanted)
          differences.push(
            `${field.object}.${field.name} ${name}: ${JSON.stringify(actual)} is not ${JSON.stringify(wanted)}`,
          );
      };
      // A workbook reader gives an empty text as no text, and a line break of CR LF as LF.
      const text = (value: string | null) => (value === null || value === '' ? null : value.replaceAll('\r\n', '\n'));
      check('Label', field.label);
      check('DataType', field.type);
      check('Custom', field.custom);
      check('Required', field.required);
      check('Length', field.length);
      check('ReferenceTo', text(field.referenceTo.join(', ')));
      for (const name of TEXT_COLUMNS) check(HEADERS[name], text(field[name]));
      const picklist = String(cells?.[column('PicklistValues')] ?? '');
      for (const one of field.picklistValues) {
        if (!picklist.includes(one.value))
          differences.push(`${field.object}.${field.name} lacks the value ${one.value}`);
      }
      if (field.custom && field.createdDate !== null) check('CreatedDate', field.createdDate);
    }
    return differences;
  }

  it('is in the dictionary workbook cell by cell', async () => {
    const [sheet] = await readSheets(workbook());
    const normalised = (sheet?.data ?? []).map((cells) =>
      cells.map((cell) => (typeof cell === 'string' ? cell.replaceAll('\r\n', '\n') : cell)),
    );
    expect(compareWorkbook(normalised).slice(0, 20)).toEqual([]);
  });

  it('is unchanged after LibreOffice opened and saved the workbook', async (context) => {
    const office = await findLibreOffice();
    if (office === null) return context.skip('LibreOffice is not installed');
    const [sheet] = await readSheets(await resaveWithLibreOffice(office, workbook(), join(folder, 'profile')));
    expect(compareWorkbook(sheet?.data ?? []).slice(0, 20)).toEqual([]);
  }, 180_000);
});
