import { describe, expect, it } from 'vitest';
import { usageOfHeader } from './api-usage.ts';
import { chooseApiVersion } from './api-version.ts';

const offer = (...versions: readonly string[]): unknown =>
  versions.map((version) => ({ label: 'x', url: `/services/data/v${version}`, version }));

describe('the API version', () => {
  it.each([
    [offer('66.0', '67.0', '68.0'), '68.0'],
    [offer('67.0', '68.0', '69.0', '70.0'), '68.0'],
    [offer('66.0', '65.0'), '66.0'],
    [offer('31.0', '40.0'), null],
    [offer('70.0'), null],
    [offer('68'), null],
    [[{ version: 68 }, null, 'x'], null],
    [{ versions: [] }, null],
    [null, null],
  ])('of %j is %s', (offered, expected) => {
    expect(chooseApiVersion(offered)).toBe(expected);
  });
});

describe('the API usage', () => {
  it.each([
    ['api-usage=18/5000', { used: 18, max: 5000 }],
    ['api-usage=25/5000; per-app-api-usage=17/250(appName=sample-connected-app)', { used: 25, max: 5000 }],
    ['per-app-api-usage=17/250(appName=x); api-usage=25/5000', { used: 25, max: 5000 }],
    ['per-app-api-usage=17/250(appName=x)', null],
    ['', null],
    [undefined, null],
  ])('of %j is %j', (header, expected) => {
    expect(usageOfHeader(header)).toEqual(expected);
  });
});
