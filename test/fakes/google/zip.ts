import { inflateRawSync } from 'node:zlib';

/** Files of a zip by path, read through the central directory; null when it is none. Stored and deflated entries only. */
export function readZip(bytes: Buffer): ReadonlyMap<string, () => Buffer> | null {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > bytes.length) return null;
  let { count, at } = readEnd(bytes, end);
  const files = new Map<string, () => Buffer>();
  for (; count > 0; count -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const method = bytes.readUInt16LE(at + 10);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const commentLength = bytes.readUInt16LE(at + 32);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const sizes = readSizes(bytes, at, extra);
    if (method !== 0 && method !== 8) return null;
    files.set(name, () => {
      const start = sizes.offset + 30 + bytes.readUInt16LE(sizes.offset + 26) + bytes.readUInt16LE(sizes.offset + 28);
      const packed = bytes.subarray(start, start + sizes.packed);
      return method === 0 ? packed : inflateRawSync(packed);
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

const HUGE = 0xffffffff;

/** Count and place of the directory; the 64-bit record where the short one is full. */
function readEnd(bytes: Buffer, end: number): { count: number; at: number } {
  const short = { count: bytes.readUInt16LE(end + 10), at: bytes.readUInt32LE(end + 16) };
  const locator = end - 20;
  if ((short.at !== HUGE && short.count !== 0xffff) || locator < 0) return short;
  if (bytes.readUInt32LE(locator) !== 0x07064b50) return short;
  const record = Number(bytes.readBigUInt64LE(locator + 8));
  return { count: Number(bytes.readBigUInt64LE(record + 32)), at: Number(bytes.readBigUInt64LE(record + 48)) };
}

function readSizes(bytes: Buffer, at: number, extra: Buffer): { readonly packed: number; readonly offset: number } {
  const packed = bytes.readUInt32LE(at + 20);
  const unpacked = bytes.readUInt32LE(at + 24);
  const offset = bytes.readUInt32LE(at + 42);
  if (packed !== HUGE && unpacked !== HUGE && offset !== HUGE) return { packed, offset };
  for (let position = 0; position + 4 <= extra.length; ) {
    const size = extra.readUInt16LE(position + 2);
    if (extra.readUInt16LE(position) === 1) {
      // Only the fields that are full in the short form stand here, in this order.
      let field = position + 4;
      const next = (): number => Number(extra.readBigUInt64LE((field += 8) - 8));
      if (unpacked === HUGE) next();
      return { packed: packed === HUGE ? next() : packed, offset: offset === HUGE ? next() : offset };
    }
    position += 4 + size;
  }
  return { packed, offset };
}
