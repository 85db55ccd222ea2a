// The main job with the built command line: sample org, temporary vault, sync, data dictionary workbook.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './packages.mjs';

const cli = join(root, 'out', 'main', 'cli.js');

/**
 * Prints each step and in the end the path of the workbook. The vault is removed; the workbook stays.
 *
 * @returns {Promise<number>} the exit code.
 */
export async function headlessMainJob() {
  const vault = await mkdtemp(join(tmpdir(), 'orgbench-vault-'));
  const output = await mkdtemp(join(tmpdir(), 'orgbench-'));
  const workbook = join(output, 'sample-org-data-dictionary.xlsx');
  // Nobody needs to know it: the vault is gone when this ends.
  const env = { ...process.env, ORGBENCH_PASSWORD: randomBytes(24).toString('base64url') };
  const command = (args, input) => runCli([...args, '--data-dir', vault, '--json'], env, input);
  const org = await startSampleOrg();
  try {
    console.log(`Sample org: ${org.instanceUrl}`);
    await command(['vault', 'create', '--device-secret', 'none']);
    const connected = await command(
      ['connect', '--name', 'Sample', '--instance-url', org.instanceUrl],
      org.accessToken,
    );
    console.log(`Connected to ${connected.org?.name ?? 'the sample org'}.`);
    const synced = await command(['sync', 'Sample', '--all']);
    console.log(
      `Read ${synced.objects} objects and ${synced.fields} fields with ${synced.apiCalls} API calls in ${synced.ms} ms.`,
    );
    const exported = await command(['export', 'dictionary', 'Sample', '--to', 'xlsx', '--out', workbook]);
    console.log(`Data dictionary (${exported.rows} rows): ${workbook}`);
    return 0;
  } catch (error) {
    console.error(error.message);
    await rm(output, { recursive: true, force: true });
    return 1;
  } finally {
    org.process.kill('SIGTERM');
    await rm(vault, { recursive: true, force: true });
  }
}

/** Starts the server and waits for the one line that it prints. */
async function startSampleOrg() {
  const child = spawn(process.execPath, [cli, 'sample-org', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...JSON.parse(line), process: child };
  }
  throw new Error('The sample org did not start, see above.');
}

/** Runs one command and returns the JSON document that it prints. */
function runCli(args, env, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(text));
      else reject(new Error(`"orgbench ${args.slice(0, 2).join(' ')}" ended with code ${code}, see above.`));
    });
    child.stdin.end(`${input}\n`);
  });
}
