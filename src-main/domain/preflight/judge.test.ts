import { describe, expect, it } from 'vitest';
import { AREAS, type Area, VIEW_SETUP } from './areas.ts';
import { judgeArea, type Outcome, showsViewSetup, viewSetupOf } from './judge.ts';

function area(id: string): Area {
  const found = AREAS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no area ${id}`);
  return found;
}

const read = (count: number | null = 1): Outcome => ({ kind: 'answered', count });
const refused = (code: string, status = 400): Outcome => ({
  kind: 'refused',
  status,
  code,
  message: 'In its own words.',
});

describe('the table of areas', () => {
  it('has one row for each area, with sentences', () => {
    expect(new Set(AREAS.map((one) => one.id)).size).toBe(AREAS.length);
    for (const { reads, without, title } of AREAS) {
      for (const sentence of [reads, without]) expect(sentence, title).toMatch(/^[A-Z].*\.$/);
      expect(title).not.toMatch(/\.$/);
    }
  });

  it('asks for API access first, because nothing else works without it', () => {
    expect(AREAS[0]?.id).toBe('api');
  });
});

describe('what an answer means', () => {
  it('calls an area that answered working, and says nothing more', () => {
    expect(judgeArea(area('access'), [read(), read()], null)).toEqual({
      state: 'works',
      finding: 'The org answered.',
      missingPermission: null,
      consequence: '',
    });
  });

  it('does not call an area without a row forbidden where an org may have none', () => {
    const { state, finding, missingPermission } = judgeArea(area('flows'), [read(0)], null);
    expect({ state, missingPermission }).toEqual({ state: 'works', missingPermission: null });
    expect(finding).toContain('there are none, or none that this user may see');
  });

  it('takes an empty answer for a refusal where every org has something', () => {
    expect(judgeArea(area('access'), [read(0), read(0)], null)).toMatchObject({
      state: 'refused',
      missingPermission: VIEW_SETUP,
    });
    expect(judgeArea(area('access'), [read(), read(0)], null).state).toBe('partly');
  });

  it('keeps the words of the org', () => {
    expect(judgeArea(area('access'), [refused('INVALID_TYPE'), read()], null).finding).toContain(
      'It says: INVALID_TYPE: In its own words.',
    );
  });

  it('says when the name of a permission is not from the documentation', () => {
    expect(judgeArea(area('layouts'), [refused('INVALID_TYPE')], null).finding).toContain('usually helps');
    expect(judgeArea(area('access'), [refused('INVALID_TYPE'), read()], null).finding).not.toContain('usually helps');
  });

  it('blames no permission for a feature that is switched off', () => {
    expect(judgeArea(area('code'), [refused('FUNCTIONALITY_NOT_ENABLED', 403)], null).missingPermission).toBeNull();
  });

  it('blames no permission for an org that could not answer', () => {
    const { state, missingPermission } = judgeArea(area('code'), [{ kind: 'failed', reason: 'Busy.' }], null);
    expect({ state, missingPermission }).toEqual({ state: 'failed', missingPermission: null });
  });
});

describe('what the answers show about View Setup and Configuration', () => {
  it('is shown by areas whose documentation asks for it, and by no other', () => {
    expect(showsViewSetup(area('definitions'), [read(), read()])).toBe(true);
    expect(showsViewSetup(area('definitions'), [read(), refused('INVALID_TYPE')])).toBe(false);
    expect(showsViewSetup(area('layouts'), [read()])).toBeNull();
  });

  it('is unclear where one area shows it and another does not: then it is not called missing', () => {
    expect([viewSetupOf([true, false, null]), viewSetupOf([false]), viewSetupOf([null])]).toEqual([
      'unclear',
      false,
      null,
    ]);
    for (const outcomes of [
      [read(0), read(0)],
      [refused('INVALID_TYPE'), read()],
    ]) {
      const { missingPermission, finding } = judgeArea(area('definitions'), outcomes, 'unclear');
      expect(missingPermission).toBeNull();
      expect(finding).toContain('whether this user lacks View Setup and Configuration is not known');
    }
  });

  it('is not shown by a failure, nor by an org that refuses everything', () => {
    expect(showsViewSetup(area('definitions'), [{ kind: 'failed', reason: 'Busy.' }, read()])).toBeNull();
    expect(showsViewSetup(area('definitions'), [refused('API_DISABLED_FOR_ORG', 403), read()])).toBeNull();
  });
});
