import type { Account, AccountFile, Provider } from '../../../src-preload/contract/accounts.ts';
import type { ExportFormat } from '../../../src-preload/contract/app.ts';
import type { ExportDestination } from '../../../src-preload/contract/exports.ts';

export const PLACES = ['file', 'google', 'microsoft'] as const;
export type Place = (typeof PLACES)[number];

type Folder = { readonly driveId: string; readonly id: string; readonly name: string };
type Workbook = { readonly driveId: string; readonly id: string; readonly name: string };

/** Where an export goes, as far as it was chosen. What belongs to one place stays while another is looked at. */
export type DestinationDraft = {
  readonly place: Place;
  readonly format: ExportFormat;
  readonly accountIds: Readonly<Record<Provider, string | null>>;
  /** Title of a new spreadsheet or workbook; null: as suggested. */
  readonly title: string | null;
  /** What is written in: something new, a tab, or (Microsoft) a table. */
  readonly into: 'new' | 'tab' | 'table';
  /** A folder is to be found by its link; until it is, a new workbook has no place. */
  readonly elsewhere: boolean;
  readonly folder: Folder | null;
  readonly ifExists: 'rename' | 'replace' | 'fail';
  readonly file: Workbook | null;
  /** Name of the tab; `tabId` is null for one that is not there yet. */
  readonly tab: { readonly id: number | null; readonly name: string } | null;
  readonly table: { readonly id: string; readonly name: string } | null;
};

export const FIRST_DESTINATION: DestinationDraft = {
  place: 'file',
  format: 'xlsx',
  accountIds: { google: null, microsoft: null },
  title: null,
  into: 'new',
  elsewhere: false,
  folder: null,
  ifExists: 'rename',
  file: null,
  tab: null,
  table: null,
};

/** True where the destination is one tab or one table, which holds one sheet and no cover. */
export const isOneSheet = ({ place, into }: DestinationDraft): boolean => place !== 'file' && into !== 'new';

/** The draft after another place was chosen: what named a file of the other one is gone. */
export function changePlace(draft: DestinationDraft, place: Place): DestinationDraft {
  return { ...draft, place, into: 'new', elsewhere: false, folder: null, file: null, tab: null, table: null };
}

/** The draft after another file was chosen, or none. */
export const changeFile = (draft: DestinationDraft, file: AccountFile | null): DestinationDraft => ({
  ...draft,
  file: file === null ? null : { driveId: file.driveId, id: file.id, name: file.name },
  tab: null,
  table: null,
});

/** The account that is chosen for a provider; the only one there is counts as chosen. */
export function accountOf(
  draft: DestinationDraft,
  provider: Provider,
  accounts: readonly Account[],
): Account | undefined {
  const mine = accounts.filter((one) => one.provider === provider);
  const chosen = mine.find(({ id }) => id === draft.accountIds[provider]);
  return chosen ?? (mine.length === 1 ? mine[0] : undefined);
}

/** @returns null while something is missing. `suggested` stands in for a title that was not typed. */
export function destinationOf(
  draft: DestinationDraft,
  accounts: readonly Account[],
  suggested: string,
): ExportDestination | null {
  if (draft.place === 'file') return { kind: 'file', format: draft.format };
  const account = accountOf(draft, draft.place, accounts);
  if (account === undefined || !account.signedIn) return null;
  const title = (draft.title ?? suggested).trim().slice(0, 200).trim();
  const { file, tab, table } = draft;
  if (draft.place === 'google') {
    if (draft.into === 'new') {
      return title === '' ? null : { kind: 'google', accountId: account.id, target: { kind: 'new', title } };
    }
    if (file === null || tab === null || tab.name.trim() === '') return null;
    const target = {
      kind: 'tab' as const,
      fileId: file.id,
      fileName: file.name,
      tabId: tab.id,
      tabName: tab.name.trim(),
    };
    return { kind: 'google', accountId: account.id, target };
  }
  if (draft.into === 'new') {
    if (title === '' || (draft.elsewhere && draft.folder === null)) return null;
    const target = { kind: 'new' as const, name: title, folder: draft.folder, ifExists: draft.ifExists };
    return { kind: 'microsoft', accountId: account.id, target };
  }
  if (file === null || account.kind === 'personal') return null;
  const place = { driveId: file.driveId, fileId: file.id, fileName: file.name };
  if (draft.into === 'tab') {
    if (tab === null || tab.name.trim() === '') return null;
    return { kind: 'microsoft', accountId: account.id, target: { kind: 'tab', ...place, tabName: tab.name.trim() } };
  }
  if (table === null) return null;
  const target = { kind: 'table' as const, ...place, tableId: table.id, tableName: table.name };
  return { kind: 'microsoft', accountId: account.id, target };
}

/** The draft that gives this destination. */
export function destinationDraftOf(destination: ExportDestination): DestinationDraft {
  if (destination.kind === 'file') return { ...FIRST_DESTINATION, format: destination.format };
  const { kind: place, accountId, target } = destination;
  const draft: DestinationDraft = {
    ...FIRST_DESTINATION,
    place,
    accountIds: { ...FIRST_DESTINATION.accountIds, [place]: accountId },
    into: target.kind,
  };
  switch (target.kind) {
    case 'new':
      return 'title' in target
        ? { ...draft, title: target.title }
        : {
            ...draft,
            title: target.name,
            elsewhere: target.folder !== null,
            folder: target.folder,
            ifExists: target.ifExists,
          };
    case 'tab':
      return {
        ...draft,
        file: { driveId: 'driveId' in target ? target.driveId : '', id: target.fileId, name: target.fileName },
        tab: { id: 'tabId' in target ? target.tabId : null, name: target.tabName },
      };
    case 'table':
      return {
        ...draft,
        file: { driveId: target.driveId, id: target.fileId, name: target.fileName },
        table: { id: target.tableId, name: target.tableName },
      };
  }
}
