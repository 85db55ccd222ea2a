import { closeSync, openSync, writeSync } from 'node:fs';

/** One HTTP request received; a composite is one. */
export interface LoggedRequest {
  readonly method: string;
  /** As received, with its query. */
  readonly path: string;
  /** 0 where no answer was sent (a cut or hung connection). */
  readonly status: number;
  /** Bytes of the response body on the wire, after compression. */
  readonly bytes: number;
}

export interface RequestLog {
  write(entry: LoggedRequest): void;
  requests(): readonly LoggedRequest[];
  close(): void;
}

/** The newest requests kept in memory; the file, where there is one, has all of them. */
const mostKept = 20_000;

/**
 * Keeps the requests received, and appends one JSON line for each to a file. A line is written before its answer is
 * sent, so whoever has the answer finds the line.
 * @throws Error where the file cannot be opened for appending
 */
export function createRequestLog(path: string | undefined): RequestLog {
  const file = path === undefined ? undefined : openSync(path, 'a', 0o600);
  const kept: LoggedRequest[] = [];
  return {
    write(entry) {
      if (kept.length >= mostKept) kept.shift();
      kept.push(entry);
      if (file !== undefined) writeSync(file, `${JSON.stringify(entry)}\n`);
    },
    requests: () => kept,
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}
