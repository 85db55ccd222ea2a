import { defineConfig } from 'vitest/config';

const windows = ['test/{e2e,security}/**/*.e2e.ts'];
/** Nothing runs beside what promises a time, and beside what a rehearsed person does, who sees no more than pixels. */
const alone = ['test/e2e/**/*-time.e2e.ts', 'test/e2e/{memory-after-lock,whole-app-network}.e2e.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/e2e-setup.ts'],
    setupFiles: ['test/e2e-display.ts'],
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // A machine that is busy otherwise makes everything slower, not wrong.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'windows',
          include: windows,
          exclude: alone,
          // A window mostly waits: two share two cores well. Elsewhere than on Linux they would share one display's focus.
          maxWorkers: process.platform === 'linux' ? 2 : 1,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
