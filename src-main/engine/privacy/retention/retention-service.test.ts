import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failureOf } from '../../../../test/support/network.ts';
import { PLANTED, plantOrgs } from '../../../../test/support/planted-store.ts';
import { removalRig } from '../../../../test/support/removal-rig.ts';
import { tempFolder } from '../../../../test/support/temp-folder.ts';

const DAY_MS = 24 * 3_600_000;
const CONTEXT = { signal: new AbortController().signal, hostPath: null };

/** Two orgs, read on 2026-01-02; nothing was opened since. The clock stands in June. */
function rigWithOrgs() {
  const rig = removalRig(join(tempFolder(), 'store.db'), randomBytes(32));
  onTestFinished(() => rig.close());
  plantOrgs(rig.db, rig.store, 60);
  const at = (day: string): void => {
    rig.world.clock = Date.parse(`${day}T12:00:00.000Z`);
  };
  /** Unlocks on so many days, one after another. */
  const use = async (days: number): Promise<void> => {
    for (let day = 0; day < days; day += 1) {
      rig.retention.look();
      await rig.retention.settled();
      rig.world.clock += DAY_MS;
    }
  };
  const fieldRows = rig.db
    .prepare('SELECT count(*) FROM field f JOIN connection c ON c.key = f.connection_key WHERE c.id = ?')
    .pluck();
  const fields = (id: string): number => Number(fieldRows.get(id));
  const overview = async () => rig.retention.handlers['retention.overview']({}, CONTEXT);
  const removedAt = async (id: string): Promise<string | null | undefined> =>
    (await overview()).parts.find((part) => part.id === id)?.removedAt;
  return { ...rig, at, use, fields, overview, removedAt };
}

function request(rig: ReturnType<typeof rigWithOrgs>, at: string): void {
  rig.db
    .prepare(
      `INSERT INTO ledger (at, purpose, trigger_name, method, host, path, reads, parts, attempt, state)
       VALUES (?, 'describe', 'sync', 'GET', 'example.my.salesforce.com', '/', '', 1, 1, 'done')`,
    )
    .run(at);
}
const requests = (rig: ReturnType<typeof rigWithOrgs>): number =>
  Number(rig.db.prepare('SELECT count(*) FROM ledger').pluck().get());

describe('metadata of an org that was not opened for 12 months', () => {
  it('is announced, named in the overview, and removed 30 days later; the other org stays', async () => {
    const rig = rigWithOrgs();
    await rig.use(2);
    expect(rig.world.notices).toEqual([]);
    rig.at('2027-01-01');
    // After so long without use the clock is doubted for three days of use.
    await rig.use(4);
    rig.retention.opened('b');
    expect(rig.world.notices).toHaveLength(1);
    expect(rig.world.notices[0]).toContain('The metadata of 2 orgs was not opened for 12 months');
    expect(rig.world.notices[0]).not.toContain('Org a');
    expect(await rig.removedAt('a')).toBe('2027-02-03T00:00:00.000Z');
    expect(await rig.removedAt('b')).toBeNull();
    await rig.use(29);
    expect(rig.fields('a')).toBeGreaterThan(0);
    await rig.use(2);
    expect(rig.fields('a')).toBe(0);
    expect(rig.fields('b')).toBeGreaterThan(0);
    expect(rig.world.notices).toHaveLength(1);
    expect(rig.store.catalog.search(null, PLANTED.a, 5).hits).toEqual([]);
  });

  it('is kept when it is opened within those 30 days', async () => {
    const rig = rigWithOrgs();
    rig.at('2027-02-01');
    await rig.use(6);
    expect(await rig.removedAt('a')).not.toBeNull();
    const overview = rig.retention.noticing({
      'catalog.overview': (_input: { connectionId: string }) => ({}),
    })['catalog.overview'];
    overview({ connectionId: 'a' });
    expect(await rig.removedAt('a')).toBeNull();
    await rig.use(60);
    expect(rig.fields('a')).toBeGreaterThan(0);
  });
});

describe('a clock that was set', () => {
  // @promise 8: a clock that was set removes nothing
  it('forward by a year removes and announces nothing, and nothing after it was set right', async () => {
    const rig = rigWithOrgs();
    request(rig, '2026-05-30T00:00:00.000Z');
    await rig.use(5);
    rig.world.clock += 365 * DAY_MS;
    rig.retention.look();
    await rig.retention.settled();
    expect(rig.world.notices).toEqual([]);
    rig.world.clock -= 365 * DAY_MS;
    await rig.use(10);
    expect(rig.world.notices).toEqual([]);
    expect(requests(rig)).toBe(1);
    expect(rig.fields('a')).toBeGreaterThan(0);
  });

  it('forward for long announces before it removes', async () => {
    const rig = rigWithOrgs();
    await rig.use(5);
    rig.world.clock += 365 * DAY_MS;
    await rig.use(20);
    expect(rig.world.notices).toHaveLength(1);
    expect(rig.fields('a')).toBeGreaterThan(0);
  });

  it('back by a year keeps everything, and what was noted for the future counts from today', async () => {
    const rig = rigWithOrgs();
    request(rig, '2026-05-30T00:00:00.000Z');
    rig.retention.opened('a');
    rig.world.clock -= 365 * DAY_MS;
    await rig.use(40);
    expect(requests(rig)).toBe(1);
    expect(rig.fields('a')).toBeGreaterThan(0);
    expect(rig.store.retention.orgs().find(({ id }) => id === 'a')?.announcedOn).toBeNull();
  });
});

describe('a clock that is set after an announcement', () => {
  it('forward by a year, leaves the org for five more days of use, and one of them keeps it', async () => {
    const rig = rigWithOrgs();
    rig.at('2027-01-01');
    await rig.use(4);
    expect(await rig.removedAt('a')).not.toBeNull();
    rig.world.clock += 365 * DAY_MS;
    await rig.use(3);
    expect(rig.fields('a')).toBeGreaterThan(0);
    expect(rig.fields('b')).toBeGreaterThan(0);
    rig.retention.opened('b');
    await rig.use(4);
    expect(rig.fields('a')).toBe(0);
    expect(rig.fields('b')).toBeGreaterThan(0);
  });

  it('back by a year, begins the 30 days anew when it is right again', async () => {
    const rig = rigWithOrgs();
    rig.at('2027-01-01');
    await rig.use(4);
    expect(await rig.removedAt('a')).toBe('2027-02-01T00:00:00.000Z');
    rig.world.clock -= 365 * DAY_MS;
    await rig.use(1);
    // By that clock the org was opened just now.
    expect(await rig.removedAt('a')).toBeNull();
    rig.at('2027-02-04');
    await rig.use(1);
    expect(rig.fields('a')).toBeGreaterThan(0);
  });
});

describe('a disk that is full', () => {
  it('refuses nobody who only reads', () => {
    const rig = rigWithOrgs();
    rig.db.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON org_use BEGIN SELECT raise(ABORT, 'full'); END");
    const noticing = rig.retention.noticing({ 'catalog.overview': (_input: { connectionId: string }) => 'read' });
    expect(noticing['catalog.overview']({ connectionId: 'a' })).toBe('read');
  });

  it('does not end the engine at the daily look', async () => {
    const rig = rigWithOrgs();
    rig.db.exec("CREATE TEMP TRIGGER full BEFORE UPDATE ON observed_days BEGIN SELECT raise(ABORT, 'full'); END");
    rig.retention.start();
    await expect.poll(() => rig.world.failures).toHaveLength(1);
    expect(rig.fields('a')).toBeGreaterThan(0);
  });
});

describe('periods', () => {
  it('the ledger goes after 90 days, what is younger stays', async () => {
    const rig = rigWithOrgs();
    request(rig, '2026-01-01T00:00:00.000Z');
    request(rig, '2026-05-01T00:00:00.000Z');
    await rig.use(1);
    expect(requests(rig)).toBe(1);
  });
});

describe('removing kept data', () => {
  it('takes the parts that were named and no others', async () => {
    const rig = rigWithOrgs();
    request(rig, '2026-05-30T00:00:00.000Z');
    await rig.retention.remove([
      { name: 'ledger', id: null },
      { name: 'accounts', id: null },
    ]).done;
    expect(requests(rig)).toBe(0);
    expect(rig.world.accountsRemoved).toBe(1);
    expect(rig.fields('a')).toBeGreaterThan(0);
    expect(rig.store.retention.pending()).toEqual([]);
    expect(rig.store.compaction.due()).toBe(0);
  });

  it('cancelled before it began leaves everything', async () => {
    const rig = rigWithOrgs();
    const { id, done } = rig.retention.remove([{ name: 'metadata', id: 'a' }]);
    await rig.jobs.handlers['jobs.cancel']({ jobId: id }, CONTEXT);
    await expect(done).rejects.toThrow('aborted');
    expect(rig.fields('a')).toBeGreaterThan(0);
    expect(rig.store.retention.pending()).toEqual([]);
  });

  it('stopped by a lock goes on after the next unlock', async () => {
    const rig = rigWithOrgs();
    const { done } = rig.retention.remove([{ name: 'metadata', id: 'a' }]);
    done.catch(() => undefined);
    while (rig.store.retention.pending().length === 0) await Promise.resolve();
    await rig.jobs.stop();
    expect(rig.store.jobs.list(1)[0]?.state).toBe('interrupted');
    expect(rig.store.compaction.due()).toBe(2);
    rig.retention.look();
    await rig.retention.settled();
    expect(rig.fields('a')).toBe(0);
    expect(rig.store.compaction.due()).toBe(0);
  });

  it('lets nobody read an org whose metadata is being removed', async () => {
    const rig = rigWithOrgs();
    const { done } = rig.retention.remove([{ name: 'metadata', id: 'a' }]);
    while (rig.store.retention.pending().length === 0) await Promise.resolve();
    expect(() => rig.retention.ensureNotRemoving('a')).toThrow('Metadata of this org is being removed');
    rig.retention.ensureNotRemoving('b');
    await done;
    rig.retention.ensureNotRemoving('a');
  });

  it('waits for no reading: neither one that runs, nor one that began while it waited', async () => {
    const rig = rigWithOrgs();
    const first = rig.retention.remove([{ name: 'ledger', id: null }]);
    const second = rig.retention.remove([{ name: 'metadata', id: 'a' }]);
    const reading = rig.jobs.run(
      { kind: 'sync', title: 'Read', connectionId: 'a', parameters: {} },
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
    );
    await first.done;
    expect(await failureOf(second.done)).toMatchObject({ code: 'job-running' });
    expect(await failureOf((async () => rig.retention.remove([{ name: 'metadata', id: 'a' }]))())).toMatchObject({
      code: 'job-running',
    });
    expect(rig.fields('a')).toBeGreaterThan(0);
    await rig.jobs.stop('a');
    await expect(reading.done).rejects.toThrow('stopped');
  });

  it('asks for the org by name', async () => {
    const rig = rigWithOrgs();
    const failure = await failureOf((async () => rig.retention.remove([{ name: 'metadata', id: null }]))());
    expect(failure.code).toBe('bad-input');
  });
});

describe('the overview', () => {
  it('says rows, bytes and ages as they are in the file', async () => {
    const rig = rigWithOrgs();
    request(rig, '2026-05-30T00:00:00.000Z');
    const { parts, fileBytes, freeBytes } = await rig.overview();
    const org = parts.find(({ id }) => id === 'a');
    expect(org).toMatchObject({
      title: 'Metadata of Org a',
      oldestAt: '2026-01-02',
      preference: 'orgRetentionMonths',
      removedAt: null,
    });
    // The last: components of two readings, what grids show of those of now, and what they use.
    expect(org?.rows).toBe(1 + 60 + 60 + 20 + 30 * 4 + 1 + 1 + (2 * 120 + 120 + 2));
    expect(parts.find(({ name }) => name === 'ledger')).toMatchObject({
      rows: 1,
      oldestAt: '2026-05-30T00:00:00.000Z',
    });
    // The parts are all in the file, which also holds its own structure.
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBeLessThan(fileBytes);
    expect(total + freeBytes).toBeGreaterThan(fileBytes * 0.7);
  });
});
