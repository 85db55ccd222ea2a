import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { mappedAddress, readTestEndpoints } from './test-endpoints.ts';

const MAP = { 'https://sheets.googleapis.com': 'http://127.0.0.1:8123' };
const environment = (value: unknown): NodeJS.ProcessEnv => ({ ORGBENCH_TEST_ENDPOINTS: JSON.stringify(value) });

/** A folder with files of the given paths. */
function layout(...files: readonly string[]): string {
  const root = tempFolder();
  for (const file of files) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '{}');
  }
  return root;
}

describe('where tests have requests to Google and Microsoft end', () => {
  it('is taken in the project folder, from sources and from what was built', () => {
    const root = layout('package.json', 'src-main/engine/entry.ts', 'out/main/chunks/a.js');
    for (const folder of ['src-main/engine', 'out/main', 'out/main/chunks']) {
      expect(readTestEndpoints(environment(MAP), join(root, folder))).toEqual(MAP);
    }
    expect(readTestEndpoints(environment(MAP), import.meta.dirname)).toEqual(MAP);
  });

  it('is ignored by a packaged app and by what was copied out of one', () => {
    const packaged = layout(
      'resources/app.asar.unpacked/package.json',
      'resources/app.asar.unpacked/src-main/engine/entry.ts',
      'resources/app.asar.unpacked/out/main/engine.js',
    );
    expect(readTestEndpoints(environment(MAP), join(packaged, 'resources/app.asar.unpacked/out/main'))).toEqual({});
    expect(readTestEndpoints(environment(MAP), '/opt/Orgbench/resources/app.asar/out/main')).toEqual({});
    const copied = layout('app/package.json', 'app/out/main/engine.js', 'src-main/engine/entry.ts');
    expect(readTestEndpoints(environment(MAP), join(copied, 'app/out/main'))).toEqual({});
    expect(readTestEndpoints(environment(MAP), join(layout('out/main/engine.js'), 'out/main'))).toEqual({});
  });

  it('is nothing when nothing is set', () => {
    expect(readTestEndpoints({}, import.meta.dirname)).toEqual({});
    expect(readTestEndpoints({ ORGBENCH_TEST_ENDPOINTS: '' }, import.meta.dirname)).toEqual({});
  });

  it.each([
    { 'https://sheets.googleapis.com': 'http://192.168.0.7:80' },
    { 'https://sheets.googleapis.com': 'https://evil.example' },
    { 'https://sheets.googleapis.com': 'http://127.0.0.1.evil.example' },
    { 'https://sheets.googleapis.com': 'http://127.0.0.1:1/path' },
    { 'https://sheets.googleapis.com/v4': 'http://127.0.0.1:1' },
    { 'http://sheets.googleapis.com': 'http://127.0.0.1:1' },
    { 'https://sheets.googleapis.com': 8123 },
  ])('leads nowhere but to this computer: %o', (map) => {
    expect(() => readTestEndpoints(environment(map), import.meta.dirname)).toThrow('ORGBENCH_TEST_ENDPOINTS');
  });

  it('exchanges the origin and nothing else', () => {
    expect(mappedAddress('https://sheets.googleapis.com/v4/spreadsheets/1?fields=a%2Fb', MAP)).toBe(
      'http://127.0.0.1:8123/v4/spreadsheets/1?fields=a%2Fb',
    );
    expect(mappedAddress('https://docs.google.com/spreadsheets', MAP)).toBe('https://docs.google.com/spreadsheets');
  });
});
