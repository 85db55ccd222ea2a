import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fitBounds, readWindowState, writeWindowState } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };

describe('fitBounds', () => {
  it('keeps a window that lies on a screen', () => {
    const bounds = { x: 100, y: 80, width: 1200, height: 800 };
    expect(fitBounds(bounds, [screen])).toEqual(bounds);
  });

  it('drops bounds on a screen that is gone', () => {
    expect(fitBounds({ x: 2500, y: 80, width: 1200, height: 800 }, [screen])).toBeNull();
  });

  it('moves and shrinks a window that no longer fits', () => {
    expect(fitBounds({ x: -200, y: 500, width: 2000, height: 900 }, [screen])).toEqual({
      x: 0,
      y: 140,
      width: 1920,
      height: 900,
    });
  });
});

describe('the remembered state', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orgbench-window-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read as it was written', () => {
    const state = { bounds: { x: 1, y: 2, width: 1000, height: 700 }, maximized: true, scheme: 'dark' } as const;
    writeWindowState(join(folder, 'window.json'), state);
    expect(readWindowState(join(folder, 'window.json'))).toEqual(state);
  });

  it('is the default when the file is missing or damaged', () => {
    const file = join(folder, 'window.json');
    const fallback = { bounds: null, maximized: false, scheme: 'system' };
    expect(readWindowState(file)).toEqual(fallback);
    writeFileSync(file, '{"bounds":{"x":"a"}');
    expect(readWindowState(file)).toEqual(fallback);
  });
});
