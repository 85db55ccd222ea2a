import type { Output } from '../../../../src-preload/contract/index.ts';
import type { AccountHandle } from '../../accounts/provider.ts';
import type { Trigger } from '../../network/gateway-types.ts';
import type { GoogleClient } from './google-client.ts';

/** A tab as Google has it. */
export type Tab = {
  readonly id: number;
  readonly title: string;
  readonly index: number;
  readonly hidden: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly frozenColumns: number;
};

export type Tabs = { readonly name: string; readonly tabs: readonly Tab[] };

/** Tabs that hold cells, in their order; sheets that are a chart have no grid and hold none. */
export async function readTabs(
  client: GoogleClient,
  account: AccountHandle,
  spreadsheetId: string,
  asked: { readonly signal: AbortSignal; readonly trigger?: Trigger },
): Promise<Tabs> {
  const { data } = await client.call(
    account,
    { purpose: 'google sheets', trigger: 'export', ...asked, about: 'names and sizes of tabs', repeatable: true },
    ({ libraries, auth, options }) =>
      libraries.sheets.spreadsheets.get(
        {
          auth,
          spreadsheetId,
          fields:
            'properties.title,sheets.properties(sheetId,title,index,hidden,gridProperties(rowCount,columnCount,frozenColumnCount))',
        },
        options,
      ),
  );
  const tabs = (data.sheets ?? []).flatMap(({ properties }) =>
    properties === undefined
      ? []
      : [
          {
            // Google leaves out what is 0 or false.
            id: properties.sheetId ?? 0,
            title: properties.title ?? '',
            index: properties.index ?? 0,
            hidden: properties.hidden ?? false,
            rows: properties.gridProperties?.rowCount ?? 0,
            columns: properties.gridProperties?.columnCount ?? 0,
            frozenColumns: properties.gridProperties?.frozenColumnCount ?? 0,
          },
        ],
  );
  return { name: data.properties?.title ?? '', tabs };
}

export async function fileParts(
  client: GoogleClient,
  account: AccountHandle,
  spreadsheetId: string,
  signal: AbortSignal,
): Promise<Output<'accounts.fileParts'>> {
  const { tabs } = await readTabs(client, account, spreadsheetId, { signal, trigger: 'choose file' });
  return {
    tabs: tabs
      .filter(({ hidden, rows }) => !hidden && rows > 0)
      .map(({ id, title, rows, columns }) => ({ id: String(id), name: title, rows, columns })),
    tables: [],
  };
}
