import { onTestFinished } from 'vitest';
import type { Account } from '../../src-preload/contract/accounts.ts';
import type { GoogleDestination } from '../../src-preload/contract/exports.ts';
import { preferenceTable, type Preferences } from '../../src-preload/contract/preferences.ts';
import type { Book, Cell, SheetPlan } from '../../src-main/domain/sheets/book.ts';
import { createAccountsService } from '../../src-main/engine/accounts/accounts-service.ts';
import type { AccountHandle, AccountProvider, ProviderDeps, Sent } from '../../src-main/engine/accounts/provider.ts';
import { createGoogleProvider, type GoogleProviderDeps } from '../../src-main/engine/exports/google/google-provider.ts';
import { createAccountsRepository } from '../../src-main/engine/store/accounts-repository.ts';
import {
  type FakeGoogle,
  type FakeGoogleOptions,
  type LoggedRequest,
  startFakeGoogle,
} from '../fakes/google/fake-google.ts';
import { followSignIn } from './browser-person.ts';
import { type GatewayKit, gatewayKit, testSealer } from './network.ts';

export const NEVER_CANCELLED = new AbortController().signal;

export type GoogleKit = GatewayKit & {
  readonly fake: FakeGoogle;
  readonly accounts: ReturnType<typeof createAccountsService>;
  readonly provider: AccountProvider<GoogleDestination>;
  /** Another engine over the same store, as after a restart. */
  readonly restarted: () => AccountProvider<GoogleDestination>;
  /** Addresses that the browser was sent to. */
  readonly opened: string[];
  /** The pauses that the Google part asked for; none is really waited, the clock goes on instead. */
  readonly waitsMs: number[];
  readonly preferences: { current: Preferences };
  readonly signIn: (accountId?: string | null) => Promise<Account>;
  readonly handle: (account: Account) => AccountHandle;
};

export type GoogleKitOptions = FakeGoogleOptions &
  Partial<Pick<GoogleProviderDeps, 'uploadFromCells' | 'signInTimeoutMs'>>;

/** The Google part over a real store and the real gateway, and a fake Google behind it. */
export async function googleKit(options: GoogleKitOptions = {}): Promise<GoogleKit> {
  const fake = await startFakeGoogle(options);
  onTestFinished(() => fake.close());
  let skippedMs = 0;
  const now = (): number => Date.now() + skippedMs;
  const pass = (ms: number): void => {
    skippedMs += ms;
    fake.advance(ms);
  };
  const pausesMs: number[] = [];
  const kit = gatewayKit({
    endpoints: fake.endpoints,
    now,
    wait: async (ms, signal) => {
      signal?.throwIfAborted();
      pausesMs.push(ms);
      pass(ms);
    },
  });
  const opened: string[] = [];
  const waitsMs: number[] = [];
  const preferences = { current: defaultPreferences(fake) };
  const deps: ProviderDeps = {
    gateway: kit.gateway,
    preferences: () => preferences.current,
    openBrowser: async (url) => {
      opened.push(url);
      await followSignIn(fake.local(url));
    },
    now,
  };
  const providerDeps: GoogleProviderDeps = {
    ...deps,
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      waitsMs.push(ms);
      pass(ms);
    },
    // Tests say themselves when they mean uploads.
    uploadFromCells: options.uploadFromCells ?? Number.POSITIVE_INFINITY,
    ...(options.signInTimeoutMs === undefined ? {} : { signInTimeoutMs: options.signInTimeoutMs }),
  };
  const provider = createGoogleProvider(providerDeps);
  const accounts = createAccountsService({
    accounts: createAccountsRepository(kit.db),
    sealer: testSealer(),
    // Nothing of Microsoft is asked for here.
    providers: { google: provider, microsoft: provider as never },
    now,
    emit: () => undefined,
  });
  return {
    ...kit,
    pausesMs,
    fake,
    accounts,
    provider,
    restarted: () => createGoogleProvider(providerDeps),
    opened,
    waitsMs,
    preferences,
    signIn: async (accountId = null) =>
      accounts.handlers['accounts.signIn'](
        { provider: 'google', accountId, access: 'ownFiles' },
        { signal: NEVER_CANCELLED, hostPath: null },
      ),
    handle: ({ id }) => accounts.signedInHandle(id),
  };
}

function defaultPreferences(fake: FakeGoogle): Preferences {
  const fallbacks = Object.fromEntries(Object.entries(preferenceTable).map(([name, { fallback }]) => [name, fallback]));
  return {
    ...(fallbacks as Preferences),
    googleClientId: fake.client.clientId,
    googleClientSecret: fake.client.clientSecret,
  };
}

/** What is kept of an export between two runs of it. */
export type Kept = { state: unknown };

export function newSpreadsheet(accountId: string, title = 'Acme dictionary'): GoogleDestination {
  return { kind: 'google', accountId, target: { kind: 'new', title } };
}

export type SendOptions = {
  readonly provider?: AccountProvider<GoogleDestination>;
  readonly destination?: GoogleDestination;
  readonly exportId?: string;
  readonly kept?: Kept;
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
};

/** Sends a book, with the state of an earlier run when there is one. */
export function send(kit: GoogleKit, account: Account, book: Book, options: SendOptions = {}): Promise<Sent> {
  const kept = options.kept ?? { state: null };
  return (options.provider ?? kit.provider).send({
    account: kit.handle(account),
    destination: options.destination ?? newSpreadsheet(account.id),
    book,
    exportId: options.exportId ?? 'export-1',
    // As it is in the store: through text.
    resume: kept.state === null ? null : (JSON.parse(JSON.stringify(kept.state)) as unknown),
    saveResume: (state) => {
      kept.state = state;
    },
    watch: { signal: options.signal ?? NEVER_CANCELLED, progress: options.onProgress ?? (() => undefined) },
  });
}

/** A sheet over rows that are there already. */
export function plainSheet(id: string, rows: readonly (readonly Cell[])[], change: Partial<SheetPlan> = {}): SheetPlan {
  const width = Math.max(1, ...rows.map(({ length }) => length));
  return {
    id,
    name: id,
    kind: 'data',
    title: null,
    columns: Array.from({ length: width }, (_, index) => ({ header: `Column ${index + 1}`, width: 12, wraps: false })),
    hasHeader: true,
    rowCount: rows.length,
    rows: () => rows,
    ...change,
  };
}

export function plainBook(...sheets: readonly SheetPlan[]): Book {
  return { title: 'Acme dictionary', sheets };
}

/** Rows that differ, of about `bytes` each. */
export function manyRows(count: number, bytes: number, mark = ''): readonly (readonly Cell[])[] {
  return Array.from({ length: count }, (_, index) => [
    `${mark}Field_${index}__c`,
    index,
    'x'.repeat(bytes - 30),
    index % 2 === 0,
  ]);
}

/** What a cell has to be at Google: empty texts are empty cells, links are their texts. */
export function atGoogle(cell: Cell): string | number | boolean | null {
  if (cell === '') return null;
  if (typeof cell === 'string') return cell.toWellFormed();
  return typeof cell === 'object' && cell !== null ? atGoogle(cell.text) : cell;
}

/** Every row that a book says, sheet by sheet, as Google has to hold it. */
export function expectedRows(book: Book, sheet: SheetPlan): readonly (readonly (string | number | boolean | null)[])[] {
  const written = {
    rows: new Map(book.sheets.filter(({ kind }) => kind === 'data').map(({ id, rowCount }) => [id, rowCount])),
    cutCells: 0,
  };
  const all: (readonly Cell[])[] = [];
  if (sheet.title !== null) all.push(sheet.title);
  if (sheet.hasHeader) all.push(sheet.columns.map(({ header }) => header));
  all.push(...sheet.rows(written));
  return all.map((cells) => cells.map(atGoogle));
}

/** Cells without the empty ones at the end of each row and of the sheet, so that two forms of nothing are equal. */
export function trimmed<T>(rows: readonly (readonly (T | null)[])[]): readonly (readonly (T | null)[])[] {
  const lines = rows.map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1));
  return lines.slice(0, lines.findLastIndex(({ length }) => length > 0) + 1);
}

/** `POST sheets.googleapis.com …:batchUpdate` and the like, without ids. */
export function requestLines(requests: readonly LoggedRequest[]): readonly string[] {
  return requests.map(({ method, origin, path }) => {
    const plain = path
      .replace(/\?.*$/, '')
      .replace(/\/(?:spreadsheets|files)\/[^/:]+/, (part) => part.replace(/[^/]+$/, 'ID'));
    return `${method} ${new URL(origin).host.split('.')[0]} ${plain}`;
  });
}
