import type { Writable } from 'node:stream';
import { EngineFailure } from '../engine/failure.ts';

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export type Streams = { readonly stdout: Writable; readonly stderr: Writable };

/** Where a command's result and messages go. */
export type Output = {
  /** The result: one JSON document with `--json`, else the text that `lines` makes of it. */
  readonly result: <T>(value: T, lines: (value: T) => Iterable<string>) => Promise<void>;
  /** A message for a person; never on standard output when that holds JSON. */
  readonly say: (line: string) => void;
};

/**
 * Resolves when the stream took the text, so that a slow reader of a pipe does not fill the memory.
 *
 * Throws `disk-full` where standard output goes to a file that has no room.
 */
export function writeAll(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error === null || error === undefined ? resolve() : reject(named(error))));
  });
}

function named(error: Error): Error {
  const code = 'code' in error ? String(error.code) : '';
  if (!NO_ROOM.has(code)) return error;
  return new EngineFailure(
    'disk-full',
    'The result could not be written: there is no room left where standard output goes. What the command did before stays done.',
    { retryable: true, cause: error },
  );
}

export function createOutput(streams: Streams, json: boolean): Output {
  return {
    result: async (value, lines) => {
      if (json) {
        await writeAll(streams.stdout, `${JSON.stringify(value)}\n`);
        return;
      }
      for (const line of lines(value)) await writeAll(streams.stdout, `${plainLine(line)}\n`);
    },
    say: (line) => {
      (json ? streams.stderr : streams.stdout).write(`${plainLine(line)}\n`);
    },
  };
}

/** Control characters in a text of an org or a backup would move the cursor of the terminal, or end the line. */
function plainLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

/** Rows as aligned text; the last column is not padded. */
export function* tableLines(header: readonly string[], rows: readonly (readonly string[])[]): Iterable<string> {
  // One by one: a call with an argument for each of 100,000 rows is more than the stack takes.
  const widths = header.map((title, column) =>
    rows.reduce((width, row) => Math.max(width, Math.min(row[column]?.length ?? 0, 60)), title.length),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ');
  yield line(header);
  for (const row of rows) yield line(row);
}
