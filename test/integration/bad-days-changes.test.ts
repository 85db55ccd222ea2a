/*
 * An org that changes under the hands of a read, and a clock that does. The window's and the command line's words about a
 * clock are in clock-and-versions.test.ts and clock-and-versions-commands.test.ts.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { catalogLines, expectSound, exportChecksums, lineDifferences, printedRandom } from '../support/bad-days.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { partName, partsOrg, withFields } from '../support/small-org.ts';
import { callContext, openSyncRig } from '../support/sync-rig.ts';
import { tempFolder } from '../support/temp-folder.ts';

const OBJECTS = 60;
const ORG = partsOrg(OBJECTS);
const without = (gone: ReadonlySet<string>): OrgBundle => ({
  ...ORG,
  sobjects: ORG.sobjects.filter(({ name }) => !gone.has(name)),
});

async function connected(org: SampleOrg, now: () => number = Date.now) {
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32), now });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  /** Reads everything; `act` is called once, when so much of a stage is done. */
  const readAnd = (stage: string, from: number, act: () => void, signal?: AbortSignal) => {
    let acted = false;
    return rig.sync.syncNow({
      connectionId,
      objects: 'all',
      ...(signal === undefined ? {} : { signal }),
      onProgress: (step) => {
        if (acted || step.stage !== stage || step.done < from) return;
        acted = true;
        act();
      },
    });
  };
  return {
    rig,
    connectionId,
    readAnd,
    read: () => rig.sync.syncNow({ connectionId, objects: 'all' }),
    status: async () => rig.sync.handlers['sync.status']({ connectionId }, callContext()),
    files: () => exportChecksums(rig.db, connectionId, tempFolder()),
    descriptionOf: (object: string) => rig.catalog.field(connectionId, object, 'Size__c')?.row.description,
  };
}

/** What a fresh store holds after one read of the org as it is now. */
async function undisturbed(org: SampleOrg) {
  const { rig, read, files } = await connected(org);
  await read();
  return { lines: catalogLines(rig.db), files: await files() };
}

/** What was read of an object that the org no longer has is kept, and the list of objects says that it is gone. */
const withoutGone = (lines: readonly string[], gone: ReadonlySet<string>) =>
  lines.filter((line) => ![...gone].some((name) => line.includes(`'${name}'`)));

describe('objects that vanish while an org is read', { timeout: 60_000 }, () => {
  const next = printedRandom('objects that vanish');
  const someOf = (count: number) =>
    new Set(Array.from({ length: count }, () => partName(Math.floor(next() * OBJECTS))));
  const cases = [
    ['between the list and their describes', 'list', 1, someOf(7)],
    ['in the middle of the describes', 'describes', 10, someOf(7)],
    ['between describes and definitions', 'describes', OBJECTS, someOf(7)],
    ['all together, between the list and their describes', 'list', 1, new Set(ORG.sobjects.map(({ name }) => name))],
  ] as const;

  it.each(cases)(
    '%s are said to be unknown, cost nothing else, and are marked as gone by the next read',
    async (...one) => {
      const [, stage, from, gone] = one;
      const org = await sampleOrgForTest({ bundle: ORG });
      const { rig, connectionId, readAnd, read, status, files } = await connected(org);
      const outcome = await readAnd(stage, from, () => org.replaceBundle(without(gone)));
      const named = outcome.unknown.filter(({ area }) => area === 'describe');
      for (const { name, reason } of named) {
        expect(gone.has(name)).toBe(true);
        expect(reason).toMatch(/does not exist/);
      }
      expect(outcome.objects + named.length).toBe(OBJECTS);
      expect(named.length).toBeGreaterThanOrEqual(stage === 'list' ? gone.size : 0);

      const wanted = await undisturbed(org);
      expect(await read()).toMatchObject({ objects: OBJECTS - gone.size, unknown: [] });
      expect(await status()).toMatchObject({ state: 'complete' });
      expect(lineDifferences(wanted.lines, withoutGone(catalogLines(rig.db), gone))).toEqual([]);
      for (const row of rig.catalog.objects(connectionId))
        expect([row.name, row.vanished]).toEqual([row.name, gone.has(row.name)]);
      const keepsSome = rig.catalog.objects(connectionId).length > OBJECTS - gone.size;
      expect(keepsSome ? wanted.files : await files()).toEqual(wanted.files);
      expectSound(rig.db);

      // And back again: nothing of having been away is left.
      org.replaceBundle(ORG);
      const whole = await undisturbed(org);
      expect(await read()).toMatchObject({ objects: OBJECTS, unknown: [] });
      const wereNew = (line: string) => !line.startsWith('org_object');
      expect(lineDifferences(whole.lines.filter(wereNew), catalogLines(rig.db).filter(wereNew))).toEqual([]);
      expect(await files()).toEqual(whole.files);
    },
  );
});

const DAY_MS = 24 * 3_600_000;
/** The org with another description, changed at this moment by its own clock. */
const redescribed = (object: string, description: string): OrgBundle =>
  withFields(ORG, object, (field) =>
    field.name === 'Size__c' ? { ...field, description, lastModifiedDate: new Date().toISOString() } : field,
  );

describe('a clock that is wrong', { timeout: 60_000 }, () => {
  it.each([
    ['ahead by a year', 365 * DAY_MS],
    // By more than 30 days the sign-in counts as unused, and is dropped.
    ['behind by 20 days', -20 * DAY_MS],
    ['ahead by a day', DAY_MS],
  ])('%s at one read and right at the next: what changed in the org is noticed', async (_what, offMs) => {
    const org = await sampleOrgForTest({ bundle: ORG });
    const clock = { offMs };
    const { rig, read, descriptionOf, files } = await connected(org, () => Date.now() + clock.offMs);
    await read();
    clock.offMs = 0;
    org.replaceBundle(redescribed(partName(7), 'Changed while the clock was wrong'));
    await read();
    expect(descriptionOf(partName(7))).toBe('Changed while the clock was wrong');
    clock.offMs = offMs;
    org.replaceBundle(redescribed(partName(7), 'Changed once more'));
    await read();
    expect(descriptionOf(partName(7))).toBe('Changed once more');
    const wanted = await undisturbed(org);
    expect(lineDifferences(wanted.lines, catalogLines(rig.db))).toEqual([]);
    expect(await files()).toEqual(wanted.files);
  });

  it.each([
    ['by an hour', 3_600_000],
    ['by a year', 365 * DAY_MS],
  ])('set back %s in the middle of a read, which goes on to the same end', async (_what, backMs) => {
    const org = await sampleOrgForTest({ bundle: ORG });
    const wanted = await undisturbed(org);
    const clock = { offMs: 0 };
    const { rig, readAnd, files, status } = await connected(org, () => Date.now() + clock.offMs);
    await readAnd('describes', 10, () => {
      clock.offMs = -backMs;
    });
    expect(await status()).toMatchObject({ state: 'complete', unknown: [] });
    expect(lineDifferences(wanted.lines, catalogLines(rig.db))).toEqual([]);
    expect(await files()).toEqual(wanted.files);
  });

  it.each([
    ['by an hour goes on with a stopped read', 3_600_000],
    ['by a year begins a stopped read anew, since its age cannot be told', 365 * DAY_MS],
  ])('set back %s', async (_what, backMs) => {
    const org = await sampleOrgForTest({ bundle: ORG });
    const clock = { offMs: 0 };
    const { rig, readAnd, read, files, status, descriptionOf } = await connected(org, () => Date.now() + clock.offMs);
    const stop = new AbortController();
    await expect(readAnd('describes', 10, () => stop.abort(), stop.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect((await status()).state).toBe('cancelled');
    clock.offMs = -backMs;
    const changed = redescribed(partName(0), 'Changed while the read was stopped');
    org.replaceBundle(changed);
    await read();
    const reads = Number(rig.db.prepare('SELECT count(*) FROM snapshot').pluck().get());
    expect(reads).toBe(backMs > DAY_MS ? 2 : 1);
    expect(descriptionOf(partName(0))).toBe('Changed while the read was stopped');
    const wanted = await undisturbed(org);
    expect(lineDifferences(wanted.lines, catalogLines(rig.db))).toEqual([]);
    expect(await files()).toEqual(wanted.files);
  });
});
