/*
 * The large org as a process of its own, with a low priority, so that its work is not taken for that of what is measured:
 * `node large-org-process.ts <objects> <fields each>`. Prints its address and token, and ends with its standard input.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import { largeOrg } from '../support/large-org.ts';

const LOW_PRIORITY = 10;

type Address = { readonly instanceUrl: string; readonly accessToken: string };
type LargeOrgProcess = Address & { readonly close: () => Promise<void> };

/** Starts this file as a process. */
export async function startLargeOrg(objects: number, fieldsEach: number): Promise<LargeOrgProcess> {
  const child = spawn(process.execPath, [import.meta.filename, String(objects), String(fieldsEach)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('The large org did not start.'))),
  ]);
  return {
    ...(JSON.parse(String(line)) as Address),
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

async function serve(objects: number, fieldsEach: number): Promise<void> {
  setPriority(LOW_PRIORITY);
  const org = await startSampleOrg({ bundle: largeOrg(objects, fieldsEach) });
  const { instanceUrl, accessToken } = org;
  process.stdin.on('end', () => void org.close()).resume();
  console.log(JSON.stringify({ instanceUrl, accessToken }));
}

if (process.argv[1] === import.meta.filename) await serve(Number(process.argv[2]), Number(process.argv[3]));
