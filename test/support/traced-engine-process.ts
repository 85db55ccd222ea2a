/*
 * An engine in a process of its own, for a test that watches which addresses the whole process talks to: it makes a vault,
 * reads an org, and tries everything that could send something elsewhere. Prints what became of it as JSON.
 */
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { createGateway } from '../../src-main/engine/network/gateway.ts';
import { TEST_PASSWORD, TEST_POLICY, testHost } from './engine-parts.ts';

export type TracedRun = {
  readonly dataDir: string;
  readonly org: { readonly instanceUrl: string; readonly accessToken: string };
  readonly analyticsOn: boolean;
  readonly onlySalesforce: boolean;
  readonly analyticsAddress: string;
  /** Also asks for a file at Google, by the gateway. */
  readonly askGoogle: boolean;
};
export type TracedOutcome = {
  readonly counted: number;
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
  const engine = createEngine({
    dataDir: run.dataDir,
    program: 'test',
    lockWaitMs: 0,
    keychain: null,
    policy: TEST_POLICY,
    emit: () => {},
    host: testHost,
    analyticsAddress: run.analyticsAddress,
  });
  const context = { hostPath: null, signal: new AbortController().signal };
  try {
    await engine.createVault({ password: TEST_PASSWORD, deviceSecret: 'none', acceptWeak: true });
    const { handlers, analytics, connectWithToken, syncNow, store } = engine.services();
    await handlers['preferences.write']({ set: { onlySalesforce: run.onlySalesforce }, reset: [] }, context);
    if (run.analyticsOn) await handlers['analytics.switch']({ on: true }, context);
    const { instanceUrl, accessToken: token } = run.org;
    const look = { name: 'Acme', group: '', colour: '', notes: '', connectionId: null };
    const { id } = await connectWithToken({ ...look, instanceUrl, token });
    await syncNow({ connectionId: id, objects: ['Account'] });
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
    return { counted, sendNow, google };
  } finally {
    await engine.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const outcome = await main(JSON.parse(process.argv[2] ?? '{}') as TracedRun);
  process.stdout.write(JSON.stringify(outcome));
}
