import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failureOf } from '../../../../test/support/network.ts';
import { PLANTED, plantOrgs } from '../../../../test/support/planted-store.ts';
import { removalRig } from '../../../../test/support/removal-rig.ts';
import { tempFolder } from '../../../../test/support/temp-folder.ts';

const DAY_MS = 24 * 3_600_000;

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
  const fields = (id: string): number => rig.store.catalog.overview(id).fields;
  const removedAt = (id: string): string | null | undefined =>
    rig.retention.handlers['retention.overview']({}, { signal: AbortSignal.any([]), hostPath: null }).parts.find(
      (part) => part.id === id,
    )?.removedAt;
  return { ...rig, at, use, fields, removedAt };
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
    expect(rig.removedAt('a')).toBe('2027-02-03T00:00:00.000Z');
    expect(rig.removedAt('b')).toBeNull();
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
    expect(rig.removedAt('a')).not.toBeNull();
    const overview = rig.retention.noticing({
      'catalog.overview': (_input: { connectionId: string }) => ({}),
    })['catalog.overview'];
    overview({ connectionId: 'a' });
    expect(rig.removedAt('a')).toBeNull();
    await rig.use(60);
    expect(rig.fields('a')).toBeGreaterThan(0);
  });
});

describe('a clock that was set', () => {
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
    rig.jobs.handlers['jobs.cancel']({ jobId: id }, { signal: new AbortController().signal, hostPath: null });
    await expect(done).rejects.toThrow();
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

  it('asks for the org by name', async () => {
    const rig = rigWithOrgs();
    const failure = await failureOf((async () => rig.retention.remove([{ name: 'metadata', id: null }]))());
    expect(failure.code).toBe('bad-input');
  });
});

describe('the overview', () => {
  it('says rows, bytes and ages as they are in the file', () => {
    const rig = rigWithOrgs();
    request(rig, '2026-05-30T00:00:00.000Z');
    const { parts, fileBytes, freeBytes } = rig.retention.handlers['retention.overview'](
      {},
      { signal: new AbortController().signal, hostPath: null },
    );
    const org = parts.find(({ id }) => id === 'a');
    expect(org).toMatchObject({
      title: 'Metadata of Org a',
      oldestAt: '2026-01-02',
      preference: 'orgRetentionMonths',
      removedAt: null,
    });
    expect(org?.rows).toBe(1 + 60 + 60 + 20 + 30 * 4 + 1 + 1);
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
