/** Put in place by the build (electron.vite.config.ts); sources that are run as they are have none. */
declare const ORGBENCH_ANALYTICS_ADDRESS: string | null | undefined;

/**
 * The one address that counts of product analytics may go to; null: this build has none, so that they never leave the
 * computer. No preference, environment or answer of a server changes it once it is built.
 */
export const ANALYTICS_ADDRESS: string | null =
  typeof ORGBENCH_ANALYTICS_ADDRESS === 'string' ? ORGBENCH_ANALYTICS_ADDRESS : null;
