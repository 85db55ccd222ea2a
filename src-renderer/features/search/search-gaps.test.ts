import { describe, expect, it } from 'vitest';
import { SEARCH_SCOPES } from '../../../src-preload/contract/catalog.ts';
import { sampleArea } from '../../testing/area-samples.ts';
import { gapsOf } from './search-gaps.ts';

const scopeOf = (word: string) => SEARCH_SCOPES.find((scope) => scope.word === word) ?? null;

describe('what a search could not look in', () => {
  const areas = [
    sampleArea('flows', { state: 'unknown', readAt: null }),
    sampleArea('apex', { chosen: false, state: 'never', readAt: null }),
    sampleArea('reports'),
    sampleArea('custom-settings', { state: 'partly' }),
    sampleArea('dependencies', { state: 'unknown', readAt: null }),
  ];

  it('is every area that holds names and was refused, not chosen, or read in part', () => {
    expect(gapsOf(areas, null)).toEqual({ unread: ['flows', 'apex'], partly: ['custom-settings'] });
  });

  it('is only what the scope asks for', () => {
    expect(gapsOf(areas, scopeOf('flow'))).toEqual({ unread: ['flows'], partly: [] });
    expect(gapsOf(areas, scopeOf('report'))).toEqual({ unread: [], partly: [] });
    expect(gapsOf(areas, scopeOf('object'))).toEqual({ unread: [], partly: [] });
  });

  it('is no area that is read again while its last read stands, but one whose first read goes on', () => {
    const again = sampleArea('flows', { state: 'reading' });
    const first = sampleArea('apex', { state: 'reading', readAt: null });
    expect(gapsOf([again, first], null)).toEqual({ unread: [], partly: ['apex'] });
  });
});
