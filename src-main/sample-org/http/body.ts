import { constants, crc32, deflateRaw, deflateRawSync } from 'node:zlib';
import { promisify } from 'node:util';

/**
 * A piece of a response body. Pieces that are sent again and again (describes) keep their deflated form, so that a
 * composite of 25 describes is put together from ready bytes instead of being compressed anew for each call.
 */
export interface BodyPart {
  readonly raw: Buffer;
  /** Kept after the first use where the part is `reusable`. */
  deflated?: Buffer;
  readonly reusable: boolean;
}

const deflateRawAsync = promisify(deflateRaw);

export function textPart(value: string): BodyPart {
  return { raw: Buffer.from(value, 'utf8'), reusable: false };
}

export function reusablePart(value: string): BodyPart {
  return { raw: Buffer.from(value, 'utf8'), reusable: true };
}

export function rawBody(parts: readonly BodyPart[]): Buffer {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only.raw : Buffer.concat(parts.map((part) => part.raw));
}

/** Ends on a byte boundary without ending the stream, so that parts can follow each other. */
const options = { level: 3, finishFlush: constants.Z_SYNC_FLUSH };

async function deflated(part: BodyPart): Promise<Buffer> {
  if (part.deflated !== undefined) return part.deflated;
  // Small parts (commas, headers of a composite) are not worth the trip to the thread pool.
  const bytes = part.raw.length < 2048 ? deflateRawSync(part.raw, options) : await deflateRawAsync(part.raw, options);
  if (part.reusable) part.deflated = bytes;
  return bytes;
}

const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block of a deflate stream. */
const lastBlock = Buffer.from([0x03, 0x00]);

/** Neighbours that are not kept are compressed together, as a real server compresses the whole answer. */
function joined(parts: readonly BodyPart[]): BodyPart[] {
  const result: BodyPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last === undefined || last.reusable || part.reusable) result.push(part);
    else result[result.length - 1] = { raw: Buffer.concat([last.raw, part.raw]), reusable: false };
  }
  return result;
}

/** One gzip member (RFC 1952) over all parts. */
export async function gzipBody(parts: readonly BodyPart[]): Promise<Buffer> {
  const pieces = await Promise.all(joined(parts).map(deflated));
  let checksum = 0;
  let length = 0;
  for (const part of parts) {
    checksum = crc32(part.raw, checksum);
    length += part.raw.length;
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum >>> 0, 0);
  trailer.writeUInt32LE(length % 2 ** 32, 4);
  return Buffer.concat([gzipHeader, ...pieces, lastBlock, trailer]);
}
