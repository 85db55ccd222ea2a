const WIDTH_BITS = 160;
const SHIFT_BITS = 11;
const WIDTH_BYTES = WIDTH_BITS / 8;

/**
 * The hash that OneDrive and SharePoint tell of a file, in base64.
 *
 * Source: learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash
 */
export function quickXorHash(bytes: Uint8Array): string {
  // Byte i goes to bit 11 i modulo 160, so that bytes whose places differ by 160 meet: they are folded first.
  const folded = new Uint8Array(WIDTH_BITS);
  for (let at = 0, place = 0; at < bytes.length; at += 1) {
    folded[place] = (folded[place] ?? 0) ^ (bytes[at] ?? 0);
    place = place === WIDTH_BITS - 1 ? 0 : place + 1;
  }
  const hash = new Uint8Array(WIDTH_BYTES);
  const xor = (index: number, value: number): void => {
    const place = index % WIDTH_BYTES;
    hash[place] = (hash[place] ?? 0) ^ value;
  };
  folded.forEach((value, index) => {
    const bit = (index * SHIFT_BITS) % WIDTH_BITS;
    const shifted = value << (bit % 8);
    xor(Math.floor(bit / 8), shifted & 0xff);
    xor(Math.floor(bit / 8) + 1, shifted >> 8);
  });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  length.forEach((value, index) => xor(WIDTH_BYTES - 8 + index, value));
  return Buffer.from(hash).toString('base64');
}
