import { z } from 'zod';
import type { AccountFile } from '../../../../src-preload/contract/accounts.ts';
import type { Output } from '../../../../src-preload/contract/index.ts';
import { EngineFailure } from '../../failure.ts';
import { requireAccess } from './access.ts';
import {
  accountFileOf,
  type DriveItem,
  isWorkbookName,
  ITEM_FIELDS,
  itemOf,
  itemPath,
  pageOf,
  valuesOf,
} from './drive-item.ts';
import type { Graph } from './graph.ts';
import type { GraphContext } from './graph-errors.ts';
import { sheetOfAddress } from './range-address.ts';

const MAX_FILES = 200;
/** Pages of up to 200 items: a drive with more is searched with a text. */
const MAX_PAGES = 10;
/** Asking for each table where it stands takes a request. */
const MAX_TABLES = 60;

/** Workbooks of the app's own folder, or of the whole OneDrive where the account was asked for it; newest first. */
export async function listWorkbooks(graph: Graph, text: string): Promise<Output<'accounts.files'>> {
  const { access, name } = graph.account.account();
  const context: GraphContext = {
    what: 'The workbooks could not be listed',
    account: name,
    ownFolder: access === 'ownFiles',
  };
  const wanted = text.trim().toLowerCase();
  const fields = `$select=${ITEM_FIELDS}&$top=200`;
  let path: string | null =
    access === 'ownFiles'
      ? `/me/drive/special/approot/children?${fields}`
      : `/me/drive/root/search(q='${quoted(wanted === '' ? '.xlsx' : text.trim())}')?${fields}`;
  const found: DriveItem[] = [];
  let pages = 0;
  for (; path !== null && pages < MAX_PAGES && found.length <= MAX_FILES; pages += 1) {
    const { items, next } = pageOf(
      await graph.ask({
        purpose: 'microsoft files',
        method: 'GET',
        path,
        about: 'names of workbooks',
        repeatable: true,
      }),
      context,
    );
    found.push(
      ...items.filter(
        (item) => item.folder === undefined && isWorkbookName(item.name) && item.name.toLowerCase().includes(wanted),
      ),
    );
    path = next;
  }
  const newest = found.toSorted((one, other) =>
    (other.lastModifiedDateTime ?? '').localeCompare(one.lastModifiedDateTime ?? ''),
  );
  return { files: newest.slice(0, MAX_FILES).map(accountFileOf), more: newest.length > MAX_FILES || path !== null };
}

/** A text inside the quotes of an OData function. */
function quoted(text: string): string {
  return encodeURIComponent(text.replaceAll("'", "''"));
}

/**
 * The workbook or folder behind an address that the person copied from the browser or was sent.
 *
 * Source: learn.microsoft.com/graph/api/shares-get (encoding sharing URLs)
 */
export async function fileOfLink(graph: Graph, url: string): Promise<AccountFile> {
  const account = graph.account.account();
  requireAccess(account, 'myFiles', 'a file by its address');
  const address = url.trim();
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') {
    throw new EngineFailure(
      'bad-address',
      'This is no address of a file. Copy the link of the workbook from OneDrive or SharePoint.',
    );
  }
  const share = `u!${Buffer.from(address, 'utf8').toString('base64url')}`;
  const item = itemOf(
    await graph.ask({
      purpose: 'microsoft files',
      method: 'GET',
      path: `/shares/${share}/driveItem?$select=${ITEM_FIELDS}`,
      about: 'the file behind a link',
      repeatable: true,
    }),
    { what: 'The link could not be opened', account: account.name },
  );
  if (item.folder === undefined && !isWorkbookName(item.name)) {
    throw new EngineFailure(
      'target-refused',
      `"${item.name}" is no .xlsx workbook. Choose a workbook, or a folder for a new one.`,
    );
  }
  return accountFileOf(item);
}

const sheetFacts = z.object({ id: z.string(), name: z.string() });

/** Tabs and tables of a workbook. Throws `target-refused` for personal accounts, before anything is asked. */
export async function workbookParts(
  graph: Graph,
  driveId: string,
  fileId: string,
): Promise<Output<'accounts.fileParts'>> {
  const { kind, name } = graph.account.account();
  if (kind === 'personal') throw noWorkbookApi(name);
  const context: GraphContext = { what: 'The sheets of the workbook could not be listed', account: name };
  const workbook = `${itemPath(driveId, fileId)}/workbook`;
  const list = async (path: string, about: string) =>
    valuesOf(
      await graph.ask({
        purpose: 'microsoft workbook',
        method: 'GET',
        path: `${workbook}/${path}`,
        about,
        repeatable: true,
      }),
      context,
    ).values.flatMap((value) => {
      const parsed = sheetFacts.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
  const sheets = await list('worksheets?$select=id,name', 'names of worksheets');
  const tables = await list('tables?$select=id,name', 'names of tables');
  const placed: { id: string; name: string; tab: string }[] = [];
  for (const table of tables.slice(0, MAX_TABLES)) {
    const answer = await graph.ask({
      purpose: 'microsoft workbook',
      method: 'GET',
      path: `${workbook}/tables/${encodeURIComponent(table.id)}/headerRowRange?$select=address`,
      about: `where the table "${table.name}" stands`,
      repeatable: true,
    });
    const address = answer.json?.['address'];
    placed.push({ ...table, tab: typeof address === 'string' ? sheetOfAddress(address) : '' });
  }
  return { tabs: sheets.map(({ id, name: tab }) => ({ id, name: tab, rows: null, columns: null })), tables: placed };
}

/** Source: learn.microsoft.com/graph/api/workbook-createsession, "Delegated (personal Microsoft account): Not supported". */
export function noWorkbookApi(account: string): EngineFailure {
  return new EngineFailure(
    'target-refused',
    `${account} is a personal account, and Microsoft lets apps change single sheets and tables for work and school accounts only. Send a new workbook instead.`,
  );
}
