import type { ErrorCode } from '../../../../src-preload/contract/errors.ts';
import type { Job } from '../../../../src-preload/contract/jobs.ts';
import type { Clock } from '../../ports.ts';
import type { ErrorLogRepository } from '../../store/error-log-repository.ts';
import { EVENT_OF_CODE, EVENT_OF_JOB } from './events.ts';
import { knownName } from './known-names.ts';
import { readLastCrash, removeLastCrash } from './last-crash.ts';
import { placeInPage } from './own-code.ts';
import { checkedShellEntry, entryLine, type RedactedEntry, redact } from './redact.ts';

type Waiting = RedactedEntry & { readonly at: string; readonly count: number };

type Deps = {
  readonly dataDir: string;
  readonly now: Clock;
  /** One line for the console of whoever runs the engine, redacted like everything else. */
  readonly log: (line: string) => void;
};

/** While there is no store: enough to see what kept somebody from unlocking. */
const MAX_WAITING = 50;
/** A page that somebody else's script runs in could make up a new place for each report; beyond these it is left out. */
const MAX_PAGE_PLACES = 200;

/**
 * The one sink of the error log. Whatever comes in is redacted here, before it is kept anywhere: what the log can hold
 * does not depend on the care of those who report to it.
 *
 * Lives as long as the engine. While the vault is locked lines wait in memory, at most 50, the oldest going first.
 * Nothing here throws: a log that cannot be written must not turn one failure into another.
 */
export function createErrorLog({ dataDir, now, log }: Deps) {
  let store: ErrorLogRepository | null = null;
  let waiting: readonly Waiting[] = [];
  const pagePlaces = new Set<string>();
  const iso = (): string => new Date(now()).toISOString();

  const wait = (line: Waiting): void => {
    const same = waiting.findIndex((one) => isSame(one, line));
    const known = waiting[same];
    waiting =
      known === undefined
        ? [...waiting, line].slice(-MAX_WAITING)
        : waiting.with(same, { ...line, count: known.count + line.count });
  };

  const put = (to: ErrorLogRepository, line: Waiting): boolean => {
    try {
      to.add(line);
      return true;
    } catch {
      // A full disk, or a store that is just being closed: the line stays in memory.
      return false;
    }
  };

  const add = (entry: RedactedEntry): void => {
    const line = { ...entry, at: iso(), count: 1 };
    if (store === null || !put(store, line)) wait(line);
  };

  const takeCrash = (to: ErrorLogRepository): void => {
    const crash = readLastCrash(dataDir);
    if (crash !== null && !put(to, { ...crash.entry, at: crash.at, count: 1 })) return;
    try {
      removeLastCrash(dataDir);
    } catch {
      // A folder that is read-only keeps the file; the line of the same day then only counts up.
    }
  };

  return {
    /** A call or a command ended with a failure; kept when its code is one of those that are. */
    failed: (thrown: unknown, code: ErrorCode, traceId: string | null): void => {
      const event = EVENT_OF_CODE[code];
      if (event === null) return;
      const entry = redact(event, thrown, traceId);
      add(entry);
      if (code === 'internal') log(entryLine(entry));
    },
    jobFailed: (kind: Job['kind'], thrown: unknown, jobId: string): void => {
      const entry = redact(EVENT_OF_JOB[kind], thrown, jobId);
      add(entry);
    },
    pageFailed: (error: { readonly name: string; readonly place: string }): void => {
      const place = placeInPage(error.place);
      if (pagePlaces.size < MAX_PAGE_PLACES) pagePlaces.add(place);
      const code = knownName(error.name);
      add({ event: 610, code, place: pagePlaces.has(place) ? place : '', traceId: null });
    },
    /** The shell met an error. It has redacted it, and it is not believed to have. */
    shellFailed: (line: unknown): void => {
      const entry = checkedShellEntry(line);
      if (entry !== null) add(entry);
    },
    /** The engine before this one ended without having been asked to. */
    restarted: (): void => add({ event: 921, code: 'engine-gone', place: '', traceId: null }),
    /** The person's own store is open: what waited is written into it. */
    open: (to: ErrorLogRepository): void => {
      store = to;
      takeCrash(to);
      waiting = waiting.filter((line) => !put(to, line));
    },
    /** A store that is thrown away takes what happens in it, and nothing from before. */
    openTemporary: (to: ErrorLogRepository): void => {
      store = to;
    },
    close: (): void => {
      store = null;
    },
  };
}

function isSame(one: Waiting, other: Waiting): boolean {
  return (
    one.event === other.event &&
    one.code === other.code &&
    one.place === other.place &&
    one.at.slice(0, 10) === other.at.slice(0, 10)
  );
}
