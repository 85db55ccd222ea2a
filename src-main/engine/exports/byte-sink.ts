import { open } from 'node:fs/promises';

/** Where the bytes of an archive go: appended, but for the headers that are filled in afterwards. */
export type ByteSink = {
  /** At the end, or over bytes that were written by one earlier call of the same position and length. */
  readonly writeAt: (bytes: Uint8Array, position: number) => Promise<void>;
  /** Everything is written: what is there is kept for good. */
  readonly finish: () => Promise<void>;
  /** Lets go of what is there; the caller removes it. */
  readonly abort: () => Promise<void>;
};

/** A new file at `path`, readable by its owner only. */
export async function createFileSink(path: string): Promise<ByteSink> {
  const file = await open(path, 'wx', 0o600);
  return {
    writeAt: async (bytes, position) => {
      await file.write(bytes, 0, bytes.length, position);
    },
    finish: async () => {
      await file.sync();
      await file.close();
    },
    abort: () => file.close(),
  };
}

/** Keeps the bytes in memory, for uploads that must not leave a file behind. */
export function createMemorySink(): ByteSink & { readonly bytes: () => Uint8Array<ArrayBuffer> } {
  const chunks = new Map<number, Uint8Array>();
  const forget = async (): Promise<void> => chunks.clear();
  return {
    writeAt: async (bytes, position) => {
      chunks.set(position, bytes);
    },
    finish: async () => undefined,
    abort: forget,
    bytes: () => {
      // A Map keeps the place of a key that is written again, so the chunks are still in order.
      const whole = new Uint8Array([...chunks.values()].reduce((sum, { length }) => sum + length, 0));
      for (const [position, bytes] of chunks) whole.set(bytes, position);
      return whole;
    },
  };
}
