import { createSampleBundle } from '../sample-org/content/index.ts';
import { EngineFailure } from '../engine/failure.ts';
import { type OrgBundle, loadBundle } from '../sample-org/bundle.ts';
import { createGeneratedBundle } from '../sample-org/generated.ts';
import { startSampleOrg } from '../sample-org/server.ts';
import type { Command } from './arguments.ts';
import type { Streams } from './output.ts';

type SampleOrgCommand = Extract<Command, { kind: 'sample-org' }>;

/** Serves a Salesforce org on loopback until SIGTERM or SIGINT; prints one JSON line when it listens. */
export async function runSampleOrg(command: SampleOrgCommand, streams: Streams): Promise<void> {
  const bundle = await bundleOf(command);
  const server = await startSampleOrg({
    bundle,
    port: command.port,
    latencyMs: command.latencyMs,
    ...(command.log === null ? {} : { logPath: command.log }),
  }).catch((error: unknown) => {
    throw nameStartFailure(error, command);
  });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  const { instanceUrl, accessToken } = server;
  streams.stdout.write(`${JSON.stringify({ instanceUrl, accessToken, pid: process.pid })}\n`);
  await stopped;
  await server.close();
}

async function bundleOf({ bundle, generated }: SampleOrgCommand): Promise<OrgBundle> {
  if (bundle !== null) return loadBundle(bundle);
  if (generated === null) return createSampleBundle();
  try {
    return createGeneratedBundle(generated);
  } catch (error) {
    if (error instanceof RangeError) throw new EngineFailure('bad-input', error.message);
    throw error;
  }
}

function nameStartFailure(error: unknown, command: SampleOrgCommand): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code === 'EADDRINUSE') {
    return new EngineFailure('bad-input', `Port ${command.port} is in use. Choose another one or leave --port out.`);
  }
  if ('path' in error && error.path === command.log) {
    return new EngineFailure('bad-input', `The log ${command.log} cannot be written: ${error.message}.`);
  }
  return error;
}
