import type { MicrosoftDestination } from '../../../../src-preload/contract/exports.ts';
import { sheetHeight } from '../../../domain/sheets/book.ts';
import type { AccountHandle, AccountProvider, ProviderDeps, SendRequest, Sent } from '../../accounts/provider.ts';
import { EngineFailure } from '../../failure.ts';
import { waitMs } from '../../network/retry.ts';
import { requireAccess } from './access.ts';
import { itemPath } from './drive-item.ts';
import { fileOfLink, listWorkbooks, noWorkbookApi, workbookParts } from './drive-files.ts';
import { createGraph, type Graph } from './graph.ts';
import { graphFailure } from './graph-errors.ts';
import { canGoOn, CLEAN_UP_MS, readResume } from './resume-state.ts';
import { onlySheet, targetItem } from './row-target.ts';
import { discardTab, sendTab, tabContext } from './send-tab.ts';
import { discardTable, headersOf, sendTable, tableContext } from './send-table.ts';
import { checkPlace, discardUpload, sendWorkbook } from './send-workbook.ts';
import { signInToMicrosoft } from './sign-in.ts';
import { createStoredSignIns } from './stored-sign-in.ts';
import { matchColumns } from './table-columns.ts';
import { openWorkbook, type Time } from './workbook.ts';

/** Source: support.microsoft.com, "Excel specifications and limits" */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Microsoft 365: sign-in through MSAL, OneDrive and SharePoint through Graph, the gateway being the only way out. */
export function createMicrosoftProvider(
  deps: ProviderDeps,
  wait: Time['wait'] = waitMs,
): AccountProvider<MicrosoftDestination> {
  const { gateway, now } = deps;
  const time: Time = { now, wait };
  const signIns = createStoredSignIns(gateway);
  const choosing = (account: AccountHandle, signal: AbortSignal): Graph =>
    createGraph({ gateway, signIns }, { account, trigger: 'choose file', signal });

  const discard = async (account: AccountHandle, resume: unknown, signal: AbortSignal): Promise<void> => {
    const state = readResume(resume);
    if (state === null) return;
    const graph = createGraph({ gateway, signIns }, { account, trigger: 'export', signal });
    if (state.kind === 'upload') return discardUpload(graph, state);
    const context = { what: 'What an unfinished export left could not be removed', account: account.account().name };
    const workbook = await openWorkbook(graph, itemPath(state.driveId, state.fileId), time, context);
    try {
      if (state.target.kind === 'tab') await discardTab(workbook, state.target, context);
      else await discardTable(workbook, state.target.tableId, context);
    } finally {
      await workbook.close();
    }
  };

  const sendTo = (graph: Graph, request: SendRequest<MicrosoftDestination>): Promise<Sent> => {
    const { target } = request.destination;
    switch (target.kind) {
      case 'new':
        return sendWorkbook(graph, request, target, now);
      case 'tab':
        return sendTab(graph, request, target, time);
      case 'table':
        return sendTable(graph, request, target, time);
    }
  };

  return {
    signIn: (request) => signInToMicrosoft(deps, request),

    revoke: (account) => {
      const { kind } = account.account();
      const page = kind === 'personal' ? 'https://account.live.com/consent/Manage' : 'https://myapps.microsoft.com';
      return Promise.resolve({
        revoked: false,
        reason: `Microsoft gives a desktop app no way to end its own permission, so the sign-in was forgotten on this computer only. The permission can be taken back at ${page}.`,
      });
    },

    files: (account, text, signal) => listWorkbooks(choosing(account, signal), text),
    fileOfLink: (account, url, signal) => fileOfLink(choosing(account, signal), url),
    fileParts: (account, driveId, fileId, signal) => workbookParts(choosing(account, signal), driveId, fileId),

    check: async (account, { target }, book, signal) => {
      const { kind, name } = account.account();
      const tooHigh = book.sheets.find((sheet) => sheetHeight(sheet) > MAX_ROWS || sheet.columns.length > MAX_COLUMNS);
      if (tooHigh !== undefined) {
        throw new EngineFailure(
          'too-large',
          `"${tooHigh.name}" has ${tooHigh.rowCount.toLocaleString('en')} rows and ${tooHigh.columns.length} columns; a sheet of Excel holds ${MAX_ROWS.toLocaleString('en')} and ${MAX_COLUMNS.toLocaleString('en')}. Choose one sheet per object, or a filter.`,
        );
      }
      const graph = choosing(account, signal);
      if (target.kind === 'new') {
        if (target.folder !== null) requireAccess(account.account(), 'myFiles', 'a folder of your choice');
        return checkPlace(graph, target);
      }
      if (kind === 'personal') throw noWorkbookApi(name);
      requireAccess(account.account(), 'myFiles', 'a workbook that is there already');
      const plan = onlySheet(book);
      if (target.kind === 'tab') {
        await targetItem(graph, target, tabContext(target, name));
        return;
      }
      const context = tableContext(target, name);
      await targetItem(graph, target, context);
      const headers = await headersOf(sessionless(graph, target, context), target.tableId, context);
      matchColumns(
        target.tableName,
        headers,
        plan.columns.map(({ header }) => header),
      );
    },

    send: async (request) => {
      const { account, watch } = request;
      const graph = createGraph(
        { gateway, signIns },
        {
          account,
          trigger: 'export',
          signal: watch.signal,
          onWait: (ms) => watch.progress('waiting', 0, Math.ceil(ms / 1000)),
        },
      );
      let last = request.resume;
      const saveResume = (state: unknown): void => {
        request.saveResume(state);
        last = state;
      };
      try {
        return await sendTo(graph, { ...request, saveResume });
      } catch (error) {
        if (canGoOn(error) || last === null) throw error;
        await removed(
          () => discard(account, last, AbortSignal.timeout(CLEAN_UP_MS)),
          () => saveResume(null),
        );
        throw error;
      }
    },

    discard,
  };
}

/** Removes what is left, and forgets it only when that worked: else it can still be discarded later. */
async function removed(discard: () => Promise<void>, forget: () => void): Promise<void> {
  try {
    await discard();
  } catch (error) {
    const expected = error instanceof EngineFailure || error instanceof DOMException;
    if (!expected) throw error;
    // What is not there any more needs no removing.
    if (!(error instanceof EngineFailure && error.code === 'target-missing')) return;
  }
  forget();
}

/** Reading two lines needs no session. */
function sessionless(
  graph: Graph,
  { driveId, fileId }: { readonly driveId: string; readonly fileId: string },
  context: ReturnType<typeof tableContext>,
): Parameters<typeof headersOf>[0] {
  return {
    must: async (call) => {
      const answer = await graph.ask({
        ...call,
        purpose: 'microsoft workbook',
        path: `${itemPath(driveId, fileId)}/workbook/${call.path}`,
      });
      if (answer.status >= 200 && answer.status <= 299) return answer;
      throw graphFailure(answer, context);
    },
  };
}
