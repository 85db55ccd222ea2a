const SHIFT = 11;
const BITS = 160;
/** Byte positions with the same shift repeat after this many bytes. */
const PERIOD = 160;

/**
 * quickXorHash of a file, base64 (learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash). Bytes that are
 * shifted alike are combined first, eight at a time, so that large uploads are not held up.
 */
export function quickXorHash(content: Buffer): string {
  const columns = new Uint8Array(PERIOD);
  const words = new BigUint64Array(columns.buffer);
  const whole = content.length - (content.length % PERIOD);
  const aligned = content.byteOffset % 8 === 0 ? content : Buffer.from(new Uint8Array(content).buffer);
  const source = new BigUint64Array(aligned.buffer, aligned.byteOffset, whole / 8);
  const perPeriod = PERIOD / 8;
  for (let at = 0; at < source.length; at += perPeriod) {
    for (let word = 0; word < perPeriod; word += 1) {
      words[word] = (words[word] ?? 0n) ^ (source[at + word] ?? 0n);
    }
  }
  for (let at = whole; at < content.length; at += 1)
    columns[at - whole] = (columns[at - whole] ?? 0) ^ (content[at] ?? 0);
  const hash = new Uint8Array(BITS / 8);
  const flip = (bit: number, value: number): void => {
    for (let index = 0; index < 8; index += 1) {
      if (((value >> index) & 1) === 0) continue;
      const position = (bit + index) % BITS;
      hash[position >> 3] = (hash[position >> 3] ?? 0) ^ (1 << (position & 7));
    }
  };
  columns.forEach((value, index) => flip((index * SHIFT) % BITS, value));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(content.length));
  length.forEach((value, index) => {
    hash[BITS / 8 - 8 + index] = (hash[BITS / 8 - 8 + index] ?? 0) ^ value;
  });
  return Buffer.from(hash).toString('base64');
}
