import { freeBytes, newFile } from './files.ts';
import { revokeGrant } from './oauth-token.ts';
import type { CellValue, Tab } from './sheets-model.ts';
import { extrasAt, newBook, newTab, usedSize, valueAt } from './sheets-model.ts';
import { linkOf } from './sheets-render.ts';
import type { Consent, DriveFile, GoogleState, OAuthClient, Person, ServiceName } from './types.ts';
import { SPREADSHEET_TYPE } from './types.ts';

export type ShownCell = {
  /** Null is empty; a formula is an object, so that no text can be taken for one. */
  readonly value: CellValue | null;
  readonly format: Readonly<Record<string, unknown>> | null;
  readonly note: string | null;
  readonly link: string | null;
  readonly runs: readonly unknown[] | null;
};

export type ShownTab = {
  readonly sheetId: number;
  readonly title: string;
  readonly index: number;
  readonly hidden: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRowCount: number;
  readonly frozenColumnCount: number;
  /** Up to the last row and column that have content; null is empty. */
  readonly values: readonly (readonly (CellValue | null)[])[];
  /** Counted from 0. */
  readonly cell: (row: number, column: number) => ShownCell;
  readonly basicFilter: Readonly<Record<string, unknown>> | null;
  readonly columnWidths: ReadonlyMap<number, number>;
};

export type ShownSpreadsheet = {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly trashed: boolean;
  readonly appProperties: Readonly<Record<string, string>>;
  readonly tabs: readonly ShownTab[];
};

/** What a test looks at and what it lets happen outside of the app. */
export type FakeView = {
  /** In the order in which they were made; of everybody. */
  readonly spreadsheets: () => readonly ShownSpreadsheet[];
  readonly spreadsheet: (id: string) => ShownSpreadsheet;
  readonly files: () => readonly DriveFile[];
  readonly setConsent: (consent: Partial<Consent>) => void;
  /** The person removes the app in the account's settings. */
  readonly revokeAccess: (email: string, client: OAuthClient) => void;
  /** Access tokens that were given out are over, refresh tokens go on. */
  readonly expireAccessTokens: () => void;
  readonly setUsedElsewhere: (email: string, bytes: number) => void;
  /** Leaves this many bytes of the quota. */
  readonly leaveFree: (person: Person, bytes: number) => void;
  readonly setApi: (service: ServiceName, client: OAuthClient, enabled: boolean) => void;
  readonly trash: (fileId: string, trashed?: boolean) => void;
  readonly deleteForever: (fileId: string) => void;
  /** A spreadsheet that another app made, which drive.file does not show. */
  readonly addForeignSpreadsheet: (email: string, title: string) => string;
};

export function createView(state: GoogleState): FakeView {
  const fileOf = (id: string): DriveFile => {
    const file = state.files.get(id);
    if (file === undefined) throw new Error(`The fake Google has no file ${id}.`);
    return file;
  };
  const personOf = (email: string): Person => {
    const person = state.people.get(email);
    if (person === undefined) throw new Error(`The fake Google knows nobody called ${email}.`);
    return person;
  };
  return {
    spreadsheets: () =>
      [...state.files.values()].flatMap((file) => (file.book === null ? [] : [showSpreadsheet(file)])),
    spreadsheet: (id) => showSpreadsheet(fileOf(id)),
    files: () => [...state.files.values()],
    setConsent: (consent) => void Object.assign(state.consent, consent),
    revokeAccess: (email, client) => revokeGrant(state, email, client.clientId),
    expireAccessTokens() {
      for (const token of state.accessTokens.values()) token.revoked = true;
    },
    setUsedElsewhere(email, bytes) {
      personOf(email).usedElsewhereBytes = bytes;
    },
    leaveFree(person, bytes) {
      personOf(person.email).usedElsewhereBytes += freeBytes(state, person) - bytes;
    },
    setApi(service, client, enabled) {
      const key = `${service} ${client.projectNumber}`;
      if (enabled) state.disabledApis.delete(key);
      else state.disabledApis.add(key);
    },
    trash(fileId, trashed = true) {
      fileOf(fileId).trashed = trashed;
    },
    deleteForever(fileId) {
      state.files.delete(fileOf(fileId).id);
    },
    addForeignSpreadsheet(email, title) {
      const other: OAuthClient = {
        clientId: 'another app',
        clientSecret: '',
        projectNumber: '1',
        appName: 'Another app',
        testing: false,
      };
      const book = newBook(title);
      book.tabs.push(newTab('Sheet1', 0));
      const caller = { person: personOf(email), client: other, scopes: [] };
      return newFile(state, caller, { name: title, mimeType: SPREADSHEET_TYPE, book, content: null }).id;
    },
  };
}

function showSpreadsheet(file: DriveFile): ShownSpreadsheet {
  if (file.book === null) throw new Error(`${file.name} is no spreadsheet.`);
  return {
    id: file.id,
    title: file.book.title,
    owner: file.owner,
    trashed: file.trashed,
    appProperties: file.appProperties,
    tabs: file.book.tabs.map(showTab),
  };
}

function showTab(tab: Tab, index: number): ShownTab {
  const used = usedSize(tab);
  return {
    sheetId: tab.sheetId,
    title: tab.title,
    index,
    hidden: tab.hidden,
    rowCount: tab.grid.rowCount,
    columnCount: tab.grid.columnCount,
    frozenRowCount: tab.grid.frozenRowCount,
    frozenColumnCount: tab.grid.frozenColumnCount,
    values: Array.from({ length: used.rows }, (_row, row) =>
      Array.from({ length: used.columns }, (_cell, column) => valueAt(tab, row, column) ?? null),
    ),
    cell(row, column) {
      const value = valueAt(tab, row, column);
      const { format, note, runs } = extrasAt(tab, row, column);
      return {
        value: value ?? null,
        format: format ?? null,
        note: note ?? null,
        runs: runs ?? null,
        link: linkOf(format, runs, value),
      };
    },
    basicFilter: tab.basicFilter,
    columnWidths: tab.columnWidths,
  };
}
