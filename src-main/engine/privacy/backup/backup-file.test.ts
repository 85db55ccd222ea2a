import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_POLICY } from '../../../../test/support/engine-parts.ts';
import { seededRandom } from '../../../../test/support/random.ts';
import { PRODUCT_POLICY } from '../../vault/policy.ts';
import { type BackupContent, openBackup, type OpenedBackup, writeBackup } from './backup-file.ts';
import { HEADER_BYTES } from './backup-header.ts';
import { newBackupKeys } from './backup-key.ts';
import type { RawItem } from './backup-section.ts';

const PASSWORD = 'quartz lantern otter meadow';
const SAMPLES = process.env['ORGBENCH_LONG'] === '1' ? 5000 : 250;

const item = (id: string): RawItem => ({ id, title: `Title of ${id}`, value: { text: id.repeat(5) } });
const content: BackupContent = {
  madeAt: '2026-10-01T08:00:00.000Z',
  madeBy: 'Orgbench 0.1.0',
  sections: ['alpha', 'bravo', 'delta'].map((name) => ({
    name,
    title: name,
    version: 1,
    items: [1, 2, 3].map((number) => item(`${name}-${number}`)),
  })),
};

async function written(what: BackupContent = content): Promise<Buffer> {
  const { kdf, keys } = await newBackupKeys(PASSWORD, TEST_POLICY);
  return Buffer.from(writeBackup(what, kdf, keys));
}
const open = (bytes: Uint8Array, password = PASSWORD): Promise<OpenedBackup> =>
  openBackup(bytes, password, TEST_POLICY);

function seed(): () => number {
  const chosen = Number(process.env['ORGBENCH_SEED'] ?? Date.now() % 1_000_000);
  console.log(`backup bytes: seed ${chosen}`);
  return seededRandom(chosen);
}

/** Every section is either as it was written or said to be damaged; never anything else. @returns the damaged ones */
function damagedIn(opened: OpenedBackup): readonly string[] {
  expect(opened.madeAt).toBe(content.madeAt);
  expect(opened.sections.map(({ name }) => name)).toEqual(content.sections.map(({ name }) => name));
  return opened.sections.flatMap(({ name, items }) => {
    if (items === null) return [name];
    expect(items).toEqual(content.sections.find((section) => section.name === name)?.items);
    return [];
  });
}

describe('a backup file', () => {
  it('gives back what was put in, and only to its password', async () => {
    const bytes = await written();
    expect(damagedIn(await open(bytes))).toEqual([]);
    await expect(open(bytes, 'quartz lantern otter meadows')).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('opens when its password was typed on a system that composes letters in another way', async () => {
    const { kdf, keys } = await newBackupKeys('Änderung später', TEST_POLICY);
    const bytes = writeBackup(content, kdf, keys);
    expect(damagedIn(await open(bytes, 'A\u0308nderung spa\u0308ter'))).toEqual([]);
  });

  it('loses at most one section to one changed byte, wherever that is', async () => {
    const random = seed();
    const bytes = await written();
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const at = Math.floor(random() * bytes.length);
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 + Math.floor(random() * 255));
      const damaged = damagedIn(await open(flipped));
      expect({ at, lost: damaged.length <= 1 }).toEqual({ at, lost: true });
    }
  });

  it('notices every changed byte of a section, and keeps the others', async () => {
    const bytes = await written();
    const table = bytes.readUInt32BE(38);
    const flipped = Buffer.from(bytes);
    const inBravo = HEADER_BYTES + table + (bytes.length - 2 * (HEADER_BYTES + table)) / 2;
    flipped[Math.floor(inBravo)] = (flipped[Math.floor(inBravo)] ?? 0) ^ 1;
    expect(damagedIn(await open(flipped))).toEqual(['bravo']);
  });

  it('cut short at any place says what survives, or that nothing does', async () => {
    const bytes = await written();
    const lost = new Map<number, number>();
    for (let length = 0; length < bytes.length; length += 7) {
      const damaged = await open(bytes.subarray(0, length)).then(
        (opened) => damagedIn(opened).length,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'backup-damaged' });
          return content.sections.length + 1;
        },
      );
      lost.set(length, damaged);
    }
    const counts = [...lost.values()];
    // The more of the file there is, the less is lost; all four outcomes occur.
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    expect(new Set(counts)).toEqual(new Set([4, 3, 2, 1, 0]));
  });

  it('that lost bytes, or has some in front, keeps what stands before and behind', async () => {
    const bytes = await written();
    const begin = HEADER_BYTES + bytes.readUInt32BE(38);
    const size = (bytes.length - 2 * begin) / 3;
    const middle = begin + size + Math.floor(size / 2);
    const lost = Buffer.concat([bytes.subarray(0, middle), bytes.subarray(middle + 5)]);
    expect(damagedIn(await open(lost))).toEqual(['bravo']);
    expect(damagedIn(await open(Buffer.concat([Buffer.from('junk'), bytes])))).toEqual([]);
  });

  it('with sections swapped, or one from another backup, takes neither for the other', async () => {
    const bytes = await written();
    const other = await written();
    const begin = HEADER_BYTES + bytes.readUInt32BE(38);
    const size = (bytes.length - 2 * begin) / 3;
    const swapped = Buffer.from(bytes);
    bytes.copy(swapped, begin, begin + size, begin + 2 * size);
    bytes.copy(swapped, begin + size, begin, begin + size);
    expect(damagedIn(await open(swapped))).toEqual(['alpha', 'bravo']);
    const mixed = Buffer.from(bytes);
    other.copy(mixed, begin, begin, begin + 40);
    expect(damagedIn(await open(mixed))).toEqual(['alpha']);
  });

  it('of a newer format is not guessed at', async () => {
    const newer = await written();
    newer.writeUInt16BE(2, 16);
    newer.set(createHash('sha256').update(newer.subarray(0, 86)).digest(), 86);
    // A newer file has its own form at its end too.
    const bytes = newer.subarray(0, newer.length - HEADER_BYTES);
    await expect(open(bytes)).rejects.toMatchObject({ code: 'backup-newer' });
  });

  it('of a newer format is told as that, also when its beginning is damaged and its header has another length', async () => {
    const bytes = await written();
    const header = Buffer.concat([bytes.subarray(0, 86), Buffer.alloc(30, 7), Buffer.alloc(32)]);
    header.writeUInt16BE(2, 16);
    header.writeUInt16BE(header.length, 18);
    header.set(createHash('sha256').update(header.subarray(0, -32)).digest(), header.length - 32);
    const newer = Buffer.concat([header, bytes.subarray(118, -118), header]);
    await expect(open(newer)).rejects.toMatchObject({ code: 'backup-newer' });
    const damaged = Buffer.from(newer);
    damaged.fill(0, 0, 200);
    await expect(open(damaged)).rejects.toMatchObject({ code: 'backup-newer' });
    const cut = damaged.subarray(0, -1);
    await expect(open(cut)).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  it('whose cost was lowered or raised is refused before any password is tried', async () => {
    const weak = await written();
    await expect(openBackup(weak, PASSWORD, PRODUCT_POLICY)).rejects.toMatchObject({ code: 'backup-damaged' });
  });

  it('holds any text, in any number of sections', async () => {
    const texts = fc.record({
      id: fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
      title: fc.string({ unit: 'binary' }),
      value: fc.jsonValue(),
      secrets: fc.dictionary(fc.stringMatching(/^[a-zA-Z]+$/), fc.string(), { noNullPrototype: true }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(texts, { maxLength: 5 }), { maxLength: 5 }), async (sections) => {
        const named = sections.map((items, index) => ({ name: `s${index}`, title: 'x', version: index, items }));
        const opened = await open(await written({ ...content, sections: named }));
        expect(JSON.stringify(opened.sections)).toBe(JSON.stringify(named));
      }),
      { numRuns: 60 },
    );
  });

  it.each([[Buffer.alloc(0)], [Buffer.from('ORGBENCH-BACKUP\n')], [Buffer.alloc(5000, 0xff)]])(
    'that is none is refused without a crash',
    async (bytes) => {
      await expect(open(bytes)).rejects.toMatchObject({ code: 'backup-damaged' });
    },
  );
});
