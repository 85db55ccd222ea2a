import { execFileSync } from 'node:child_process';
import type { ElectronApplication } from 'playwright-core';

/**
 * Process ids of the app's engines (one, while it runs), found from outside as a person with a process list would.
 *
 * The engine is a Node child on an older Electron and a utility process on a newer one.
 */
export async function enginePids(app: ElectronApplication): Promise<number[]> {
  const utilities = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter((metric) => metric.serviceName === 'Orgbench engine' || metric.name === 'Orgbench engine')
      .map((metric) => metric.pid),
  );
  if (utilities.length > 0 || process.platform === 'win32') return utilities;
  const parent = app.process().pid ?? 0;
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => Number(match?.[2]) === parent && /main[/\\]engine\.js/.test(match?.[3] ?? ''))
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
