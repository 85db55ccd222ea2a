import { EXCEL_CELL_MAX } from '../../domain/sheets/cell-text.ts';

const BLOCK_BYTES = 1024 * 1024;
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const SCRATCH_BYTES = EXCEL_CELL_MAX * 3;
const FIRST_ENTRIES = 1024;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export type StringTable = {
  /** Number of the text, from 0 in the order of first appearance. At most EXCEL_CELL_MAX UTF-16 units. */
  readonly indexOf: (text: string) => number;
  readonly size: () => number;
  /** Every text once, in the order of its number. */
  readonly texts: () => Iterable<string>;
};

/**
 * Gives equal texts equal numbers, as shared strings of a workbook need it.
 *
 * The texts lie as UTF-8 in blocks outside the heap. A Map of 150,000 strings would cost 40 MB, and because they all
 * outlive every young collection V8 would grow its young generation by another 60 MB.
 */
export function createStringTable(): StringTable {
  const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  const blocks: Buffer[] = [];
  let used = BLOCK_BYTES;
  let count = 0;
  let hashes = new Int32Array(FIRST_ENTRIES);
  let offsets = new Float64Array(FIRST_ENTRIES);
  let lengths = new Int32Array(FIRST_ENTRIES);
  // Numbers plus one, 0 for free; never more than half full, so that a probe ends soon.
  let slots = new Int32Array(FIRST_ENTRIES * 2);

  const grow = (): void => {
    const entries = hashes.length * 2;
    const [oldHashes, oldOffsets, oldLengths] = [hashes, offsets, lengths];
    hashes = new Int32Array(entries);
    offsets = new Float64Array(entries);
    lengths = new Int32Array(entries);
    hashes.set(oldHashes);
    offsets.set(oldOffsets);
    lengths.set(oldLengths);
    slots = new Int32Array(entries * 2);
    const mask = slots.length - 1;
    for (let index = 0; index < count; index += 1) {
      let slot = (hashes[index] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
  };

  /** Encodes into the scratch buffer; most texts are ASCII and short, for which a loop beats a native call. */
  const encode = (text: string): number => {
    const { length } = text;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return scratch.write(text, 'utf8');
      scratch[index] = code;
    }
    return length;
  };

  const hashOf = (length: number): number => {
    let hash = FNV_OFFSET;
    for (let index = 0; index < length; index += 1) hash = Math.imul(hash ^ (scratch[index] ?? 0), FNV_PRIME);
    // The low bits choose the slot, so the high ones are mixed into them.
    return hash ^ (hash >>> 15);
  };

  const isScratch = (index: number, length: number): boolean => {
    if (lengths[index] !== length) return false;
    const offset = offsets[index] ?? 0;
    const block = blocks[Math.floor(offset / BLOCK_BYTES)];
    const start = offset % BLOCK_BYTES;
    for (let at = 0; at < length; at += 1) if (block?.[start + at] !== scratch[at]) return false;
    return true;
  };

  const keep = (length: number): number => {
    if (used + length > BLOCK_BYTES) {
      blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
      used = 0;
    }
    scratch.copy(blocks.at(-1) ?? scratch, used, 0, length);
    const offset = (blocks.length - 1) * BLOCK_BYTES + used;
    used += length;
    return offset;
  };

  const indexOf = (text: string): number => {
    const length = encode(text);
    const hash = hashOf(length);
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
      if (hashes[found - 1] === hash && isScratch(found - 1, length)) return found - 1;
      slot = (slot + 1) & mask;
    }
    const index = count;
    hashes[index] = hash;
    lengths[index] = length;
    offsets[index] = keep(length);
    slots[slot] = index + 1;
    count += 1;
    if (count === hashes.length) grow();
    return index;
  };

  function* texts(): Generator<string> {
    for (let index = 0; index < count; index += 1) {
      const offset = offsets[index] ?? 0;
      const start = offset % BLOCK_BYTES;
      const block = blocks[Math.floor(offset / BLOCK_BYTES)];
      yield block?.toString('utf8', start, start + (lengths[index] ?? 0)) ?? '';
    }
  }

  return { indexOf, size: () => count, texts };
}
