// Sends the dictionary of an org to a Google account, or goes on with an export, and ends; tests kill it on the way.
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { createJobWaiter } from '../../src-main/cli/job-waiter.ts';
import { exportSpec } from '../../src-preload/contract/exports.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';

const [dataDir, endpoints, specText, exportId] = process.argv.slice(2);
if (dataDir === undefined || endpoints === undefined || specText === undefined) {
  throw new Error('usage: google-export-process.ts FOLDER ENDPOINTS SPEC [EXPORT]');
}
const jobs = createJobWaiter();
const engine = createEngine({
  dataDir,
  program: 'test',
  lockWaitMs: 5000,
  keychain: null,
  policy: TEST_POLICY,
  emit: jobs.emit,
  host: testHost,
  endpoints: JSON.parse(endpoints) as Record<string, string>,
});
await engine.unlock(TEST_PASSWORD);
const { handlers } = engine.services();
const context = { signal: new AbortController().signal, hostPath: null };
const spec = exportSpec.parse(JSON.parse(specText));
const { consentId } = await handlers['exports.consent']({ spec }, context);
const { jobId } =
  exportId === undefined
    ? await handlers['exports.start']({ spec, targetId: null, consentId }, context)
    : await handlers['exports.resume']({ exportId, consentId }, context);
await jobs.ended(jobId);
await engine.close();
