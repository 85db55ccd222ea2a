import { describe, expect, it } from 'vitest';
import { coverageOfArea, coverageOfObjects, withObjects, withReports } from './usage-coverage.ts';

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

const ALL = {
  listed: 4,
  read: 4,
  refused: 0,
  readAt: READ.readAt,
  hiddenFields: 0,
  hiddenOfUnknownType: 0,
  hiddenFieldsUnknown: null,
  unreadCompanions: 0,
};
const UNSEEN = 'Objects that the signed-in user has no access to are not among them.';
const FIELD_SOURCES = ['formulas', 'lookups', 'dependent picklists'];

describe('coverage of what fields say themselves', () => {
  it('is read when every object was, and partly when some were not chosen or refused', () => {
    expect(coverageOfObjects(ALL, 'formulas')).toEqual({ state: 'read', readAt: READ.readAt, reason: UNSEEN });
    expect(coverageOfObjects({ ...ALL, read: 1 }, 'lookups')).toMatchObject({
      state: 'partly',
      reason: 'Fields of 1 of 4 objects were read; the others were not chosen.',
    });
    expect(coverageOfObjects({ ...ALL, read: 3, refused: 1 }, 'lookups').reason).toContain('or were refused');
    expect(coverageOfObjects({ ...ALL, read: 0, readAt: null }, 'formulas')).toMatchObject({ state: 'not read' });
  });

  it('is read without history, share, feed and change events, which the choice of all objects leaves out', () => {
    expect(coverageOfObjects({ ...ALL, unreadCompanions: 115 }, 'formulas')).toEqual({
      state: 'read',
      readAt: READ.readAt,
      reason: `Left out: 115 companion objects (history, share, feed, change events). ${UNSEEN}`,
    });
  });

  it('says that hidden fields may have formulas, or be controlled by others', () => {
    const hidden = { ...ALL, hiddenFields: 2 };
    expect(coverageOfObjects(hidden, 'formulas')).toMatchObject({
      state: 'partly',
      reason: 'The signed-in user may not see 2 fields; whether they have formulas is not known.',
    });
    expect(coverageOfObjects(hidden, 'dependent picklists').state).toBe('partly');
    // A definition says where a hidden lookup leads.
    expect(coverageOfObjects(hidden, 'lookups').state).toBe('read');
    expect(coverageOfObjects({ ...hidden, hiddenOfUnknownType: 1 }, 'lookups').reason).toContain(
      'may not see 1 field; whether it is a lookup',
    );
  });

  it('is never read where the org does not say which fields are hidden', () => {
    for (const source of FIELD_SOURCES) {
      const said = coverageOfObjects({ ...ALL, hiddenFieldsUnknown: 'View Setup may be missing.' }, source);
      expect(said.state).toBe('partly');
      expect(said.reason).toContain('field definitions could not be read. View Setup may be missing.');
    }
  });
});

describe('coverage of an area that rests on the objects that were read', () => {
  const read = { state: 'read', readAt: READ.readAt, reason: null } as const;
  it('is partly read where lookups of objects that were not read are not followed', () => {
    const some = { ...ALL, read: 1 };
    expect(withObjects({ ...read, reason: 'A limit.' }, some, 'validation rules')).toMatchObject({
      state: 'partly',
      reason:
        'Fields of 1 of 4 objects were read; the others were not chosen. Uses through a lookup of an object that was not read are not found. A limit.',
    });
    expect(withObjects(read, ALL, 'validation rules')).toEqual(read);
    expect(withObjects(read, some, 'permission sets')).toEqual(read);
    const notRead = { state: 'not read', readAt: null, reason: 'Not chosen for reading.' } as const;
    expect(withObjects(notRead, some, 'flows')).toEqual(notRead);
  });

  it('is partly read where joined reports do not tell their columns', () => {
    expect(withReports(read, 0)).toEqual(read);
    expect(withReports({ ...read, reason: 'A limit.' }, 1)).toMatchObject({
      state: 'partly',
      reason: expect.stringMatching(/^The fields of 1 joined report are not known: .* A limit\.$/),
    });
  });

  it('is partly read where hidden fields may be roll-ups', () => {
    const said = withObjects(read, { ...ALL, hiddenFields: 1 }, 'roll-ups and lookup filters');
    expect(said).toMatchObject({ state: 'partly', reason: expect.stringContaining('whether it is a roll-up summary') });
  });
});
