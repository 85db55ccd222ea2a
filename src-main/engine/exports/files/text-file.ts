import { open } from 'node:fs/promises';

/** Text is handed to the system in pieces of about this size. */
const FLUSH_CHARS = 64 * 1024;

export type TextFile = {
  /** Resolves at once while there is room, so that a fast producer does not fill the memory. */
  readonly write: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Closes the file as it is; the caller removes it. */
  readonly abort: () => Promise<void>;
};

/** A new UTF-8 file at `path`, readable by its owner only. */
async function createTextFile(path: string): Promise<TextFile> {
  const file = await open(path, 'wx', 0o600);
  let buffer = '';
  const flush = async (): Promise<void> => {
    const text = buffer;
    buffer = '';
    await file.writeFile(text);
  };
  return {
    write: async (text) => {
      buffer += text;
      if (buffer.length >= FLUSH_CHARS) await flush();
    },
    close: async () => {
      await flush();
      await file.sync();
      await file.close();
    },
    abort: () => file.close(),
  };
}

/** Writes one file from beginning to end and closes it whatever happens. */
export async function withTextFile(path: string, write: (file: TextFile) => Promise<void>): Promise<void> {
  const file = await createTextFile(path);
  try {
    await write(file);
  } catch (error) {
    await file.abort();
    throw error;
  }
  await file.close();
}
