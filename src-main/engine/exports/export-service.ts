import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ExportConsent, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { type Book, bookRows } from '../../domain/sheets/book.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import type { AccountHandle } from '../accounts/provider.ts';
import { EngineFailure } from '../failure.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { CallContext, Clock, Handlers } from '../ports.ts';
import type { ConnectionRecord } from '../store/connections-repository.ts';
import type { Store } from '../store/store.ts';
import { unknownOf, unknownParts } from '../sync/unknown-parts.ts';
import type { BookMaker } from './book-maker.ts';
import { type BookScan, scanBook } from './book-scan.ts';
import { type Agreed, consentNeeded, createConsents } from './consent.ts';
import { removeLeftovers } from './file-target.ts';
import { previewOf } from './export-preview.ts';
import { type CloudSpec, createExportRuns, stoppedExport } from './export-runs.ts';
import { bookSpec, connectionOf, destinationWords, takesOneSheet } from './export-words.ts';
import { answerFor, type AreaAnswers } from './sources/area-answer.ts';
import { scanWords, sensitiveParts } from './sensitive-parts.ts';

type ExportDeps = {
  readonly store: Pick<Store, 'areas' | 'catalog' | 'connections' | 'exports' | 'ledger' | 'presets'>;
  readonly jobs: JobRunner;
  readonly accounts: Pick<AccountsService, 'signedInHandle' | 'providers'>;
  /** The rows of what is to be exported, as the store holds them now. */
  readonly makeBook: BookMaker;
  /** What some books are made from, made in slices. */
  readonly answers: AreaAnswers;
  readonly now: Clock;
};

type Methods =
  | 'exports.preview'
  | 'exports.consent'
  | 'exports.start'
  | 'exports.resume'
  | 'exports.history'
  | 'exports.forget'
  | 'exports.presets'
  | 'exports.savePreset'
  | 'exports.removePreset'
  | 'exports.filePath';

/**
 * Exports: what will be written, the consent without which nothing leaves this computer, the jobs that write or send,
 * their history, and presets.
 */
export function createExportService({ store, jobs, accounts, makeBook, answers, now }: ExportDeps): {
  readonly handlers: Handlers<Methods>;
} {
  const iso = (): string => new Date(now()).toISOString();
  // A killed program could not take back the file that it was writing.
  for (const path of store.exports.interruptRunning(iso())) void removeLeftovers(dirname(path));
  const consents = createConsents(now);
  const runs = createExportRuns({
    exports: store.exports,
    connectionName: (connectionId) => store.connections.get(connectionId).name,
    jobs,
    accounts,
    now,
  });

  const bookAt = async (
    spec: ExportSpec,
    { at, ledgerId }: Pick<Agreed, 'at' | 'ledgerId'>,
    signal: AbortSignal,
  ): Promise<Book> => {
    const given = await answerFor(spec.source, answers, signal);
    signal.throwIfAborted();
    return makeBook(bookSpec(spec), new Date(at), ledgerId, given);
  };
  const present = (): Pick<Agreed, 'at' | 'ledgerId'> => ({ at: iso(), ledgerId: store.ledger.newestId() });

  const originsOf = (spec: ExportSpec): readonly ConnectionRecord[] => {
    const connectionId = connectionOf(spec.source);
    return connectionId === null ? store.connections.list() : [store.connections.get(connectionId)];
  };

  const unknownCount = ({ source }: ExportSpec): number => {
    if (source.kind !== 'dictionary' && source.kind !== 'fields' && source.kind !== 'objects') return 0;
    const [connectionId, names] =
      source.kind === 'objects'
        ? [source.connectionId, source.names]
        : [source.query.connectionId, source.query.objects];
    const { catalog } = store;
    return (names === null ? unknownParts(catalog, connectionId) : unknownOf(catalog, connectionId, names)).length;
  };

  /** Names of the users that were read of the orgs that the data come from. */
  const peopleOf = (spec: ExportSpec): readonly string[] =>
    originsOf(spec).flatMap(({ id }) =>
      store.areas.components.ofType(store.catalog.org(id).key, 'User').map(({ label }) => label),
    );

  const scan = (spec: ExportSpec, book: Book, signal: AbortSignal): Promise<BookScan> =>
    scanBook(book, scanWords(originsOf(spec), peopleOf(spec)), signal);

  const accountFor = (spec: CloudSpec): AccountHandle => {
    const account = accounts.signedInHandle(spec.destination.accountId);
    if (account.account().provider !== spec.destination.kind) {
      throw new EngineFailure('bad-input', 'The chosen account belongs to another provider. Choose the account again.');
    }
    return account;
  };

  /** Uses the consent up and makes the book it was for, if that is still what it was. */
  const agreedBook = async (spec: CloudSpec, consentId: string | null, signal: AbortSignal) => {
    const agreed = consents.take(consentId, spec);
    const book = await bookAt(spec, agreed, signal);
    const { fingerprint } = await scan(spec, book, signal);
    if (fingerprint !== agreed.fingerprint) {
      throw consentNeeded('What would be sent has changed since it was shown: the org was read again.');
    }
    return { agreed, book };
  };

  const consent = async (spec: CloudSpec, { signal }: CallContext): Promise<ExportConsent> => {
    const account = accountFor(spec);
    const made = present();
    const book = await bookAt(spec, made, signal);
    refuseUnfit(book, spec);
    const found = await scan(spec, book, signal);
    const connections = originsOf(spec);
    const facts = { connections, fields: store.catalog.iterateFields };
    const sensitive = await sensitiveParts(spec.source, found, facts, signal);
    const preview = previewOf(book, spec, unknownCount(spec));
    const agreed: Agreed = { ...made, fingerprint: found.fingerprint };
    return {
      ...consents.give(spec, agreed),
      preview,
      org: connectionOf(spec.source) === null ? null : orgOf(connections[0]),
      accountName: account.account().name,
      destination: destinationWords(spec.destination),
      sensitive,
    };
  };

  const resume = async (exportId: string, consentId: string | null, signal: AbortSignal) => {
    const { record, resume: left } = store.exports.get(exportId);
    const stopped = stoppedExport(left);
    const { spec } = record;
    if (!record.canResume || stopped === null || spec === null || !isCloud(spec)) {
      throw new EngineFailure('nothing-to-do', 'There is nothing left to go on with. Start the export again.');
    }
    const { agreed, book } = await agreedBook(spec, consentId, signal);
    const account = accountFor(spec);
    const earlier = await bookAt(spec, stopped, signal);
    const isSame = (await scan(spec, earlier, signal)).fingerprint === stopped.fingerprint;
    if (!store.exports.get(exportId).record.canResume) throw isRunning();
    return isSame
      ? runs.goOn(exportId, spec, { account, book: earlier, agreed: stopped, resume: stopped.state, discard: null })
      : runs.goOn(exportId, spec, { account, book, agreed, resume: null, discard: stopped.state });
  };

  /** Removes what an export that stopped left at the provider. */
  const removeUnfinished = async (spec: ExportSpec | null, left: unknown, signal: AbortSignal): Promise<void> => {
    const stopped = stoppedExport(left);
    if (stopped === null || spec === null || !isCloud(spec)) return;
    await accounts.providers[spec.destination.kind].discard(accountFor(spec), stopped.state, signal);
  };

  return {
    handlers: {
      'exports.preview': async ({ spec }, { signal }) =>
        previewOf(await bookAt(spec, present(), signal), spec, unknownCount(spec)),

      'exports.consent': ({ spec }, context) => {
        if (!isCloud(spec)) throw new EngineFailure('bad-input', 'A file stays on this computer and needs no consent.');
        return consent(spec, context);
      },

      'exports.start': async ({ spec, consentId }, { hostPath, signal }) => {
        if (isCloud(spec)) {
          const { agreed, book } = await agreedBook(spec, consentId, signal);
          refuseUnfit(book, spec);
          return runs.startCloud(spec, accountFor(spec), book, agreed);
        }
        if (!isFile(spec) || hostPath === null) {
          throw new EngineFailure('bad-input', 'No place to write to was chosen.');
        }
        const book = await bookAt(spec, present(), signal);
        refuseUnfit(book, spec);
        return runs.startFile(spec, book, hostPath);
      },

      'exports.resume': ({ exportId, consentId }, { signal }) => resume(exportId, consentId, signal),

      'exports.history': ({ connectionId, limit }) => ({
        exports: store.exports.list(connectionId, limit).map(({ record }) => record),
      }),

      'exports.forget': async ({ exportId, discard }, { signal }) => {
        const { record, resume: left } = store.exports.get(exportId);
        if (record.state === 'running') throw isRunning();
        if (discard === true) await removeUnfinished(record.spec, left, signal);
        store.exports.remove(exportId);
        return {};
      },

      'exports.filePath': ({ exportId }) => {
        const { record, filePath } = store.exports.get(exportId);
        if (filePath === null || !record.hasFile) {
          throw new EngineFailure('not-found', 'This export left no file on this computer.');
        }
        if (!existsSync(filePath)) {
          throw new EngineFailure(
            'not-found',
            `"${record.targetName}" is not where it was exported to: it was moved, renamed or deleted. Export it again.`,
          );
        }
        return { path: filePath };
      },

      'exports.presets': () => ({ presets: store.presets.list() }),

      'exports.savePreset': ({ id, name, spec }) => {
        if (id !== null && !store.presets.list().some((preset) => preset.id === id)) {
          throw new EngineFailure('not-found', 'This preset was removed. Save it as a new one.');
        }
        return store.presets.save({ id: id ?? randomUUID(), name, spec }, iso());
      },

      'exports.removePreset': ({ id }) => {
        store.presets.remove(id);
        return {};
      },
    },
  };
}

function isCloud(spec: ExportSpec): spec is CloudSpec {
  return spec.destination.kind !== 'file';
}

type FileSpec = Parameters<ReturnType<typeof createExportRuns>['startFile']>[0];
function isFile(spec: ExportSpec): spec is FileSpec {
  return spec.destination.kind === 'file';
}

function isRunning(): EngineFailure {
  return new EngineFailure('job-running', 'This export is running. Wait for it or cancel it.');
}

/** Throws for what no target could take, before anything is asked or begun. */
function refuseUnfit(book: Book, spec: ExportSpec): void {
  if (bookRows(book) === 0) throw new EngineFailure('nothing-to-do', 'Nothing matches, so there is nothing to export.');
  if (takesOneSheet(spec) && book.sheets.length > 1) {
    throw new EngineFailure(
      'bad-input',
      'The place chosen takes one sheet. Put all fields on one sheet, or choose a new file.',
    );
  }
}

function orgOf(connection: ConnectionRecord | undefined): ExportConsent['org'] {
  if (connection === undefined) return null;
  const { org, name, type, instanceUrl } = connection;
  return { connectionName: name, name: org?.name ?? name, type, host: new URL(instanceUrl).host };
}
