// The Salesforce CLI for the tests that use it: `node scripts/node24.mjs sf-cli` fetches it.
//
// It is 300 MB with everything it brings, and few tests need it: it stays outside the checkout and package.json.
import { join } from 'node:path';
import { ensureCachedPackage } from './lib/cached-package.mjs';

/**
 * Fetches the CLI from the package registry if it is not there yet.
 *
 * @returns {Promise<string>} its entry, to be run with Node 22 or newer. @throws if it cannot be fetched; the message says why.
 */
export function ensureSfCli() {
  return ensureCachedPackage({
    label: 'the Salesforce CLI',
    folder: 'sf',
    name: '@salesforce/cli',
    version: '2.150.6',
    integrity: 'sha512-PDsV7xVFkM//GKDFifUA4KQgoRZ48HPnpY8qq3EC2e+jjVe3f3PfVjC/yVR4cHf7X3Y2lPNUJhRCE7WBeuosZA==',
    entry: join('bin', 'run.js'),
  });
}

if (process.argv[1] === import.meta.filename) console.log(await ensureSfCli());
