// A Salesforce client that shares no code with jsforce: `node scripts/node24.mjs independent-client` fetches it.
//
// It has no dependencies, its own XML reader and about 500 lines. Only tests use it, to see that the sample org is
// understood by more than the one library that the app and the Salesforce CLI are both made of.
import { ensureCachedPackage } from './lib/cached-package.mjs';

/**
 * Fetches the client from the package registry if it is not there yet.
 *
 * @returns {Promise<string>} its main file, a CommonJS module. @throws if it cannot be fetched; the message says why.
 */
export function ensureIndependentClient() {
  return ensureCachedPackage({
    label: 'node-salesforce-connection',
    folder: 'node-salesforce-connection',
    name: 'node-salesforce-connection',
    version: '2.3.1',
    integrity: 'sha512-UI55cD2HAU3mavmcnFBF1vy95C6RdN0cg6AZcuZUpBs6RyiVz4BRws5YkWzm9IjvaNoaTacWMLxPs6r2A2N3Hg==',
    entry: 'salesforce.js',
  });
}

if (process.argv[1] === import.meta.filename) console.log(await ensureIndependentClient());
