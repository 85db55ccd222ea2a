import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TEST_POLICY } from '../../../../test/support/engine-parts.ts';
import { openBackup, writeBackup } from './backup-file.ts';
import { newBackupKeys } from './backup-key.ts';
import { type BackupSection, defineSection, freeName } from './backup-section.ts';
import { previewOf, restoreChosen } from './restore.ts';

const PASSWORD = 'quartz lantern otter meadow';

/** What a later feature might add: a record type that nothing in the format knows of. */
function savedViews(views: Map<string, { readonly filter: string }>, version = 1): BackupSection {
  return defineSection({
    name: 'savedViews',
    title: 'Saved views',
    version,
    canHoldSecrets: false,
    schema: z.object({ filter: z.string() }),
    count: () => views.size,
    read: () => [...views].map(([id, value]) => ({ id, title: id, value })),
    compare: ({ id, value }) => {
      const here = views.get(id);
      if (here === undefined) return { change: 'add', text: '' };
      return here.filter === value.filter ? { change: 'same', text: '' } : { change: 'replace', text: 'Differs.' };
    },
    restore: ({ id, value }) => {
      if (value.filter === 'explode') throw new Error('planted');
      views.set(id, value);
    },
  });
}

async function roundTrip(sections: readonly BackupSection[]) {
  const { kdf, keys } = await newBackupKeys(PASSWORD, TEST_POLICY);
  const content = sections.map((section) => ({
    name: section.name,
    title: section.title,
    version: section.version,
    items: section.read({ withSecrets: false }),
  }));
  const bytes = writeBackup({ madeAt: '2026-10-01T08:00:00.000Z', madeBy: 'Orgbench 9', sections: content }, kdf, keys);
  return openBackup(bytes, PASSWORD, TEST_POLICY);
}

describe('a kind of record that a later feature adds', () => {
  it('goes into a backup and comes back, without a change of the format', async () => {
    const backup = await roundTrip([savedViews(new Map([['mine', { filter: 'type = "Formula"' }]]))]);
    const elsewhere = new Map<string, { filter: string }>();
    const sections = [savedViews(elsewhere)];
    expect(previewOf('r', backup, sections).sections).toEqual([
      {
        name: 'savedViews',
        title: 'Saved views',
        state: 'whole',
        items: [{ id: 'mine', title: 'mine', change: 'add', text: '' }],
      },
    ]);
    expect(restoreChosen(backup, sections, [{ section: 'savedViews', ids: null }])).toEqual({
      restored: 1,
      sections: 1,
    });
    expect(elsewhere.get('mine')).toEqual({ filter: 'type = "Formula"' });
  });

  it('is listed as unknown by a version that lacks it, and refused in words', async () => {
    const backup = await roundTrip([savedViews(new Map([['mine', { filter: 'x' }]]))]);
    expect(previewOf('r', backup, []).sections).toMatchObject([
      { name: 'savedViews', title: 'Saved views', state: 'unknown', items: [{ title: 'mine', change: 'cannot' }] },
    ]);
    expect(() => restoreChosen(backup, [], [{ section: 'savedViews', ids: null }])).toThrow(/does not know its kind/);
  });

  it('in a form that this version does not know cannot be restored, the rest of it can', async () => {
    const newer = savedViews(new Map([['known', { filter: 'x' }]]), 2);
    const odd: BackupSection = {
      ...newer,
      read: (options) => [...newer.read(options), { id: 'odd', title: 'odd', value: { query: ['x'] } }],
    };
    const backup = await roundTrip([odd]);
    const views = new Map<string, { filter: string }>();
    const sections = [savedViews(views, 1)];
    expect(previewOf('r', backup, sections).sections[0]?.items).toMatchObject([
      { id: 'known', change: 'add' },
      { id: 'odd', change: 'cannot', text: expect.stringContaining('newer Orgbench') },
    ]);
    expect(() => restoreChosen(backup, sections, [{ section: 'savedViews', ids: ['odd'] }])).toThrow(
      /cannot be restored/,
    );
    expect(restoreChosen(backup, sections, [{ section: 'savedViews', ids: null }])).toMatchObject({ restored: 1 });
    expect([...views.keys()]).toEqual(['known']);
  });
});

describe('restoring a choice', () => {
  it('refuses what is not in the file and what is damaged', async () => {
    const sections = [savedViews(new Map([['mine', { filter: 'x' }]]))];
    const backup = await roundTrip(sections);
    const choose = (section: string, ids: readonly string[] | null) => () =>
      restoreChosen(backup, sections, [{ section, ids: ids === null ? null : [...ids] }]);
    expect(choose('dreams', null)).toThrow(/no part "dreams"/);
    expect(choose('savedViews', ['other'])).toThrow(/not in "Saved views"/);
    const damaged = { ...backup, sections: backup.sections.map((section) => ({ ...section, items: null })) };
    expect(() => restoreChosen(damaged, sections, [{ section: 'savedViews', ids: null }])).toThrow(/is damaged/);
  });

  it('passes over what is the same here', async () => {
    const sections = [savedViews(new Map([['mine', { filter: 'x' }]]))];
    const backup = await roundTrip(sections);
    expect(restoreChosen(backup, sections, [{ section: 'savedViews', ids: null }])).toEqual({
      restored: 0,
      sections: 0,
    });
  });

  it('lets a failure through, so that the transaction around it takes everything back', async () => {
    const backup = await roundTrip([savedViews(new Map([['mine', { filter: 'explode' }]]))]);
    expect(() => restoreChosen(backup, [savedViews(new Map())], [{ section: 'savedViews', ids: null }])).toThrow(
      'planted',
    );
  });
});

describe('a name that is taken', () => {
  it('gets the next free number and stays short enough', () => {
    const taken = new Set(['acme', 'acme (2)', 'x'.repeat(80)]);
    const isTaken = (name: string): boolean => taken.has(name.toLowerCase());
    expect(freeName('Beta', isTaken)).toBe('Beta');
    expect(freeName('Acme', isTaken)).toBe('Acme (3)');
    expect(freeName('x'.repeat(80), isTaken)).toBe(`${'x'.repeat(76)} (2)`);
  });
});
