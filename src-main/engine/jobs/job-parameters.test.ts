import { describe, expect, it } from 'vitest';
import { canRepeat, jobFacts } from './job-parameters.ts';

const spec = {
  source: { kind: 'fields', query: { connectionId: 'c1', objects: ['Planted__c'] } },
  destination: { kind: 'file', format: 'xlsx' },
};
const sync = { kind: 'sync', state: 'done', connectionId: 'c1' } as const;

describe('the facts of a job', () => {
  it.each([
    ['sync', { objects: 'chosen' }, [{ name: 'objects', value: 'chosen' }]],
    ['sync', { objects: ['Account', 'Contact'] }, [{ name: 'objects', value: '2' }]],
    ['sync', { objects: 7 }, [{ name: 'objects', value: '7' }]],
    [
      'export',
      { exportId: 'x', spec },
      [
        { name: 'what', value: 'fields' },
        { name: 'to', value: 'Excel' },
      ],
    ],
    ['export', { exportId: 'x', spec: { source: 1 } }, []],
    [
      'backup',
      { sections: ['connections', 'presets'], withSecrets: true },
      [
        { name: 'sections', value: '2' },
        { name: 'withSecrets', value: 'yes' },
      ],
    ],
    ['removal', { nested: { path: '/home/jo' }, gone: null }, []],
    ['restore', null, []],
    ['restore', ['a'], []],
  ] as const)('of a %s with %j', (kind, parameters, facts) => {
    expect(jobFacts(kind, parameters)).toEqual(facts);
  });
});

describe('a job that can be repeated', () => {
  it('is a finished sync whose connection and choice are known', () => {
    expect(canRepeat(sync, { objects: 'all' })).toBe(true);
    expect(canRepeat({ ...sync, state: 'cancelled' }, { objects: ['Account'] })).toBe(true);
    expect(canRepeat({ ...sync, state: 'running' }, { objects: 'all' })).toBe(false);
    expect(canRepeat({ ...sync, connectionId: null }, { objects: 'all' })).toBe(false);
    // As earlier versions kept it.
    expect(canRepeat(sync, { objects: 312 })).toBe(false);
    expect(canRepeat({ ...sync, kind: 'export' }, { exportId: 'x', spec })).toBe(false);
    expect(canRepeat({ ...sync, kind: 'backup' }, { objects: 'all' })).toBe(false);
  });
});
