import type { Output } from '../../../../src-preload/contract/index.ts';
import { EngineFailure } from '../../failure.ts';
import type { AccountHandle } from '../../accounts/provider.ts';
import type { Trigger } from '../../network/gateway-types.ts';
import type { GoogleClient } from './google-client.ts';

export const SPREADSHEET_TYPE = 'application/vnd.google-apps.spreadsheet';
const FILES_MAX = 200;

/** Carries the export's id, so that a spreadsheet is found again by it; says what it is to whoever finds it first. */
export function incompleteTitle(exportId: string): string {
  return `Incomplete Orgbench export ${exportId}`;
}
const INCOMPLETE = /^Incomplete Orgbench export /;

export type FoundFile = { readonly id: string; readonly url: string };

type Asked = { readonly signal: AbortSignal; readonly trigger?: Trigger; readonly onWait?: (ms: number) => void };

/** The requests to Google Drive: with `drive.file` it knows only what Orgbench made. */
export function createGoogleDrive(client: GoogleClient) {
  const request = (asked: Asked, about: string, repeatable: boolean) =>
    ({ purpose: 'google files', trigger: 'export', ...asked, about, repeatable }) as const;

  /** Spreadsheets under exactly this name that are not in the bin. */
  const named = async (account: AccountHandle, name: string, asked: Asked): Promise<readonly FoundFile[]> =>
    search(account, `name = ${queryText(name)} and ${LIVING}`, 'spreadsheets of this export', asked);

  const search = async (
    account: AccountHandle,
    q: string,
    about: string,
    asked: Asked,
  ): Promise<readonly FoundFile[]> => {
    const { data } = await client.call(account, request(asked, about, true), ({ libraries, auth, options }) =>
      libraries.drive.files.list({ auth, q, pageSize: 100, fields: 'files(id,webViewLink)' }, options),
    );
    return (data.files ?? []).flatMap(({ id, webViewLink }) =>
      typeof id === 'string' ? [{ id, url: webViewLink ?? urlOf(id) }] : [],
    );
  };

  return {
    named,
    /** Spreadsheets that an upload of this export became. */
    ofExport: (account: AccountHandle, exportId: string, asked: Asked): Promise<readonly FoundFile[]> =>
      search(
        account,
        `appProperties has { key='orgbenchExport' and value=${queryText(exportId)} } and ${LIVING}`,
        'spreadsheets of this export',
        asked,
      ),
    /** Newest first, without those that are not complete. */
    list: async (account: AccountHandle, text: string, signal: AbortSignal): Promise<Output<'accounts.files'>> => {
      const { data } = await client.call(
        account,
        request({ signal, trigger: 'choose file' }, 'names of spreadsheets that Orgbench made', true),
        ({ libraries, auth, options }) =>
          libraries.drive.files.list(
            {
              auth,
              q: LIVING,
              orderBy: 'modifiedTime desc',
              pageSize: FILES_MAX,
              fields: 'nextPageToken,files(id,name,webViewLink,modifiedTime)',
            },
            options,
          ),
      );
      const wanted = text.trim().toLowerCase();
      const files = (data.files ?? []).flatMap(({ id, name, webViewLink, modifiedTime }) =>
        typeof id === 'string' && typeof name === 'string' && !INCOMPLETE.test(name) && matches(name, wanted)
          ? [
              {
                id,
                driveId: '',
                name,
                kind: 'file' as const,
                url: webViewLink ?? urlOf(id),
                changedAt: modifiedTime ?? null,
              },
            ]
          : [],
      );
      return { files, more: typeof data.nextPageToken === 'string' };
    },
    /** Throws `target-missing` when it is deleted or in the bin, `target-refused` when it may not be changed. */
    ensureWritable: async (account: AccountHandle, fileId: string, asked: Asked): Promise<FoundFile> => {
      const { data } = await client.call(
        account,
        request(asked, 'whether the spreadsheet is still there', true),
        ({ libraries, auth, options }) =>
          libraries.drive.files.get({ auth, fileId, fields: 'id,trashed,webViewLink,capabilities(canEdit)' }, options),
      );
      if (data.trashed === true) {
        throw new EngineFailure(
          'target-missing',
          'The spreadsheet is in the bin of Google Drive. Restore it there, or export to a new spreadsheet.',
        );
      }
      if (data.capabilities?.canEdit === false) {
        throw new EngineFailure(
          'target-refused',
          'This account may look at the spreadsheet but not change it. Ask its owner for that, or export to a new spreadsheet.',
        );
      }
      return { id: fileId, url: data.webViewLink ?? urlOf(fileId) };
    },
    /** Throws `target-full`. Accounts without a limit never are. */
    ensureRoom: async (account: AccountHandle, signal: AbortSignal): Promise<void> => {
      const { data } = await client.call(
        account,
        request({ signal }, 'room left in the Drive', true),
        ({ libraries, auth, options }) =>
          libraries.drive.about.get({ auth, fields: 'storageQuota(limit,usage)' }, options),
      );
      const limit = Number(data.storageQuota?.limit ?? Number.POSITIVE_INFINITY);
      if (Number(data.storageQuota?.usage ?? 0) < limit) return;
      throw new EngineFailure(
        'target-full',
        'The Google Drive of this account is full, so nothing was sent. Free some space in Drive, or choose another account.',
        { retryable: true, link: 'https://drive.google.com/drive/quota' },
      );
    },
    rename: async (account: AccountHandle, fileId: string, name: string, asked: Asked): Promise<void> => {
      await client.call(account, request(asked, 'the name of the spreadsheet', true), ({ libraries, auth, options }) =>
        libraries.drive.files.update({ auth, fileId, requestBody: { name }, fields: 'id' }, options),
      );
    },
    /** One that is gone already is as good as removed. */
    remove: async (account: AccountHandle, fileId: string, asked: Asked): Promise<void> => {
      try {
        await client.call(
          account,
          request(asked, 'removal of an incomplete spreadsheet', true),
          ({ libraries, auth, options }) => libraries.drive.files.delete({ auth, fileId }, options),
        );
      } catch (error) {
        if (!(error instanceof EngineFailure && error.code === 'target-missing')) throw error;
      }
    },
  };
}
export type GoogleDrive = ReturnType<typeof createGoogleDrive>;

const LIVING = `mimeType = '${SPREADSHEET_TYPE}' and trashed = false`;

/** A text in a search query (Drive API, "Search query terms and operators"). */
function queryText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function matches(name: string, wanted: string): boolean {
  return wanted === '' || name.toLowerCase().includes(wanted);
}

export function urlOf(spreadsheetId: string): string {
  return `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`;
}
