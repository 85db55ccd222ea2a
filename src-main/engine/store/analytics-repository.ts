import type { Database } from './database.ts';

export type AnalyticsChoice = {
  readonly on: boolean;
  readonly asked: boolean;
  readonly id: string | null;
  readonly lastSentAt: string | null;
};

/** How often a feature was used on a day (ISO date, local time). */
export type DayCount = { readonly day: string; readonly feature: string; readonly count: number };

/** More days than this are not kept: without an address they would wait for ever. */
const MAX_DAYS = 365;

/** What analytics counted, and what was chosen about it. */
export function createAnalyticsRepository(db: Database) {
  const read = db.prepare<[], { is_on: number; asked: number; sender_id: string | null; last_sent_at: string | null }>(
    'SELECT is_on, asked, sender_id, last_sent_at FROM analytics_state',
  );
  const turnOn = db.prepare<[string]>(
    'UPDATE analytics_state SET is_on = 1, asked = 1, sender_id = coalesce(sender_id, ?)',
  );
  const turnOff = db.prepare('UPDATE analytics_state SET is_on = 0, asked = 1, sender_id = NULL, last_sent_at = NULL');
  const setId = db.prepare<[string]>('UPDATE analytics_state SET sender_id = ? WHERE is_on = 1');
  const setSent = db.prepare<[string, string]>('UPDATE analytics_state SET last_sent_at = ? WHERE sender_id = ?');
  const clear = db.prepare('DELETE FROM analytics_count');
  // The switch is looked at in the same statement: nothing can be counted while it is off.
  const add = db.prepare<[string, string]>(`
    INSERT INTO analytics_count (day, feature, count) SELECT ?, ?, 1 FROM analytics_state WHERE is_on = 1
    ON CONFLICT (day, feature) DO UPDATE SET count = count + 1`);
  const dropOld = db.prepare(`
    DELETE FROM analytics_count WHERE day NOT IN
      (SELECT DISTINCT day FROM analytics_count ORDER BY day DESC LIMIT ${MAX_DAYS})`);
  const all = db.prepare<[], DayCount>('SELECT day, feature, count FROM analytics_count ORDER BY day, feature');
  const subtract = db.prepare<[number, string, string]>(
    'UPDATE analytics_count SET count = count - ? WHERE day = ? AND feature = ?',
  );
  const dropEmpty = db.prepare('DELETE FROM analytics_count WHERE count <= 0');
  const firstRead = db.prepare<[], { found: number }>(
    "SELECT EXISTS (SELECT 1 FROM snapshot WHERE state IN ('complete', 'partial')) AS found",
  );

  const choice = (): AnalyticsChoice => {
    const row = read.get();
    return {
      on: row?.is_on === 1,
      asked: row?.asked === 1,
      id: row?.sender_id ?? null,
      lastSentAt: row?.last_sent_at ?? null,
    };
  };

  return {
    choice,
    /** `id` is taken unless it was on already. */
    switchOn: (id: string): void => {
      turnOn.run(id);
    },
    /** Deletes the counts and the id with it. */
    switchOff: db.transaction((): void => {
      clear.run();
      turnOff.run();
    }),
    /** Without effect while it is off. */
    renewId: (id: string): void => {
      setId.run(id);
    },
    /** Without effect while it is off. */
    add: db.transaction((day: string, feature: string): void => {
      if (add.run(day, feature).changes > 0) dropOld.run();
    }),
    list: (): readonly DayCount[] => all.all(),
    /** Takes away what was sent under `id`. What was counted meanwhile stays; a new id means that it was deleted. */
    sent: db.transaction((id: string, counts: readonly DayCount[], at: string): void => {
      if (setSent.run(at, id).changes === 0) return;
      for (const { day, feature, count } of counts) subtract.run(count, day, feature);
      dropEmpty.run();
    }),
    clear: (): void => {
      clear.run();
    },
    /** A read of metadata came to its end at least once. */
    hasReadMetadata: (): boolean => firstRead.get()?.found === 1,
  };
}
export type AnalyticsRepository = ReturnType<typeof createAnalyticsRepository>;
