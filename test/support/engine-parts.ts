import type { HostQuestions } from '../../src-main/engine/ports.ts';
import type { VaultPolicy } from '../../src-main/engine/vault/policy.ts';

/* What both a test and a child process of it need for an engine; nothing here imports the test runner. */

export const TEST_PASSWORD = 'heron gravel tulip oxide';

/** Cheap keys, so that a test may open hundreds of vaults; the product's floor has a test of its own. */
export const TEST_POLICY: VaultPolicy = { lowestAcceptedCost: 4, minCost: 4, maxCost: 16, minGuessMs: 0 };

/** A host without a proxy, a browser or a sample org. */
export const testHost: HostQuestions = {
  proxyFor: async () => null,
  openExternal: async () => {},
  notify: async () => {},
  sampleOrg: async () => {
    throw new Error('this test has no sample org');
  },
};
