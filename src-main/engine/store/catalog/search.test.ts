import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalogStore } from '../../../../test/support/catalog-store.ts';
import { describeFacts } from '../../../domain/metadata/describe-facts.ts';
import type { BundleObject } from '../../../sample-org/bundle.ts';
import { createSampleBundle } from '../../../sample-org/content/index.ts';
import { createSearch } from './search.ts';

const READ_AT = '2026-01-01T00:00:00.000Z';
const ALL = 1_000_000;
const ORG = [{ key: 1, id: 'c', name: 'Org' }];

function openOrg(objects: readonly BundleObject[], indexed = true) {
  const { db, catalog } = openCatalogStore(READ_AT);
  const described = objects.map(({ name, label, fields }) => ({
    name,
    label,
    fields: fields.map((field) => ({
      name: field.name,
      label: field.label,
      type: field.type,
      inlineHelpText: field.helpText ?? null,
    })),
  }));
  catalog.list.saveList(1, described, null, READ_AT);
  const snapshot = catalog.snapshots.begin(1, null, READ_AT);
  const describeField = db.prepare('UPDATE field SET description = ? WHERE object = ? AND name = ?');
  catalog.transaction(() => {
    for (const object of described) {
      catalog.write.saveDescribe({ connectionKey: 1, snapshot, readAt: READ_AT }, describeFacts(object), null);
    }
    for (const { name, fields } of objects) {
      for (const field of fields) {
        if (field.description !== undefined) describeField.run(field.description, name, field.name);
      }
    }
  });
  if (indexed) while (catalog.searchIndex.step().done < catalog.searchIndex.step().total);
  const search = (text: string, limit = 20) => catalog.search('c', text, limit);
  return {
    db,
    search,
    found: (text: string) =>
      search(text).hits.map((hit) => `${hit.kind === 'object' ? '' : `${hit.object}.`}${hit.name} ${hit.matchedIn}`),
    quick: (quick: string) =>
      catalog
        .fieldPage({ connectionId: 'c', objects: null, quick, filters: [], sort: [] }, 0, ALL)
        .rows.map((row) => `${row.object}.${row.name}`),
  };
}

type Texts = { readonly label: string; readonly helpText?: string; readonly description?: string };
function object(name: string, fields: Readonly<Record<string, Texts>>): BundleObject {
  return {
    name,
    label: name.replace(/__c$/, '').replaceAll('_', ' '),
    fields: Object.entries(fields).map(([fieldName, texts]) => ({ name: fieldName, type: 'string', ...texts })),
    recordTypes: [],
    validationRules: [],
  };
}

const DEVICE = object('Device__c', {
  Power__c: { label: 'Rated power (kW)', helpText: 'Kilowatts at 7 °C outside' },
  Flow__c: { label: 'Flow temperature (°C)', description: 'Set by the installer, 5 K steps' },
  kWh_Total__c: { label: 'Energy total' },
  Share__c: { label: 'Share', helpText: `${'Of all readings of the day. '.repeat(12)}Between 0 % and 100 %` },
  BackupkW__c: { label: 'Backup' },
  Uebung__c: { label: 'Öl Übung' },
});

describe('search for one or two characters', () => {
  const cases: readonly [title: string, text: string, hits: readonly string[]][] = [
    [
      'a unit, word starts before inner parts',
      'kW',
      ['Device__c.kWh_Total__c name', 'Device__c.Power__c label', 'Device__c.BackupkW__c name'],
    ],
    ['a sign beyond ASCII', '°c', ['Device__c.Flow__c label', 'Device__c.Power__c helpText']],
    ['a bracket', '(', ['Device__c.Power__c label', 'Device__c.Flow__c label']],
    ['a percent sign literally', '%', ['Device__c.Share__c helpText']],
    ['a letter with a diaeresis in the other case', 'ü', ['Device__c.Uebung__c label']],
    ['two short words, one of them punctuation', 'kW (', ['Device__c.Power__c label']],
    ['a description', '5 K', ['Device__c.Flow__c description']],
    ['a long word and a short one, each literally', 'rated W)', ['Device__c.Power__c label']],
    ['a long word and a short one that is missing', 'rated %', []],
    ['nothing', '~', []],
  ];
  it.each(cases)('finds %s', (_title, text, hits) => {
    expect(openOrg([DEVICE]).found(text)).toEqual(hits);
    expect(openOrg([DEVICE], false).found(text)).toEqual(hits);
  });

  it('puts objects before fields that fit as well', () => {
    const { found } = openOrg([object('Heat_kW__c', { Peak_kW__c: { label: 'Peak' } })]);
    expect(found('kw')).toEqual(['Heat_kW__c name', 'Heat_kW__c.Peak_kW__c name']);
  });

  it('shows the text around the match', () => {
    const [hit] = openOrg([DEVICE]).search('0 % a').hits;
    expect(hit?.excerpt).toMatch(/^….*Between 0 % and 100 %$/);
  });

  it('says that there may be more when the time is over before all fields were looked at', () => {
    const many = Array.from({ length: 3000 }, (_none, at): [string, Texts] => [`F${at}__c`, { label: `Field ${at}` }]);
    const { db } = openOrg([object('Wide__c', Object.fromEntries(many))]);
    const searchFor = (sureFields: number) => createSearch(db, { budgetMs: 0, sureFields })(ORG, '~', 20);
    expect(searchFor(0)).toEqual({ hits: [], more: true });
    expect(searchFor(100_000)).toEqual({ hits: [], more: false });
  });
});

describe('search in the sample org', () => {
  const { sobjects } = createSampleBundle();
  const rows = sobjects.flatMap(({ name: objectName, fields }) =>
    fields.map(({ name, label, helpText, description }) => ({
      at: `${objectName}.${name}`,
      named: [name, label],
      grid: [name, label, helpText ?? ''],
      all: [name, label, helpText ?? '', description ?? ''],
    })),
  );
  const holds = (texts: readonly string[], text: string): boolean =>
    texts.some((one) => one.toLowerCase().includes(text.toLowerCase()));

  it('finds every field that holds the text in a name, label, help text or description, as the grid does', () => {
    const { search, quick } = openOrg(sobjects);
    const piece = fc
      .tuple(fc.nat(rows.length - 1), fc.nat(3), fc.nat(400), fc.integer({ min: 1, max: 8 }))
      .map(([row, part, at, length]) => {
        const text = Array.from(rows[row]?.all[part] ?? '');
        const start = at % Math.max(1, text.length);
        return text
          .slice(start, start + length)
          .join('')
          .trim();
      })
      .filter((text) => text !== '');
    const check = (text: string): void => {
      const { hits, more } = search(text, ALL);
      const fields = hits.filter((hit) => hit.kind === 'field');
      const at = new Set(fields.map((hit) => `${hit.object}.${hit.name}`));
      const expected = rows.filter((row) => holds(row.all, text));
      expect(expected.filter((row) => !at.has(row.at)).map((row) => row.at)).toEqual([]);
      expect(at.size).toBe(fields.length);
      expect(more).toBe(false);
      const words = text.split(/\s+/);
      const strange = fields.filter(({ excerpt }) => excerpt !== null && !words.some((word) => holds([excerpt], word)));
      expect(strange).toEqual([]);
      const inNames = new Set(rows.filter((row) => holds(row.named, text)).map((row) => row.at));
      const places = fields.map((hit) => inNames.has(`${hit.object}.${hit.name}`));
      expect(places.indexOf(false) === -1 ? inNames.size : places.indexOf(false)).toBe(inNames.size);
      expect(quick(text).sort()).toEqual(
        rows
          .filter((row) => holds(row.grid, text))
          .map((row) => row.at)
          .sort(),
      );
    };
    for (const text of ['kW', '°C', '(', '%', '/', '_c', 'rr', 'kW (', 'ü', '"', "'", '*', '\\']) check(text);
    fc.assert(fc.property(piece, check), { numRuns: 60 });
  });
});
