import type { Account } from '../../src-preload/contract/accounts.ts';
import type { AccountProvider, SendRequest, Sent } from '../../src-main/engine/accounts/provider.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { bookRows, type Cell } from '../../src-main/domain/sheets/book.ts';

/** A file at the provider: what was put into it so far, and whether it was called finished. */
export type PaperFile = { readonly title: string; rows: Cell[][]; isWhole: boolean };

type Saved = { readonly fileId: string; readonly sent: number };

/**
 * A provider that keeps what it is sent in memory, row by row, and can be stopped anywhere. It does what the real ones
 * promise: it saves where it stands before each row, sends none twice, and takes back what it is told to discard.
 */
export function createPaperProvider<Destination>() {
  const files = new Map<string, PaperFile>();
  const calls: string[] = [];
  let failAt = Number.POSITIVE_INFINITY;
  let holdAt = Number.POSITIVE_INFINITY;
  let discardFails = false;
  let held: () => void = () => {};

  const stopHere = async (sent: number, signal: AbortSignal): Promise<void> => {
    if (sent === holdAt) {
      const gone = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      held();
      await gone;
    }
    signal.throwIfAborted();
    if (sent === failAt) throw new EngineFailure('service-unreachable', 'The provider hung up. Try again.');
  };

  const send = async ({ book, exportId, resume, saveResume, watch }: SendRequest<Destination>): Promise<Sent> => {
    const saved = resume as Saved | null;
    calls.push(saved === null ? 'send' : `send from ${saved.sent}`);
    const fileId = saved?.fileId ?? `file-${exportId}-${files.size}`;
    const file = files.get(fileId) ?? { title: book.title, rows: [], isWhole: false };
    files.set(fileId, file);
    let sent = 0;
    for (const sheet of book.sheets) {
      for (const row of sheet.rows({ rows: new Map(), cutCells: 0 })) {
        if (sent >= file.rows.length) {
          saveResume({ fileId, sent } satisfies Saved);
          await stopHere(sent, watch.signal);
          file.rows.push([...row]);
        }
        sent += 1;
        watch.progress('rows', sent, bookRows(book));
      }
    }
    file.isWhole = true;
    return { url: `https://paper.example/${fileId}`, name: file.title, rows: bookRows(book), sheets: 1, cutCells: 0 };
  };

  const provider: AccountProvider<Destination> = {
    signIn: async ({ access }) => ({
      subject: 'paper-1',
      name: 'ann@example.com',
      person: 'Ann Example',
      kind: 'unknown' satisfies Account['kind'],
      access,
      secrets: { refreshToken: 'paper-token' },
    }),
    revoke: async () => ({ revoked: true, reason: null }),
    files: async () => ({ files: [], more: false }),
    fileOfLink: async () => {
      throw new EngineFailure('target-missing', 'There is no such file.');
    },
    fileParts: async () => ({ tabs: [], tables: [] }),
    check: async () => {
      calls.push('check');
    },
    send,
    discard: async (_account, resume) => {
      calls.push('discard');
      if (discardFails) throw new EngineFailure('service-unreachable', 'The provider does not answer.');
      files.delete((resume as Saved).fileId);
    },
  };

  return {
    provider,
    files: (): PaperFile[] => [...files.values()],
    /** What the provider was asked to do with exports, in order. */
    calls,
    failAt: (row: number): void => {
      failAt = row;
    },
    failDiscards: (): void => {
      discardFails = true;
    },
    /** Resolves when an export has reached this row; it then waits until it is stopped. */
    holdAt: (row: number): Promise<void> =>
      new Promise((resolve) => {
        holdAt = row;
        held = resolve;
      }),
    runFree: (): void => {
      failAt = Number.POSITIVE_INFINITY;
      holdAt = Number.POSITIVE_INFINITY;
      discardFails = false;
    },
  };
}
