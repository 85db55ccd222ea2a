import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src-*/**/*.test.{ts,tsx}',
      'test/{clients,contract,integration,lint,security}/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    // Native SQLite and child processes do not share a worker's memory safely: one process for each test file.
    pool: 'forks',
    testTimeout: 30_000,
  },
});
