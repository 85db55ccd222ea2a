import { execFileSync } from 'node:child_process';
import type { ElectronApplication } from 'playwright-core';

/** Process ids of the app's engines: one, while it runs. */
export const enginePids = (app: ElectronApplication): Promise<number[]> => childPids(app, 'engine');

/** Process ids of the embedded sample org: one, once it was asked for. */
export const sampleOrgPids = (app: ElectronApplication): Promise<number[]> => childPids(app, 'sample-org');

/** Found from outside, as in a process list: Node children on an older Electron, utility processes on a newer one. */
async function childPids(app: ElectronApplication, entry: string): Promise<number[]> {
  const utilities = await app.evaluate(
    ({ app: electron }, name) =>
      electron
        .getAppMetrics()
        .filter((metric) => metric.serviceName === name || metric.name === name)
        .map((metric) => metric.pid),
    `Orgbench ${entry}`,
  );
  if (utilities.length > 0 || process.platform === 'win32') return utilities;
  const parent = app.process().pid ?? 0;
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => Number(match?.[2]) === parent && match?.[3]?.includes(`${entry}.js`))
    .map((match) => Number(match?.[1]));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // No such process.
  }
}
