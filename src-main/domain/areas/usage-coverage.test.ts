import { describe, expect, it } from 'vitest';
import { coverageOfArea, coverageOfObjects } from './usage-coverage.ts';

const READ = { chosen: true, state: 'read', readAt: '2026-11-23T10:00:00.000Z', unknown: [] };
const refused = { name: 'Flow', reason: 'No permission.' };

describe('coverage of a source that an area brings', () => {
  it('is read with its time when everything of it was read', () => {
    expect(coverageOfArea(READ, true)).toEqual({ state: 'read', readAt: READ.readAt, reason: null });
  });

  it('says of what was read what no read can see, and only of that', () => {
    const limit = 'Reports in folders that the signed-in user may not see are not among them.';
    expect(coverageOfArea(READ, true, limit)).toEqual({ state: 'read', readAt: READ.readAt, reason: limit });
    const some = coverageOfArea({ ...READ, state: 'partly', unknown: [refused] }, true, limit);
    expect(some).toMatchObject({ state: 'partly', reason: `Flow: No permission. ${limit}` });
    expect(coverageOfArea(null, false, limit).reason).toBe('Not chosen for reading.');
  });

  it('says why something, or all of it, is missing', () => {
    const some = coverageOfArea({ ...READ, state: 'partly', unknown: [refused, refused] }, true);
    expect(some).toMatchObject({ state: 'partly', reason: 'Flow: No permission. And 1 more.' });
    const nothing = coverageOfArea({ ...READ, state: 'unknown', unknown: [refused] }, false);
    expect(nothing).toMatchObject({ state: 'not read', reason: 'Flow: No permission.' });
  });

  it('is not read where what was read of the area brings nothing of it', () => {
    const folders = coverageOfArea({ ...READ, state: 'partly', unknown: [refused] }, false);
    expect(folders).toMatchObject({ state: 'not read', reason: 'Flow: No permission.' });
  });

  it('tells not chosen, not read yet, being read and stopped apart', () => {
    const reasons = [
      coverageOfArea(null, false),
      coverageOfArea({ ...READ, chosen: false }, false),
      coverageOfArea({ ...READ, state: 'never', readAt: null }, false),
      coverageOfArea({ ...READ, state: 'reading', readAt: null }, false),
      coverageOfArea({ ...READ, state: 'stopped' }, true),
    ].map(({ state, reason }) => `${state}: ${reason}`);
    expect(reasons).toEqual([
      'not read: Not chosen for reading.',
      'not read: Not chosen for reading.',
      'not read: Not read yet.',
      'not read: It is being read.',
      'partly: The last read was stopped before its end. Read again to go on.',
    ]);
  });

  it('counts what fits the source only: a part of the other one does not make it partly read', () => {
    expect(coverageOfArea({ ...READ, state: 'partly' }, true)).toMatchObject({ state: 'read', reason: null });
  });
});

describe('coverage of what fields say themselves', () => {
  const ALL = { listed: 4, read: 4, readAt: READ.readAt, hiddenFields: 0, unreadCompanions: 0 };
  it('is read when every object was, and partly when some were not chosen', () => {
    expect(coverageOfObjects(ALL, true)).toEqual({ state: 'read', readAt: READ.readAt, reason: null });
    expect(coverageOfObjects({ ...ALL, read: 1 }, false)).toMatchObject({
      state: 'partly',
      reason: 'Fields of 1 of 4 objects were read; the others were not chosen.',
    });
    expect(coverageOfObjects({ ...ALL, read: 0, readAt: null }, true)).toMatchObject({ state: 'not read' });
  });

  it('is read without history, share, feed and change events, which the choice of all objects leaves out', () => {
    expect(coverageOfObjects({ ...ALL, unreadCompanions: 115 }, true)).toEqual({
      state: 'read',
      readAt: READ.readAt,
      reason: 'Left out: 115 companion objects (history, share, feed, change events).',
    });
  });

  it('says that hidden fields may have formulas, where the question is about formulas', () => {
    expect(coverageOfObjects({ ...ALL, hiddenFields: 2 }, true).reason).toContain('may not see 2 fields');
    expect(coverageOfObjects({ ...ALL, hiddenFields: 2 }, false).reason).toBeNull();
  });
});
