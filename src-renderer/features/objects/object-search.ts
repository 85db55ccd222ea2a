import { z } from 'zod';
import type { ObjectRow } from '../../../src-preload/contract/catalog.ts';
import { OBJECT_KINDS } from '../../../src-preload/contract/objects.ts';
import type { GridSort } from '../../ui/data-grid/types.ts';
import { drawerTab } from '../drawer/drawer-tab.ts';
import { isObjectColumn, objectValue } from './object-columns.ts';

/** `?q=…&kind=custom&sort=-fieldCount&object=Account` */
const searchParams = z.object({
  q: z.coerce.string().max(200).optional().catch(undefined),
  kind: z.enum(OBJECT_KINDS).optional().catch(undefined),
  sort: z.string().max(60).optional().catch(undefined),
  object: z.string().max(100).optional().catch(undefined),
  tab: drawerTab.optional().catch(undefined),
});
export type ObjectSearch = z.infer<typeof searchParams>;
export const parseObjectSearch = (search: unknown): ObjectSearch => searchParams.parse(search);

export function objectSortOf({ sort }: ObjectSearch): readonly GridSort[] {
  const column = (sort ?? '').replace(/^-/, '');
  return isObjectColumn(column) ? [{ column, direction: sort?.startsWith('-') === true ? 'desc' : 'asc' }] : [];
}

/** Ascending, descending, not at all. */
export function nextObjectSort({ sort }: ObjectSearch, column: string): string | undefined {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? undefined : column;
}

/** What the list shows: filtered, then in the order asked for; what is unknown or empty comes last. */
export function arrangeObjects(objects: readonly ObjectRow[], search: ObjectSearch): readonly ObjectRow[] {
  const needle = (search.q ?? '').trim().toLowerCase();
  const rows = objects.filter(
    (row) =>
      (search.kind === undefined || row.kind === search.kind) &&
      (needle === '' || `${row.label}\n${row.name}\n${row.description ?? ''}`.toLowerCase().includes(needle)),
  );
  const [sort] = objectSortOf(search);
  const column = sort?.column ?? 'label';
  if (!isObjectColumn(column)) return rows;
  const sign = sort?.direction === 'desc' ? -1 : 1;
  return rows.sort((a, b) => {
    const x = objectValue(a, column);
    const y = objectValue(b, column);
    const xEmpty = x === null || x === '';
    const yEmpty = y === null || y === '';
    if (xEmpty || yEmpty) return Number(xEmpty) - Number(yEmpty) || a.name.localeCompare(b.name);
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
    return sign * order || a.name.localeCompare(b.name);
  });
}
