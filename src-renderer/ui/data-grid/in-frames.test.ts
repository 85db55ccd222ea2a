// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { inFrames } from './in-frames.ts';

/** Resolves once a step that comes after `count` frames would have run. */
const framesLater = (count: number): Promise<void> =>
  new Promise((resolve) => void inFrames([...Array.from({ length: count }, () => () => {}), resolve]));

describe('work in steps', () => {
  it('does every step, in order and none at once', async () => {
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      inFrames([() => seen.push('one'), () => seen.push('two'), resolve]);
      seen.push('begun');
    });
    expect(seen).toEqual(['begun', 'one', 'two']);
  });

  it('does them in a window that is not drawn, too', async () => {
    const frames = vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
    const seen: string[] = [];
    await new Promise<void>((resolve) => void inFrames([() => seen.push('one'), resolve]));
    frames.mockRestore();
    expect(seen).toEqual(['one']);
  });

  it('leaves the rest undone once it is stopped, also between two steps', async () => {
    const seen: string[] = [];
    const stop = inFrames([
      () => {
        seen.push('one');
        stop();
      },
      () => seen.push('two'),
    ]);
    inFrames([() => seen.push('never begun')])();
    await framesLater(4);
    expect(seen).toEqual(['one']);
  });
});
