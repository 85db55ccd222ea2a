import { createJobRunner } from '../../src-main/engine/jobs/job-runner.ts';
import type { Emit } from '../../src-main/engine/ports.ts';
import { createRetentionService } from '../../src-main/engine/privacy/retention/retention-service.ts';
import { createCompaction } from '../../src-main/engine/store/compaction.ts';
import { openDatabase } from '../../src-main/engine/store/database.ts';
import { createStore } from '../../src-main/engine/store/store.ts';

export const PERIODS = {
  orgRetentionMonths: 12,
  ledgerDays: 90,
  exportHistoryDays: 365,
  activityDays: 180,
  logDays: 30,
} as const;

/** Retention over a store of its own, with a clock and a disk that a test sets. */
export function removalRig(path: string, key: Uint8Array, emit: Emit = () => {}) {
  const db = openDatabase(path, key);
  const world = {
    clock: Date.parse('2026-06-01T12:00:00.000Z'),
    notices: [] as string[],
    accountsRemoved: 0,
    freeBytes: Number.MAX_SAFE_INTEGER,
    failures: [] as unknown[],
  };
  const store = { ...createStore(db), compaction: createCompaction(db, () => world.freeBytes) };
  const jobs = createJobRunner({ jobs: store.jobs, now: () => world.clock, emit });
  const retention = createRetentionService({
    store,
    jobs,
    preferences: () => PERIODS,
    removeAccounts: async () => {
      world.accountsRemoved += 1;
    },
    host: {
      notify: async (title, body) => {
        world.notices.push(`${title}: ${body}`);
      },
    },
    now: () => world.clock,
    emit,
    failed: (error) => world.failures.push(error),
  });
  return {
    db,
    store,
    jobs,
    retention,
    world,
    close: (): void => {
      retention.close();
      db.close();
    },
  };
}
