import { describe, expect, it } from 'vitest';
import type { Job } from '../../src-preload/contract/jobs.ts';
import { createJobRunner } from '../../src-main/engine/jobs/job-runner.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, TEST_PASSWORD, testEngine } from '../support/engine.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';
import { tempFolder } from '../support/temp-folder.ts';
import type { Engine } from '../../src-main/engine/create-engine.ts';

const NEW = { password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true } as const;

async function connected() {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const engine = testEngine(tempFolder());
  await engine.createVault(NEW);
  const { id } = await engine.services().connectWithToken({
    name: 'Planted org',
    group: '',
    colour: '',
    notes: '',
    instanceUrl: org.instanceUrl,
    token: org.accessToken,
    connectionId: null,
  });
  return { org, engine, connectionId: id };
}

async function jobsOf(engine: Engine): Promise<readonly Job[]> {
  const answer = await ask(engine, 'jobs.list', { limit: 100 });
  expect(answer).toMatchObject({ ok: true });
  return (answer as { readonly value: { readonly jobs: Job[] } }).value.jobs;
}

async function repeat(engine: Engine, jobId: string): Promise<unknown> {
  return ask(engine, 'jobs.repeat', { jobId });
}

describe('activity', () => {
  it('lists a sync with what it was to read and how it ended, and reads the same again', async () => {
    const { engine, connectionId } = await connected();
    await engine.services().syncNow({ connectionId, objects: ['Account', 'Contact'] });
    const [first, ...others] = await jobsOf(engine);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      kind: 'sync',
      state: 'done',
      connectionId,
      parameters: [{ name: 'objects', value: '2' }],
      counts: { objects: 2 },
      canRepeat: true,
    });
    expect(first?.finishedAt).not.toBeNull();

    await engine.services().syncNow({ connectionId, objects: ['Account', 'Contact', 'Opportunity'] });
    expect(await repeat(engine, first?.id ?? '')).toMatchObject({ ok: true });
    await expect
      .poll(() => jobsOf(engine))
      .toMatchObject([
        { state: 'done', parameters: [{ value: '2' }], counts: { objects: 2 }, canRepeat: true },
        { counts: { objects: 3 } },
        { counts: { objects: 2 } },
      ]);
  });

  it('does not start again what is running, what has no org any more, and what is not kept', async () => {
    const { engine, connectionId, org } = await connected();
    await engine.services().syncNow({ connectionId, objects: ['Account'] });
    const [job] = await jobsOf(engine);
    const started = await repeat(engine, job?.id ?? '');
    expect(started).toMatchObject({ ok: true });
    const { jobId } = (started as { readonly value: { readonly jobId: string } }).value;
    expect(await repeat(engine, jobId)).toMatchObject({ error: { code: 'job-running' } });
    await expect.poll(async () => (await jobsOf(engine))[0]?.state).toBe('done');
    await org.close();
    expect(await ask(engine, 'connections.remove', { id: connectionId })).toMatchObject({ ok: true });
    const left = await jobsOf(engine);
    for (const one of left.filter(({ kind }) => kind === 'sync')) {
      expect(one.canRepeat).toBe(false);
      expect(await repeat(engine, one.id)).toMatchObject({ error: { code: 'not-allowed' } });
    }
    expect(await repeat(engine, 'none')).toMatchObject({ error: { code: 'not-found' } });
  });

  it('puts a sync that failed into the error log, without the name of the org', async () => {
    const { engine, connectionId, org } = await connected();
    await org.close();
    await expect(engine.services().syncNow({ connectionId, objects: 'all' })).rejects.toMatchObject({
      code: 'org-unreachable',
    });
    const [job] = await jobsOf(engine);
    const log = await ask(engine, 'log.list', { offset: 0, limit: 10, text: '' });
    expect(log).toMatchObject({
      value: { entries: [{ event: 410, code: 'org-unreachable', traceId: job?.id, count: 1 }] },
    });
    expect(JSON.stringify(log)).not.toContain('Planted');
  });
});

describe('jobs and the error log', () => {
  it('are kept as long as the preferences say, and no longer', async () => {
    const dataDir = tempFolder();
    const clock = { time: Date.parse('2026-01-05T10:00:00.000Z') };
    const engine = testEngine(dataDir, { now: () => clock.time });
    await engine.createVault(NEW);
    await ask(engine, 'preferences.write', { set: { activityDays: 40, logDays: 10 }, reset: [] });
    const { store, retention } = engine.services();
    const running = createJobRunner({ jobs: store.jobs, now: () => clock.time, emit: () => {} });
    await running.run({ kind: 'backup', title: 'Backup', connectionId: null, parameters: {} }, async () => ({})).done;
    await ask(engine, 'log.report', { name: 'Error', place: '' });
    const kept = async () => {
      const log = (await ask(engine, 'log.list', { offset: 0, limit: 10, text: '' })) as { value: { total: number } };
      return { jobs: (await jobsOf(engine)).filter(({ kind }) => kind === 'backup').length, log: log.value.total };
    };
    const seen: unknown[] = [];
    for (let day = 1; day <= 41; day += 1) {
      clock.time += 24 * 3_600_000;
      retention.look();
      if ([9, 11, 39, 41].includes(day)) seen.push(await kept());
    }
    expect(seen).toEqual([
      { jobs: 1, log: 1 },
      { jobs: 1, log: 0 },
      { jobs: 1, log: 0 },
      { jobs: 0, log: 0 },
    ]);
  });
});
