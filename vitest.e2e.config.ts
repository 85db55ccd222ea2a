import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{e2e,security}/**/*.e2e.ts'],
    globalSetup: ['test/e2e-setup.ts'],
    pool: 'forks',
    // One app at a time: windows share the display's focus, and two cores do not carry two Electrons and a build.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // A machine that is busy otherwise makes everything slower, not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
});
