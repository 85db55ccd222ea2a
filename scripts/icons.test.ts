import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { iconFiles } from './icons.mjs';

const resources = join(import.meta.dirname, '..', 'resources');
const small = (body: string): string => `<svg viewBox="0 0 64 64">${body}</svg>`;

describe('the icons', () => {
  it('are those that the script draws from icon.svg', async () => {
    const files = iconFiles(await readFile(join(resources, 'icon.svg'), 'utf8'));
    expect((await readdir(join(resources, 'icons'))).sort()).toEqual([...files.keys()].sort());
    const differing: string[] = [];
    for (const [name, data] of files) {
      // Compressed bytes may differ between versions of zlib: PNGs are compared by what they show.
      const stored = await readFile(join(resources, 'icons', name));
      const same = name.endsWith('.png')
        ? pixels(stored).equals(pixels(data))
        : stored.subarray(0, 6).equals(Buffer.from(data).subarray(0, 6));
      if (!same) differing.push(name);
    }
    expect(differing).toEqual([]);
  });

  it('refuse a drawing that the script would not draw completely', () => {
    expect(() => iconFiles(small('<path d="M0 0"/>'))).toThrow('<path>');
    expect(() => iconFiles(small('<rect width="4" height="4" fill="red"/>'))).toThrow('red');
  });
});

/** The filtered pixels of a PNG with one IDAT chunk, as the script writes it. */
function pixels(png: Uint8Array): Buffer {
  const bytes = Buffer.from(png);
  const at = bytes.indexOf('IDAT');
  return inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
}
