// Starting other programs, in one way.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './packages.mjs';

/**
 * Runs a program with the terminal attached and waits for its end.
 *
 * @returns {Promise<{code: number, output: string, ms: number}>} `output` is empty unless `capture` is set; a program
 * that was ended by a signal or could not be started has the code 1.
 */
export function run(command, args, { env = {}, cwd = root, capture = false, timeoutMs = 0 } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const timer = timeoutMs > 0 ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    const finish = (code) => {
      clearTimeout(timer);
      resolve({ code, output, ms: Math.round(performance.now() - started) });
    };
    child.on('error', (error) => {
      output += error.message;
      if (!capture) console.error(`${command} could not be started: ${error.message}`);
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Runs the JavaScript entry of an installed package with this Node: works on every system, needs no shell. */
export function runPackage(entry, args, options) {
  return run(process.execPath, [join(root, 'node_modules', entry), ...args], options);
}

/** Is a program of this name on PATH? */
export function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}
