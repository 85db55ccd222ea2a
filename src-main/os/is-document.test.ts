import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { isDocument } from './is-document.ts';

describe('an exported file that is to be opened', () => {
  it.each(['a.xlsx', 'a.CSV', 'a.md', 'a.html', 'a.json'])('%s is shown by the system', (name) => {
    const path = join(tempFolder(), name);
    writeFileSync(path, '');
    expect(isDocument(path)).toBe(true);
  });

  it.each(['a.desktop', 'a.exe', 'a.sh', 'a.html.command', 'a'])('%s is not: the system might run it', (name) => {
    const path = join(tempFolder(), name);
    writeFileSync(path, '');
    expect(isDocument(path)).toBe(false);
  });

  it('may be a folder, but on macOS none with an ending', () => {
    const path = join(tempFolder(), 'Acme 1.app');
    mkdirSync(path);
    expect([isDocument(path, 'linux'), isDocument(path, 'darwin')]).toEqual([true, false]);
  });

  it('may be gone', () => {
    expect(isDocument(join(tempFolder(), 'gone.csv'))).toBeNull();
  });
});
