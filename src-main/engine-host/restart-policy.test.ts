import { describe, expect, it } from 'vitest';
import { nextRestart, RESTART_WINDOW_MS } from './restart-policy.ts';

describe('nextRestart', () => {
  it('starts an engine again three times within five minutes and then gives up', () => {
    let restarts: readonly number[] | null = [];
    for (const now of [1000, 2000, 3000]) restarts = nextRestart(restarts ?? [], now);
    expect(restarts).toEqual([1000, 2000, 3000]);
    expect(nextRestart(restarts ?? [], 4000)).toBeNull();
  });

  it('forgets restarts that are older than the window', () => {
    const now = 1000 + RESTART_WINDOW_MS;
    expect(nextRestart([1000, 2000, 3000], now)).toEqual([2000, 3000, now]);
  });
});
