/*
 * An engine in a process of its own, for a test that watches which addresses the whole process talks to: it makes a vault,
 * reads an org, and tries everything that could send something elsewhere. Prints what became of it as JSON.
 */
import type { Job } from '../../src-preload/contract/jobs.ts';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';

export type TracedRun = {
  readonly dataDir: string;
  readonly org: { readonly instanceUrl: string; readonly accessToken: string };
  /** `then off`: switched on, used, and switched off again while metadata is being read. */
  readonly analytics: 'off' | 'on' | 'on, then off';
  readonly onlySalesforce: boolean;
  readonly analyticsAddress: string;
  /** Also asks for a file at Google, by the gateway. */
  readonly askGoogle: boolean;
};
export type TracedOutcome = {
  readonly counted: number;
  /** What was counted when it was switched off during the read, and whether the read went on after that; else null. */
  readonly switchedOff: { readonly waiting: number; readonly requestsAfter: number } | null;
  /** Codes of the failures that trying to send ended with; null where it was sent. */
  readonly sendNow: string | null;
  readonly google: string | null;
};

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return error instanceof EngineFailure ? error.code : 'unexpected';
  }
}

async function main(run: TracedRun): Promise<TracedOutcome> {
  const reading = Promise.withResolvers<void>();
  const engine = createEngine({
    dataDir: run.dataDir,
    program: 'test',
    lockWaitMs: 0,
    keychain: null,
    policy: TEST_POLICY,
    emit: (event, value) => {
      if (event === 'job.progress' && (value as { readonly job: Job }).job.kind === 'sync') reading.resolve();
    },
    host: testHost,
    analyticsAddress: run.analyticsAddress,
  });
  const context = { hostPath: null, signal: new AbortController().signal };
  try {
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true });
    const { handlers, analytics, connectWithToken, syncNow, store } = engine.services();
    await handlers['preferences.write']({ set: { onlySalesforce: run.onlySalesforce }, reset: [] }, context);
    if (run.analytics !== 'off') await handlers['analytics.switch']({ on: true }, context);
    const requests = (): number => store.ledger.list({ offset: 0, limit: 1, text: '', connectionId: null }).total;
    const switchOffDuring = async (read: Promise<unknown>) => {
      await Promise.race([reading.promise, read]);
      await handlers['analytics.seen']({ feature: 'search' }, context);
      const waiting = store.analytics.list().length;
      await handlers['analytics.switch']({ on: false }, context);
      const before = requests();
      await analytics.sendIfDue();
      await read;
      return { waiting, requestsAfter: requests() - before };
    };
    const { instanceUrl, accessToken: token } = run.org;
    const look = { name: 'Acme', group: '', colour: '', notes: '', connectionId: null };
    const { id } = await connectWithToken({ ...look, instanceUrl, token });
    const read = syncNow({ connectionId: id, objects: ['Account'] });
    const switchedOff = run.analytics === 'on, then off' ? await switchOffDuring(read) : null;
    await read;
    await handlers['analytics.seen']({ feature: 'search' }, context);
    const counted = store.analytics.list().length;
    await analytics.sendIfDue();
    const sendNow = await codeOf(Promise.resolve(handlers['analytics.sendNow']({}, context)));
    const gateway = createGateway({
      ledger: store.ledger,
      now: Date.now,
      host: testHost,
      isOpen: () => true,
      onlySalesforce: () => run.onlySalesforce,
    });
    const asked = gateway.cloud.bind(null, {
      purpose: 'google account',
      trigger: 'sign in',
      account: { id: 'a1', name: 'ada@example.com' },
      accessToken: 'ya29.Example-Access_Token.For.Tests',
      method: 'GET',
      url: 'https://www.googleapis.com/drive/v3/about?fields=user',
      about: 'the name of the account',
      repeatable: false,
    });
    const google = run.askGoogle ? await codeOf(asked()) : null;
    await gateway.close();
    return { counted, switchedOff, sendNow, google };
  } finally {
    await engine.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const outcome = await main(JSON.parse(process.argv[2] ?? '{}') as TracedRun);
  process.stdout.write(JSON.stringify(outcome));
}
