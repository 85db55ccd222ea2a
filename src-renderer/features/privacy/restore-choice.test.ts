import { describe, expect, it } from 'vitest';
import type { RestorePreview } from '../../../src-preload/contract/backup.ts';
import { changingItems, chosenParts, countChosen, firstChoice } from './restore-choice.ts';

const item = (id: string, change: RestorePreview['sections'][number]['items'][number]['change']) => ({
  id,
  title: id,
  change,
  text: '',
});
const PREVIEW: RestorePreview = {
  restoreId: 'r1',
  madeAt: '2026-11-01T08:00:00Z',
  madeBy: 'Orgbench 0.1.0',
  sections: [
    {
      name: 'preferences',
      title: 'Preferences',
      state: 'whole',
      items: [item('density', 'add'), item('scheme', 'replace'), item('nameStyle', 'same'), item('newer', 'cannot')],
    },
    { name: 'connections', title: 'Connections', state: 'damaged', items: [item('lost', 'add')] },
    { name: 'dashboards', title: 'Dashboards', state: 'unknown', items: [] },
    { name: 'presets', title: 'Export presets', state: 'whole', items: [item('monthly', 'same')] },
  ],
};

describe('what is chosen of an opened backup', () => {
  it('is at first everything that would change something, and nothing else', () => {
    const choice = firstChoice(PREVIEW);
    expect(countChosen(choice)).toBe(2);
    expect(chosenParts(choice)).toEqual([{ section: 'preferences', ids: ['density', 'scheme'] }]);
  });

  it('never holds anything of a damaged or an unknown part', () => {
    expect(PREVIEW.sections.slice(1).flatMap(changingItems)).toEqual([]);
  });

  it('leaves out parts of which nothing is chosen', () => {
    expect(chosenParts({ preferences: new Set(), presets: new Set(['monthly']) })).toEqual([
      { section: 'presets', ids: ['monthly'] },
    ]);
  });
});
