import { z } from 'zod';
import type { Child } from '../engine-host/child.ts';
import { startChild } from '../engine-host/child.ts';

const address = z.object({ instanceUrl: z.string(), accessToken: z.string() });
export type SampleOrgAddress = z.infer<typeof address>;

export type SampleOrgProcess = {
  /** Starts it if it is not running; everybody who asks gets the same one. */
  readonly address: () => Promise<SampleOrgAddress>;
  readonly stop: () => void;
};

const START_TIME_MS = 20_000;

/** The embedded sample org runs as a process of its own: its server must not share the engine's or the shell's memory. */
export function createSampleOrgProcess(): SampleOrgProcess {
  let running: { readonly child: Child; readonly address: Promise<SampleOrgAddress> } | null = null;

  const start = (): NonNullable<typeof running> => {
    const { promise, resolve, reject } = Promise.withResolvers<SampleOrgAddress>();
    const timer = setTimeout(
      () => reject(new Error('The sample org did not start in time. Try again.')),
      START_TIME_MS,
    );
    const child = startChild('sample-org', {
      onMessage: (message) => {
        const parsed = address.safeParse(message);
        if (parsed.success) resolve(parsed.data);
        else reject(new Error('The sample org could not start. Try again.'));
      },
      onExit: () => {
        reject(new Error('The sample org stopped before it was ready. Try again.'));
        if (running?.child === child) running = null;
      },
    });
    const settled = promise.finally(() => clearTimeout(timer));
    settled.catch(() => {
      child.kill();
      if (running?.child === child) running = null;
    });
    return { child, address: settled };
  };

  return {
    address: () => {
      running ??= start();
      return running.address;
    },
    stop: () => {
      running?.child.kill();
      running = null;
    },
  };
}
