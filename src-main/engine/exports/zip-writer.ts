import { type TransformOptions, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw, type ZlibOptions } from 'node:zlib';
import { EngineFailure } from '../failure.ts';
import type { ByteSink } from './byte-sink.ts';

const LOCAL_HEADER_BYTES = 30;
const ZIP32_MAX = 0xffff_ffff;
const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
const VERSION_NEEDED = 20;
/** How far a producer may be ahead of the compressor, so that both work at the same time. */
const AHEAD_BYTES = 512 * 1024;
/** The compressor's answers; the default of 16 KB goes to the thread pool and back four times as often. */
const OUTPUT_BYTES = 64 * 1024;
/** One below the default: 15 % less time for 2 % more bytes. */
const COMPRESSION: ZlibOptions & TransformOptions = { level: 5, highWaterMark: AHEAD_BYTES, chunkSize: OUTPUT_BYTES };

type FinishedEntry = {
  readonly name: Buffer;
  readonly crc: number;
  readonly compressedBytes: number;
  readonly plainBytes: number;
  readonly offset: number;
};

export type ZipEntry = {
  /** Resolves when the compressor takes more, so that a fast producer does not fill the memory. */
  readonly write: (content: string | Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ZipWriter = {
  /** Starts the next entry; one at a time. */
  readonly entry: (name: string) => Promise<ZipEntry>;
  readonly finish: () => Promise<void>;
  /** Ends the sink as it is; the caller removes what is there. */
  readonly abort: () => Promise<void>;
};

function localHeader(entry: FinishedEntry): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  header.writeUInt16LE(UTF8_NAMES, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt16LE(0x0021, 12);
  header.writeUInt32LE(entry.crc, 14);
  header.writeUInt32LE(entry.compressedBytes, 18);
  header.writeUInt32LE(entry.plainBytes, 22);
  header.writeUInt16LE(entry.name.length, 26);
  return header;
}

function centralHeader(entry: FinishedEntry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  header.writeUInt16LE(VERSION_NEEDED, 6);
  header.writeUInt16LE(UTF8_NAMES, 8);
  header.writeUInt16LE(DEFLATE, 10);
  header.writeUInt16LE(0x0021, 14);
  header.writeUInt32LE(entry.crc, 16);
  header.writeUInt32LE(entry.compressedBytes, 20);
  header.writeUInt32LE(entry.plainBytes, 24);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}

function endOfDirectory(count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

/**
 * Writes a ZIP archive to `sink`, entry by entry, with deflate on the thread pool. The same entries give the same bytes:
 * every entry carries the same date.
 *
 * Sizes are patched into each local header afterwards instead of using data descriptors: some readers of workbooks
 * refuse the latter. Files over 4 GB or 65,535 entries fail with `too-large` (no ZIP64). Format: PKWARE APPNOTE 6.3.
 */
export function createZipWriter(sink: ByteSink): ZipWriter {
  const entries: FinishedEntry[] = [];
  let position = 0;

  const append = async (bytes: Uint8Array): Promise<void> => {
    await sink.writeAt(bytes, position);
    position += bytes.length;
    if (position > ZIP32_MAX)
      throw new EngineFailure('too-large', 'The workbook would be larger than 4 GB. Export fewer objects at a time.');
  };

  const entry = async (name: string): Promise<ZipEntry> => {
    const offset = position;
    const nameBytes = Buffer.from(name, 'utf8');
    await append(Buffer.alloc(LOCAL_HEADER_BYTES));
    await append(nameBytes);
    const dataStart = position;
    let crc = 0;
    let plainBytes = 0;
    let failure: unknown = null;
    const deflate = createDeflateRaw(COMPRESSION);
    const output = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        append(chunk).then(() => done(), done);
      },
    });
    output.on('error', (error) => {
      failure = error;
      deflate.destroy(error);
    });
    deflate.on('error', (error) => {
      failure ??= error;
    });
    deflate.pipe(output);

    const write = async (content: string | Uint8Array): Promise<void> => {
      if (failure !== null) throw failure;
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      crc = crc32(bytes, crc);
      plainBytes += bytes.length;
      if (deflate.write(bytes)) return;
      await new Promise<void>((resolve, reject) => {
        const settle = (error?: unknown) => {
          deflate.off('drain', onDrain);
          deflate.off('error', settle);
          if (error === undefined) resolve();
          else reject(error);
        };
        const onDrain = () => settle();
        deflate.once('drain', onDrain);
        deflate.once('error', settle);
      });
    };

    const close = async (): Promise<void> => {
      if (failure !== null) throw failure;
      deflate.end();
      await finished(output);
      const done: FinishedEntry = { name: nameBytes, crc, compressedBytes: position - dataStart, plainBytes, offset };
      if (plainBytes > ZIP32_MAX)
        throw new EngineFailure('too-large', 'One sheet would be larger than 4 GB. Export fewer objects at a time.');
      await sink.writeAt(localHeader(done), offset);
      entries.push(done);
    };
    return { write, close };
  };

  const finish = async (): Promise<void> => {
    if (entries.length > 0xffff)
      throw new EngineFailure('too-large', 'The workbook would have too many sheets. Export fewer objects at a time.');
    const start = position;
    for (const done of entries) await append(centralHeader(done));
    await append(endOfDirectory(entries.length, position - start, start));
    await sink.finish();
  };

  return { entry, finish, abort: sink.abort };
}
