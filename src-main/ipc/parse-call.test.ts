import { describe, expect, it } from 'vitest';
import { SHELL_ONLY_METHODS } from '../../src-preload/contract/names.ts';
import { parseCall } from './parse-call.ts';

describe('parseCall', () => {
  it('passes a call of the contract', () => {
    expect(parseCall('p1', 'jobs.cancel', '{"jobId":"j1"}')).toEqual({
      callId: 'p1',
      method: 'jobs.cancel',
      input: { jobId: 'j1' },
    });
  });

  it.each([
    'toString',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    'get',
    'app.nothing',
    '',
    ['app.state'],
    null,
    ...SHELL_ONLY_METHODS,
  ])('refuses the method %j', (method) => {
    expect(() => parseCall('p1', method, '{}')).toThrow('There is no such method.');
  });

  it.each([
    ['an unknown key', '{"jobId":"j1","path":"/etc/passwd"}'],
    ['a wrong type', '{"jobId":7}'],
    ['a prototype key', '{"jobId":"j1","__proto__":{"x":1}}'],
    ['a missing key', '{}'],
    ['an array', '[]'],
    ['text that is not JSON', 'jobId'],
  ])('refuses %s in the input', (_name, text) => {
    expect(() => parseCall('p1', 'jobs.cancel', text)).toThrow(/input/);
  });

  it('refuses inputs that are not text, and ids that are not ids', () => {
    expect(() => parseCall('p1', 'app.state', {})).toThrow('not a text');
    expect(() => parseCall('../1', 'app.state', '{}')).toThrow('no id');
    expect(() => parseCall(1, 'app.state', '{}')).toThrow('no id');
  });

  it('does not repeat a value in its message', () => {
    expect(() => parseCall('p1', 'app.openLink', '{"url":{"secret":"00Dxx!yyy"}}')).toThrow(
      /^The input of app\.openLink is not valid at url\.$/,
    );
  });
});
