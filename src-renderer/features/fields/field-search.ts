import { z } from 'zod';
import {
  type FieldColumn,
  type FieldQuery,
  FIELD_COLUMNS,
  fieldFilter,
} from '../../../src-preload/contract/catalog.ts';
import { drawerTab } from '../drawer/drawer-tab.ts';
import { MAX_SORTS, nextSortText, parseSort } from '../../ui/data-grid/sort-text.ts';
import type { GridSort } from '../../ui/data-grid/types.ts';

/** `?objects=A,B&q=…&sort=-label,name&filters=[…]&field=Object.Name`: all that the screen shows is in its address. */
const searchParams = z.object({
  objects: z.string().max(200_000).optional().catch(undefined),
  q: z.coerce.string().max(400).optional().catch(undefined),
  sort: z.string().max(200).optional().catch(undefined),
  filters: z.array(fieldFilter).max(30).optional().catch(undefined),
  field: z.string().max(201).optional().catch(undefined),
  tab: drawerTab.optional().catch(undefined),
});
export type FieldSearch = z.infer<typeof searchParams>;

export const parseFieldSearch = (search: unknown): FieldSearch => searchParams.parse(search);

const isColumn = (text: string): text is FieldColumn => (FIELD_COLUMNS as readonly string[]).includes(text);

export const objectsOf = ({ objects }: FieldSearch): readonly string[] =>
  objects === undefined ? [] : objects.split(',').filter((name) => name !== '');

export const sortOf = ({ sort }: FieldSearch): (GridSort & { readonly column: FieldColumn })[] =>
  parseSort(sort, isColumn);

export const nextSort = (search: FieldSearch, column: string, add: boolean): string | undefined =>
  nextSortText(sortOf(search), column, add);

export function fieldQueryOf(connectionId: string, search: FieldSearch): FieldQuery {
  const objects = objectsOf(search);
  return {
    connectionId,
    objects: objects.length === 0 ? null : [...objects],
    quick: search.q ?? '',
    filters: [...(search.filters ?? [])],
    sort: sortOf(search).slice(0, MAX_SORTS),
  };
}

/** True when the screen shows fewer than all fields. */
export const isNarrowed = (search: FieldSearch): boolean =>
  objectsOf(search).length > 0 || (search.q ?? '') !== '' || (search.filters ?? []).length > 0;

/** `Account.Name` → its parts; null when it is no such thing. */
export function fieldOf(search: FieldSearch): { readonly object: string; readonly name: string } | null {
  const [object, name] = (search.field ?? '').split('.', 2);
  return object === undefined || object === '' || name === undefined || name === '' ? null : { object, name };
}
