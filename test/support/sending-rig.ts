import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Job } from '../../src-preload/contract/jobs.ts';
import type {
  ExportConsent,
  ExportDestination,
  ExportRecord,
  ExportSource,
  ExportSpec,
  GoogleDestination,
  MicrosoftDestination,
} from '../../src-preload/contract/exports.ts';
import { createAccountsService } from '../../src-main/engine/accounts/accounts-service.ts';
import { createAreaAnswers } from '../../src-main/engine/areas/area-answers.ts';
import { createBookMaker } from '../../src-main/engine/exports/book-maker.ts';
import { createExportService } from '../../src-main/engine/exports/export-service.ts';
import { createJobRunner } from '../../src-main/engine/jobs/job-runner.ts';
import { createStore } from '../../src-main/engine/store/store.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createPaperProvider } from './paper-provider.ts';
import { sampleOrgForTest } from './sample-org.ts';
import { callContext, openSyncRig } from './sync-rig.ts';
import { tempFolder } from './temp-folder.ts';

/** The store and the services of exports over a synced sample org, with a provider in memory in the place of Google. */
export async function openSendingRig(bundle: OrgBundle) {
  const org = await sampleOrgForTest({ bundle });
  const clock = { atMs: Date.parse('2026-05-01T08:00:00.000Z') };
  const now = (): number => clock.atMs;
  const rig = openSyncRig({ path: join(tempFolder(), 'store.db'), key: randomBytes(32), now });
  onTestFinished(() => rig.close());
  const connectionId = await rig.connect(org);
  const read = async (): Promise<void> => {
    await rig.sync.syncNow({ connectionId, objects: 'all' });
  };
  await read();

  const store = createStore(rig.db);
  const google = createPaperProvider<GoogleDestination>();
  const microsoft = createPaperProvider<MicrosoftDestination>();
  const accounts = createAccountsService({
    accounts: store.accounts,
    sealer: {
      seal: (_binding, plaintext) => new TextEncoder().encode(plaintext),
      open: (_binding, box) => new TextDecoder().decode(box),
    },
    providers: { google: google.provider, microsoft: microsoft.provider },
    now,
    emit: () => {},
    onSignedIn: store.exports.adopt,
  });
  const account = await accounts.handlers['accounts.signIn'](
    { provider: 'google', accountId: null, access: 'ownFiles' },
    callContext(),
  );

  /** What an unlock builds over the store; building it again is what a restart does. */
  const unlock = () => {
    const jobs = createJobRunner({ jobs: store.jobs, now, emit: () => {} });
    onTestFinished(() => jobs.stop());
    const makeBook = createBookMaker({
      catalog: store.catalog,
      areas: store.areas,
      ledger: store.ledger,
      connection: store.connections.get,
      appVersion: '0.0.0',
    });
    return {
      jobs,
      handlers: createExportService({
        store,
        jobs,
        accounts,
        makeBook,
        answers: createAreaAnswers({ store, now }),
        now,
      }).handlers,
    };
  };
  let session = unlock();

  const source = (over: Partial<Extract<ExportSource, { kind: 'fields' }>> = {}): ExportSource => ({
    kind: 'fields',
    query: { connectionId, objects: null, quick: '', filters: [], sort: [] },
    columns: ['object', 'name', 'label', 'description'],
    headers: 'label',
    ...over,
  });
  const toGoogle: ExportDestination = {
    kind: 'google',
    accountId: account.id,
    target: { kind: 'new', title: 'Fields of May' },
  };
  const spec = (over: Partial<ExportSpec> = {}): ExportSpec => ({
    source: source(),
    destination: toGoogle,
    cover: false,
    defuse: true,
    ...over,
  });
  const record = async (exportId: string): Promise<ExportRecord> => {
    const { exports } = await session.handlers['exports.history']({ connectionId: null, limit: 100 }, callContext());
    const found = exports.find(({ id }) => id === exportId);
    if (found === undefined) throw new Error(`export ${exportId} is not in the history`);
    return found;
  };

  return {
    org,
    clock,
    read,
    store,
    connectionId,
    account,
    accounts,
    google,
    microsoft,
    source,
    spec,
    handlers: () => session.handlers,
    consent: async (of: ExportSpec): Promise<ExportConsent> =>
      session.handlers['exports.consent']({ spec: of }, callContext()),
    start: async (of: ExportSpec, consentId: string | null) =>
      session.handlers['exports.start']({ spec: of, targetId: null, consentId }, callContext()),
    resume: async (exportId: string, consentId: string | null) =>
      session.handlers['exports.resume']({ exportId, consentId }, callContext()),
    cancel: (jobId: string) => session.jobs.handlers['jobs.cancel']({ jobId }, callContext()),
    job: (jobId: string): Job => {
      const found = store.jobs.list(100).find(({ id }) => id === jobId);
      if (found === undefined) throw new Error(`job ${jobId} is not there`);
      return found;
    },
    record,
    /** The record of an export that has come to an end, whichever. */
    ended: async (exportId: string): Promise<ExportRecord> => {
      await expect.poll(async () => (await record(exportId)).state).not.toBe('running');
      return record(exportId);
    },
    /** Locks as the engine does: what runs is stopped. */
    lock: () => session.jobs.stop(),
    /** Unlocks, or starts again after a kill. */
    unlock: (): void => {
      session = unlock();
    },
  };
}
export type SendingRig = Awaited<ReturnType<typeof openSendingRig>>;
