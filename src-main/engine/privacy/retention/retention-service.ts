import type { KeptPart, KeptPartName } from '../../../../src-preload/contract/retention.ts';
import { EngineFailure } from '../../failure.ts';
import type { JobRunner } from '../../jobs/job-runner.ts';
import type { CallContext, Clock, Emit, Handlers, HostQuestions } from '../../ports.ts';
import { COMPACT } from '../../store/compaction.ts';
import type { KeptAmount, KeptOrg } from '../../store/retention-repository.ts';
import type { Store } from '../../store/store.ts';
import { KEPT_WORDS, type Periods } from './kept-words.ts';
import { addDays, dayOf, daysBetween, NOTICE_DAYS, observe, orgVerdict } from './observed-days.ts';
import { createRemovalRun } from './removal-run.ts';

type RetentionDeps = {
  readonly store: Pick<Store, 'retention' | 'compaction' | 'catalog'>;
  readonly jobs: Pick<JobRunner, 'run' | 'runningFor'>;
  readonly preferences: () => Periods;
  /** Signs an account out at its provider and forgets it. */
  readonly removeAccounts: (signal: AbortSignal) => Promise<unknown>;
  readonly host: Pick<HostQuestions, 'notify'>;
  readonly now: Clock;
  readonly emit: Emit;
  /** Told what the daily look failed of; for the error log. */
  readonly failed?: (error: unknown) => void;
};

type Parts = readonly { readonly name: KeptPartName; readonly id: string | null }[];

const DAY_MS = 24 * 3_600_000;
/** A computer that sleeps loses time of its timers, so the day is looked at more often than it changes. */
const LOOK_EVERY_MS = 3_600_000;
/** What went by its period is overwritten at once; every page is written anew so often. */
const COMPACT_EVERY_DAYS = 30;

/**
 * What is kept and how long: the overview, removals, and what goes by itself. Days count only as far as Orgbench was in
 * use on them (see observed-days.ts), so a clock that was set removes nothing.
 */
export function createRetentionService(deps: RetentionDeps) {
  const { now, emit, jobs } = deps;
  const { retention, compaction } = deps.store;
  const today = (): string => dayOf(now());
  /** Of this session: an org is noted once a day and not at every call. */
  const openedOn = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;

  const removals = createRemovalRun({
    store: deps.store,
    jobs,
    today,
    onRemoved: ({ part, target }) => {
      if (part === 'metadata' && target !== null) emit('catalog.changed', { connectionId: target });
      if (part === 'metadata') emit('connections.changed', {});
    },
  });

  const opened = (connectionId: string): void => {
    const day = today();
    if (openedOn.get(connectionId) === day) return;
    openedOn.set(connectionId, day);
    try {
      retention.opened(connectionId, day);
    } catch (error) {
      // Who only reads must not be refused because a note did not fit on a full disk. It is tried again tomorrow.
      if (!isOfStore(error)) throw error;
    }
  };

  /** Ledger, history of exports, jobs and the error log by their periods. Analytics sees to its own itself. */
  const removeByPeriod = (): void => {
    const { ledgerDays, exportHistoryDays, activityDays, logDays } = deps.preferences();
    const before = (days: number): string => new Date(now() - days * DAY_MS).toISOString();
    retention.transaction(() => {
      const rows =
        retention.removeOlder('ledger', before(ledgerDays)) +
        retention.removeOlder('exports', before(exportHistoryDays)) +
        retention.removeOlder('jobs', before(activityDays)) +
        retention.removeOlder('errors', before(logDays));
      const last = compaction.lastDone();
      if (rows > 0 && (last === null || Math.abs(daysBetween(last, today())) >= COMPACT_EVERY_DAYS)) {
        compaction.setDue(COMPACT.rows);
      }
    });
  };

  /** Announces, withdraws or begins the removal of orgs that nobody opens. */
  const lookAtOrgs = (): void => {
    const day = today();
    const months = deps.preferences().orgRetentionMonths;
    const seen = retention.observed();
    let announced = 0;
    const gone: string[] = [];
    for (const org of retention.orgs()) {
      if (!org.hasMetadata) continue;
      // A day that lies ahead was noted under a clock that was set forward: the period begins today.
      const usedOn = org.usedAt.slice(0, 10);
      if (usedOn > day) retention.opened(org.id, day);
      const isAhead = org.announcedOn !== null && org.announcedOn > day;
      const use = {
        openedOn: usedOn > day ? day : usedOn,
        announcedOn: isAhead ? day : org.announcedOn,
        announcedCount: isAhead ? seen.count : org.announcedCount,
      };
      const verdict = orgVerdict(use, seen, day, months);
      if (verdict === 'announce' || (verdict === 'announced' && isAhead)) {
        retention.announce(org.key, { on: day, count: seen.count });
        announced += 1;
      } else if (verdict === 'withdraw') retention.announce(org.key, null);
      else if (verdict === 'remove' && jobs.runningFor(org.id, 'sync') === null) gone.push(org.id);
    }
    if (announced > 0) void tell(announced, months, addDays(day, NOTICE_DAYS));
    if (gone.length > 0) {
      removals.run({
        title: 'Remove metadata that was not opened for long',
        parts: gone.map((id) => ({ name: 'metadata' as const, id })),
      });
    }
  };

  /** Names no org: the system's notifications are outside the vault. */
  const tell = async (count: number, months: number, day: string): Promise<void> => {
    const orgs = count === 1 ? 'an org' : `${count} orgs`;
    await deps.host
      .notify(
        'Metadata will be removed',
        `The metadata of ${orgs} was not opened for ${months} months and will be removed from this computer after ${day}. Opening an org keeps it. Orgbench shows which under Privacy.`,
      )
      // Where the system shows no notifications the page still says it.
      .catch(() => undefined);
  };

  /** At unlock and then once a day. */
  const look = (): void => {
    const day = today();
    const before = retention.observed();
    const seen = observe(before, day);
    if (seen !== before) retention.setObserved(seen);
    if (seen.wait === 0) removeByPeriod();
    lookAtOrgs();
    removals.resume();
  };

  const overview = (): { parts: KeptPart[]; fileBytes: number; freeBytes: number } => {
    const periods = deps.preferences();
    const { orgs, fileBytes, freeBytes, ...simple } = retention.overview();
    const part = (name: KeptPartName, amount: KeptAmount): KeptPart => ({
      name,
      id: null,
      title: KEPT_WORDS[name].title,
      rows: amount.rows,
      bytes: amount.bytes,
      oldestAt: amount.oldestAt,
      newestAt: amount.newestAt,
      period: KEPT_WORDS[name].period(periods),
      preference: KEPT_WORDS[name].preference,
      removedAt: null,
    });
    const orgPart = (org: KeptOrg): KeptPart => ({
      ...part('metadata', org),
      id: org.id,
      title: `Metadata of ${org.name}`,
      removedAt: org.announcedOn === null ? null : `${addDays(org.announcedOn, NOTICE_DAYS)}T00:00:00.000Z`,
    });
    const others = (Object.keys(KEPT_WORDS) as KeptPartName[]).flatMap((name) =>
      name === 'metadata' ? [] : [part(name, simple[name])],
    );
    return { parts: [...orgs.filter(({ rows }) => rows > 0).map(orgPart), ...others], fileBytes, freeBytes };
  };

  const ensureNotRead = (parts: Parts): void => {
    for (const { id } of parts) {
      if (id === null || jobs.runningFor(id, 'sync') === null) continue;
      throw new EngineFailure('job-running', 'Metadata of this org is being read. Wait for it or cancel it.');
    }
  };

  const remove = (parts: Parts) => {
    if (parts.some(({ name, id }) => name === 'metadata' && id === null)) {
      throw new EngineFailure('bad-input', 'Metadata is removed org by org. Name the connection.');
    }
    ensureNotRead(parts);
    return removals.run({
      title: 'Remove kept data',
      parts,
      before: async (job) => {
        if (parts.some(({ name }) => name === 'accounts')) await deps.removeAccounts(job.signal);
        // A reading may have begun while this waited for another removal, or for Google.
        ensureNotRead(parts);
      },
    });
  };

  const handlers: Handlers<'retention.overview' | 'retention.remove'> = {
    'retention.overview': overview,
    'retention.remove': ({ parts }) => ({ jobId: remove(parts).id }),
  };

  return {
    handlers,
    remove,
    /** Throws `job-running` while metadata of this org is being removed: what is read now would go with it. */
    ensureNotRemoving: (connectionId: string): void => {
      if (!retention.pending().some(({ target }) => target === connectionId)) return;
      throw new EngineFailure('job-running', 'Metadata of this org is being removed. Wait until that is done.');
    },
    /** Somebody looks at an org, or works with it. */
    opened,
    /** The same handlers; a call that names a connection counts as opening it. */
    noticing: <H extends Readonly<Record<string, (input: never, context: CallContext) => unknown>>>(plain: H): H =>
      Object.fromEntries(
        Object.entries(plain).map(([name, handler]) => [
          name,
          (input: never, context: CallContext) => {
            const answer = handler(input, context);
            const connectionId = connectionOf(input);
            if (connectionId !== null) opened(connectionId);
            return answer;
          },
        ]),
      ) as H,
    /** After the deletion of a connection: what was deleted shall be in no page of the file. */
    compactNow: (): void => {
      try {
        removals.deleted();
      } catch (error) {
        // The connection is gone whatever comes after it. On a full disk this is tried again at the next unlock.
        deps.failed?.(error);
      }
    },
    settled: removals.settled,
    look,
    /** Looks now (after the answer to the unlock) and once a day. */
    start: (): void => {
      let lastDay = '';
      const lookIfNew = (): void => {
        const day = today();
        if (day === lastDay) return;
        try {
          look();
          lastDay = day;
        } catch (error) {
          // A full disk must not end the engine. The next hour may be better.
          deps.failed?.(error);
        }
      };
      timer = setTimeout(() => {
        lookIfNew();
        timer = setInterval(lookIfNew, LOOK_EVERY_MS).unref();
      }, 0);
    },
    close: (): void => {
      removals.close();
      // Timeouts and intervals are cleared alike.
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Whether SQLite said it: no room, no permission. */
function isOfStore(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}

/** The connection that a call is about; null for calls about none or about all. */
function connectionOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  if ('connectionId' in input && typeof input.connectionId === 'string') return input.connectionId;
  return 'query' in input ? connectionOf(input.query) : null;
}
