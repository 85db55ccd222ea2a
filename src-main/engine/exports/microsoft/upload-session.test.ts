import { describe, expect, it } from 'vitest';
import { stepsFor } from './upload-session.ts';

const MIB = 1024 * 1024;
const STEP = 320 * 1024;

describe('the next fragment of an upload', () => {
  it.each([
    ['a fast line takes the most that Microsoft allows', 10 * MIB, 100, 180],
    ['10 MiB in 10 s are halved', 10 * MIB, 10_000, 16],
    ['a slow line sends little at a time', 10 * MIB, 120_000, 4],
    ['a clock that stands still harms nothing', 10 * MIB, 0, 180],
  ])('%s', (_, bytes, tookMs, steps) => {
    expect(stepsFor(bytes, tookMs)).toBe(steps);
    expect(steps * STEP).toBeLessThan(60 * MIB);
  });
});
