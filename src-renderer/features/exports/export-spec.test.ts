import { describe, expect, it } from 'vitest';
import { type Preferences, PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { differsFromAll, draftOf, firstDraft, moveExportColumn, specOf } from './export-spec.ts';

const preferences = Object.fromEntries(
  PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]),
) as Preferences;
const query = { connectionId: 'c', objects: null, quick: '', filters: [], sort: [] };

describe('what an export holds', () => {
  it('is all fields with all columns, headed as names are shown', () => {
    const draft = firstDraft({ ...preferences, nameStyle: 'api' }, null);
    const spec = specOf(draft, 'c', null);
    expect(spec?.query).toEqual(query);
    expect(spec?.headers).toBe('api');
    expect(spec?.columns).toHaveLength(draft.columns.length);
  });

  it('is what the grid shows when that is less or in another order', () => {
    expect(differsFromAll(query)).toBe(false);
    const shown = { ...query, quick: 'serial' };
    const draft = firstDraft(preferences, shown);
    expect(draft.scope).toBe('shown');
    expect(specOf(draft, 'c', shown)?.query).toBe(shown);
  });

  it('is nothing without a column or without a chosen object', () => {
    const draft = firstDraft(preferences, null);
    expect(specOf({ ...draft, columns: draft.columns.map(({ id }) => ({ id, on: false })) }, 'c', null)).toBeNull();
    expect(specOf({ ...draft, scope: 'chosen' }, 'c', null)).toBeNull();
    expect(specOf({ ...draft, scope: 'chosen', objects: ['Account'] }, 'c', null)?.query.objects).toEqual(['Account']);
  });

  it('is the same again when it is repeated', () => {
    const draft = firstDraft(preferences, null);
    const spec = specOf(
      {
        ...draft,
        scope: 'chosen',
        objects: ['Lead'],
        format: 'csv',
        layout: 'perObject',
        columns: moveExportColumn(draft.columns, 0, 1).map((column, at) => ({ ...column, on: at < 3 })),
      },
      'c',
      null,
    );
    if (spec === null) throw new Error('no spec');
    expect(specOf(draftOf(spec), 'c', spec.query)).toEqual(spec);
  });
});
