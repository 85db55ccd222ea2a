import { describe, expect, it } from 'vitest';
import type { Feature } from '../../../../src-preload/contract/analytics.ts';
import { openStore } from '../../../../test/support/network.ts';
import { createJobRunner, type JobPlan } from '../../jobs/job-runner.ts';
import { createJobsRepository } from '../../store/jobs-repository.ts';
import { countJobs } from './counted-work.ts';

function runner() {
  const counted: Feature[] = [];
  const jobs = createJobRunner({ jobs: createJobsRepository(openStore()), now: Date.now, emit: () => {} });
  return { counted, jobs: countJobs(jobs, (feature) => counted.push(feature)) };
}

const plan = (kind: JobPlan['kind'], parameters: unknown = {}): JobPlan => ({
  kind,
  title: 'Job',
  connectionId: null,
  parameters,
});
const exportTo = (kind: string): JobPlan => plan('export', { exportId: 'e1', spec: { destination: { kind } } });

describe('a job that came to its end', () => {
  it.each([
    ['metadata read', plan('sync')],
    ['backup made', plan('backup')],
    ['backup restored', plan('restore')],
    ['export to file', exportTo('file')],
    ['export to google', exportTo('google')],
    ['export to microsoft', exportTo('microsoft')],
  ] as const)('is counted as: %s', async (feature, started) => {
    const { counted, jobs } = runner();
    await jobs.run(started, async () => ({})).done;
    expect(counted).toEqual([feature]);
  });

  it('is not counted when the list has nothing for it, or when it failed', async () => {
    const { counted, jobs } = runner();
    await jobs.run(plan('removal'), async () => ({})).done;
    await jobs.run(exportTo('elsewhere'), async () => ({})).done;
    const failing = jobs.run(plan('sync'), async () => {
      throw new Error('cut');
    });
    await expect(failing.done).rejects.toThrow('cut');
    expect(counted).toEqual([]);
  });
});
