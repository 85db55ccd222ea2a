import { defineConfig } from 'vitest/config';

const windows = ['test/{e2e,security}/**/*.e2e.ts'];
/** They promise how long something takes, so nothing runs beside them. */
const times = ['test/e2e/**/*-time.e2e.ts'];

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
          exclude: times,
          // A window mostly waits: two share two cores well. Elsewhere than on Linux they would share one display's focus.
          maxWorkers: process.platform === 'linux' ? 2 : 1,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: 'times', include: times, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
});
