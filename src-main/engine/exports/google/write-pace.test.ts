import { describe, expect, it } from 'vitest';
import { createWritePace } from './write-pace.ts';

function rig() {
  let now = 1_000_000;
  const waits: number[] = [];
  const pace = createWritePace({
    now: () => now,
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      waits.push(ms);
      now += ms;
    },
  });
  const { signal } = new AbortController();
  const write = (account = 'a', takesMs = 0, use = signal): Promise<number> =>
    pace.paced(
      account,
      async () => {
        now += takesMs;
        return now;
      },
      use,
      () => undefined,
    );
  return { write, waits, clock: () => now };
}

describe('the pace of writes', () => {
  it('lets 60 through at once and waits for the minute to pass before the next', async () => {
    const { write, waits } = rig();
    for (let count = 0; count < 60; count += 1) await write();
    expect(waits).toEqual([]);
    await write();
    expect(waits).toEqual([60_000]);
  });

  it('never sends more than 60 in any minute, however long each takes', async () => {
    const { write, clock } = rig();
    const times: number[] = [];
    for (let count = 0; count < 300; count += 1) {
      await write('a', (count * 37) % 900);
      times.push(clock());
    }
    times.forEach((time, index) => {
      const inWindow = times.slice(index).filter((other) => other < time + 60_000).length;
      expect(inWindow).toBeLessThanOrEqual(60);
    });
  });

  it('counts each account for itself, and failed writes too', async () => {
    const { write, waits } = rig();
    for (let count = 0; count < 60; count += 1) await write('a');
    await write('b');
    expect(waits).toEqual([]);
  });

  it('ends a wait when the export is cancelled', async () => {
    const { write } = rig();
    for (let count = 0; count < 60; count += 1) await write();
    const abort = new AbortController();
    abort.abort();
    await expect(write('a', 0, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
