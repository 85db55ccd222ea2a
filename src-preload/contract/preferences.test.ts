import { describe, expect, it } from 'vitest';
import {
  findPreferences,
  PREFERENCE_GROUP_NAMES,
  PREFERENCE_NAMES,
  preferencesOf,
  preferenceTable,
} from './preferences.ts';

describe('the table of preferences', () => {
  it.each(PREFERENCE_NAMES)('has for %s a default that is allowed, a title and a sentence', (name) => {
    const { schema, fallback, title, description } = preferenceTable[name];
    expect(schema.safeParse(fallback)).toEqual({ success: true, data: fallback });
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it('has every preference in one group, and no group without a preference', () => {
    const grouped = PREFERENCE_GROUP_NAMES.flatMap((group) => preferencesOf(group));
    expect(grouped.toSorted()).toEqual([...PREFERENCE_NAMES].toSorted());
    for (const group of PREFERENCE_GROUP_NAMES) expect(preferencesOf(group)).not.toEqual([]);
  });

  it('says which ones the master switch makes idle', () => {
    const governed = PREFERENCE_NAMES.filter((name) => preferenceTable[name].governed);
    expect(governed).toEqual(['googleClientId', 'googleClientSecret', 'microsoftClientId', 'microsoftTenant']);
  });
});

describe('the search over preferences', () => {
  it('finds by words of the title, the sentence, the name and the heading, in any order and case', () => {
    expect(findPreferences('LOCK minutes')).toEqual(['autoLockMinutes']);
    expect(findPreferences('onlysalesforce')).toEqual(['onlySalesforce']);
    expect(findPreferences('how long ledger')).toEqual(['ledgerDays']);
    expect(findPreferences('no such thing')).toEqual([]);
  });

  it('shows all without words, except what has no control of its own', () => {
    expect(findPreferences(' ')).toEqual(PREFERENCE_NAMES.filter((name) => preferenceTable[name].shown));
    expect(findPreferences('columns of the field grid')).toEqual([]);
  });
});
