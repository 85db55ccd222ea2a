import { describe, expect, it } from 'vitest';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { ask, query, sampleOrgForTest } from '../support/sample-org.ts';

/** Held back so long that all of them are under way at the same time, on a busy machine too. */
const HELD_MS = 6000;

async function start() {
  const org = await sampleOrgForTest({ bundle: createSampleBundle() });
  const { json } = await query(org, 'SELECT Id FROM Report LIMIT 1');
  const [report] = (json as { records: readonly { readonly Id: string }[] }).records;
  const many = async (count: number, path: string) => {
    const answers = await Promise.all(Array.from({ length: count }, () => ask(org, path)));
    return { answered: answers.filter(({ status }) => status === 200).length, answers };
  };
  const hold = (match: string) => org.faults.add({ match, kind: 'latency', ms: HELD_MS });
  return { org, hold, path: `analytics/reports/${report?.Id ?? ''}`, many };
}

describe('report runs at the same time', { timeout: 60_000 }, () => {
  it('are at most 20; the others are refused, and taken again when those are done', async () => {
    const { org, hold, many, path } = await start();
    // The first run of all makes the records, for which the others would wait.
    expect((await ask(org, path)).status).toBe(200);
    const free = hold(path);
    const { answered, answers } = await many(26, path);
    expect(answered).toBe(20);
    expect(answers.find(({ status }) => status !== 200)).toMatchObject({
      status: 403,
      json: [{ errorCode: 'FORBIDDEN', message: expect.stringContaining('more than 20 reports') }],
    });
    free();
    expect((await many(3, path)).answered).toBe(3);
    // Describes are no runs.
    hold(path);
    expect((await many(24, `${path}/describe`)).answered).toBe(24);
  });

  it('give at most 200 results of asynchronous runs at once', async () => {
    const { org, hold, many, path } = await start();
    const { json } = await ask(org, `${path}/instances`, { method: 'POST', body: '{}' });
    hold('/instances/');
    const { answered } = await many(205, `${path}/instances/${(json as { id: string }).id}`);
    expect(answered).toBe(200);
  });
});
