import { describe, expect, it } from 'vitest';
import { ALL_REQUESTS } from '../../../src-preload/contract/ledger.ts';
import { type Preferences, PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { type ExportSpec, exportSpec } from '../../../src-preload/contract/exports.ts';
import { sampleAccount, sampleSpec } from '../../testing/export-samples.ts';
import { type DestinationDraft, changePlace } from './destination-draft.ts';
import {
  type ExportDraft,
  differsFromAll,
  draftOf,
  firstDraft,
  isFolder,
  moveExportColumn,
  previewSpecOf,
  sourceFor,
  specOf,
} from './export-draft.ts';
import type { ShownGrid } from './export-store.ts';

const preferences = Object.fromEntries(
  PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]),
) as Preferences;
const query = { connectionId: 'c1', objects: null, quick: '', filters: [], sort: [] };
const fields: ShownGrid = { kind: 'fields', query, columns: ['label', 'badges'], headers: 'label' };
const accounts = [sampleAccount(), sampleAccount({ id: 'm1', provider: 'microsoft', kind: 'work' })];
const asked = (draft: ExportDraft, shown: ShownGrid | null = null) => ({
  draft,
  connectionId: 'c1',
  shown,
  accounts,
  suggested: 'Acme fields',
});
const withDestination = (change: Partial<DestinationDraft>): ExportDraft => {
  const draft = firstDraft(preferences, null, false);
  return { ...draft, destination: { ...draft.destination, ...change } };
};

describe('what an export holds', () => {
  it('is all fields with all columns, headed as names are shown', () => {
    const draft = firstDraft({ ...preferences, nameStyle: 'api' }, null, false);
    const spec = specOf(asked(draft));
    expect(spec?.source).toMatchObject({ kind: 'dictionary', query, headers: 'api', layout: 'one' });
    expect(spec?.source).toHaveProperty('columns.length', draft.columns.dictionary.length);
    expect(spec?.cover).toBe(true);
  });

  it('is what the grid shows when that is less or in another order', () => {
    expect(differsFromAll('dictionary', fields)).toBe(false);
    const shown: ShownGrid = { ...fields, query: { ...query, quick: 'serial' } };
    const draft = firstDraft(preferences, shown, false);
    expect(draft.scope).toBe('shown');
    expect(specOf(asked(draft, shown))?.source).toMatchObject({ kind: 'dictionary', query: { quick: 'serial' } });
    const grid = firstDraft(preferences, shown, true);
    expect(specOf(asked(grid, shown))?.source).toEqual(shown);
    expect(specOf(asked({ ...grid, scope: 'all' }, shown))?.source).toMatchObject({ kind: 'fields', query });
  });

  it('keeps the order and the choice of objects and requests of their grids', () => {
    const objects: ShownGrid = {
      kind: 'objects',
      connectionId: 'c1',
      names: ['Lead', 'Account'],
      columns: ['name'],
      headers: 'api',
    };
    expect(specOf(asked({ ...firstDraft(preferences, objects, true), headers: 'api' }, objects))?.source).toEqual(
      objects,
    );
    const ledger: ShownGrid = { kind: 'ledger', ...ALL_REQUESTS, text: 'describe', columns: ['at', 'host'] };
    const draft = firstDraft(preferences, ledger, true);
    expect(specOf({ ...asked(draft, ledger), connectionId: null })?.source).toEqual(ledger);
    expect(specOf(asked({ ...draft, scope: 'all' }, ledger))?.source).toMatchObject({ text: '', connectionId: null });
  });

  it('is nothing without a column, a chosen object or an org', () => {
    const draft = firstDraft(preferences, null, false);
    const none = draft.columns.dictionary.map(({ id }) => ({ id, on: false }));
    expect(specOf(asked({ ...draft, columns: { ...draft.columns, dictionary: none } }))).toBeNull();
    expect(specOf(asked({ ...draft, scope: 'chosen' }))).toBeNull();
    expect(specOf({ ...asked(draft), connectionId: null })).toBeNull();
    expect(specOf(asked({ ...draft, scope: 'chosen', objects: ['Account'] }))?.source).toMatchObject({
      query: { objects: ['Account'] },
    });
  });

  it('has no cover and no apostrophes where they do not belong', () => {
    expect(specOf(asked(withDestination({ format: 'csv' })))).toMatchObject({ cover: false, defuse: true });
    expect(specOf(asked(withDestination({ format: 'json' })))).toMatchObject({ cover: true, defuse: false });
    const folder = { ...withDestination({ format: 'md' }), layout: 'perObject' as const };
    expect(isFolder(folder)).toBe(true);
    expect(isFolder({ ...folder, destination: { ...folder.destination, format: 'xlsx' } })).toBe(false);
  });
});

describe('where an export goes', () => {
  it('is previewed before it is known, and not sent', () => {
    const draft = withDestination({ place: 'google' });
    const nobody = { ...asked(draft), accounts: [] };
    expect(specOf(nobody)).toBeNull();
    // Of the same kind: what is cut depends on where it goes, not on as whom.
    expect(previewSpecOf(nobody)?.destination).toMatchObject({ kind: 'google', target: { kind: 'new' } });
  });

  it('is the only account, under the suggested title, unless told otherwise', () => {
    const draft = withDestination({ place: 'google' });
    const destination = { kind: 'google', accountId: 'a1', target: { kind: 'new', title: 'Acme fields' } };
    expect(specOf(asked(draft))?.destination).toEqual(destination);
    const two = { ...asked(draft), accounts: [...accounts, sampleAccount({ id: 'a2' })] };
    expect(specOf(two)).toBeNull();
    expect(specOf({ ...asked(draft), accounts: [sampleAccount({ signedIn: false })] })).toBeNull();
    expect(specOf(asked(withDestination({ place: 'google', title: '  ' })))).toBeNull();
  });

  it('is one sheet without a cover where it is a tab or a table', () => {
    const draft = withDestination({
      place: 'microsoft',
      into: 'table',
      file: { driveId: 'd', id: 'f', name: 'Book.xlsx' },
      table: { id: 't', name: 'Fields' },
    });
    const spec = specOf(asked({ ...draft, layout: 'perObject' }));
    expect(spec).toMatchObject({ cover: false, source: { layout: 'one' } });
    expect(spec?.destination).toMatchObject({ target: { kind: 'table', tableId: 't', driveId: 'd' } });
  });

  it('is never a tab or a table for a personal Microsoft account', () => {
    const draft = withDestination({
      place: 'microsoft',
      into: 'tab',
      file: { driveId: 'd', id: 'f', name: 'Book.xlsx' },
      tab: { id: null, name: 'Fields' },
    });
    expect(specOf(asked(draft))?.destination.kind).toBe('microsoft');
    const personal = [sampleAccount({ id: 'm1', provider: 'microsoft', kind: 'personal' })];
    expect(specOf({ ...asked(draft), accounts: personal })).toBeNull();
  });

  it('is not Orgbench’s own folder while another one is still looked for', () => {
    const draft = withDestination({ place: 'microsoft', elsewhere: true });
    expect(specOf(asked(draft))).toBeNull();
    const found = { driveId: 'd', id: 'o', name: 'Team' };
    expect(
      specOf(asked(withDestination({ place: 'microsoft', elsewhere: true, folder: found })))?.destination,
    ).toMatchObject({
      target: { folder: found },
    });
  });

  it('forgets the file of one place when another is chosen', () => {
    const draft = withDestination({ place: 'google', into: 'tab', file: { driveId: '', id: 'f', name: 'Book' } });
    expect(changePlace(draft.destination, 'microsoft')).toMatchObject({ into: 'new', file: null });
  });
});

describe('an export that is repeated', () => {
  const base = firstDraft(preferences, null, false);
  const again = (spec: ExportSpec): ExportSpec | null =>
    specOf({ draft: draftOf(spec, base), connectionId: 'c1', shown: spec.source, accounts, suggested: 'other' });
  const dictionary = sampleSpec().source;
  const at = { driveId: 'd', fileId: 'f', fileName: 'Book.xlsx' };
  const specs: readonly ExportSpec[] = [
    sampleSpec(),
    sampleSpec({ source: { ...fields, query: { ...query, objects: ['Lead'] } } }),
    sampleSpec({ source: { kind: 'objects', connectionId: 'c1', names: null, columns: ['name'], headers: 'api' } }),
    sampleSpec({ source: { kind: 'ledger', ...ALL_REQUESTS, connectionId: 'c1', text: 'x', columns: ['host', 'at'] } }),
    sampleSpec({ destination: { kind: 'file', format: 'csv' }, cover: false, defuse: true }),
    sampleSpec({
      cover: false,
      destination: {
        kind: 'google',
        accountId: 'a1',
        target: { kind: 'tab', fileId: 'f', fileName: 'B', tabId: 7, tabName: 'T' },
      },
    }),
    sampleSpec({
      destination: {
        kind: 'microsoft',
        accountId: 'm1',
        target: { kind: 'new', name: 'B', folder: { driveId: 'd', id: 'o', name: 'Team' }, ifExists: 'fail' },
      },
    }),
    sampleSpec({
      cover: false,
      destination: { kind: 'microsoft', accountId: 'm1', target: { kind: 'tab', ...at, tabName: 'T' } },
    }),
    sampleSpec({
      cover: false,
      destination: {
        kind: 'microsoft',
        accountId: 'm1',
        target: { kind: 'table', ...at, tableId: 't', tableName: 'N' },
      },
    }),
    sampleSpec({
      source: {
        ...dictionary,
        kind: 'dictionary',
        query: { ...query, objects: ['Lead'] },
        layout: 'perObject',
        columns: ['label', 'object'],
        headers: 'api',
      },
    }),
  ];

  it.each(specs)('is the same again: $source.kind to $destination.kind', (spec) => {
    expect(exportSpec.parse(spec)).toEqual(spec);
    expect(again(spec)).toEqual(spec);
  });

  it('is about the org on screen when it comes from a preset', () => {
    expect(sourceFor(dictionary, 'c2')).toMatchObject({ query: { connectionId: 'c2' } });
  });

  it('moves a column by one place', () => {
    const columns = base.columns.dictionary;
    const moved = moveExportColumn(columns, 0, 1);
    expect([moved[0], moved[1]]).toEqual([columns[1], columns[0]]);
    expect(moveExportColumn(columns, 0, -1)).toBe(columns);
  });
});
