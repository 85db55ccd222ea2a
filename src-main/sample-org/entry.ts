import { parseArgs } from 'node:util';
import { loadBundle } from './bundle.ts';
import type { OrgBundle } from './bundle.ts';
import { startSampleOrg } from './server.ts';

/*
 * The sample org as a child process of the desktop app (a utility process, or a Node child with a message channel).
 * It sends one message, { instanceUrl, accessToken } or { error }, and ends when its parent is gone.
 */

/** What the parent gets once the org answers, or could not start. */
type SampleOrgMessage = { readonly instanceUrl: string; readonly accessToken: string } | { readonly error: string };

interface ParentPort {
  postMessage(message: SampleOrgMessage): void;
}

function report(message: SampleOrgMessage): void {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) parentPort.postMessage(message);
  else if (process.send !== undefined) process.send(message);
  else process.stdout.write(`${JSON.stringify(message)}\n`);
}

// A utility process dies with the app; a Node child learns by its channel that the app is gone.
const endWithParent = (): void => process.exit();
process.once('disconnect', endWithParent);

/** @param generated the size of a generated org, `3000x1000000`: objects, then fields of all of them together */
async function bundleFrom(path: string | undefined, generated: string | undefined): Promise<OrgBundle> {
  if (path !== undefined) return loadBundle(path);
  if (generated !== undefined) {
    const [objects, fields] = generated.split('x').map(Number);
    const { createGeneratedBundle } = await import('./generated.ts');
    return createGeneratedBundle({ objects: objects ?? 0, fields: fields ?? 0 });
  }
  const { createSampleBundle } = await import('./content/index.ts');
  return createSampleBundle();
}

try {
  const { values } = parseArgs({
    options: {
      bundle: { type: 'string' },
      generated: { type: 'string' },
      latency: { type: 'string' },
      log: { type: 'string' },
    },
  });
  const org = await startSampleOrg({
    bundle: await bundleFrom(values.bundle, values.generated),
    latencyMs: Number(values.latency ?? 0),
    ...(values.log === undefined ? {} : { logPath: values.log }),
  });
  report({ instanceUrl: org.instanceUrl, accessToken: org.accessToken });
} catch (cause) {
  report({ error: cause instanceof Error ? cause.message : String(cause) });
  process.exitCode = 1;
  // The open channel would keep this process alive although there is nothing left to do.
  process.off('disconnect', endWithParent);
}
