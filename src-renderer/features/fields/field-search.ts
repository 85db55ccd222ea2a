import { z } from 'zod';
import {
  type FieldColumn,
  type FieldFilter,
  type FieldQuery,
  FIELD_COLUMNS,
  fieldFilter,
} from '../../../src-preload/contract/catalog.ts';
import { drawerTab } from '../drawer/drawer-tab.ts';
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

const MAX_SORTS = 3;
const isColumn = (text: string): text is FieldColumn => (FIELD_COLUMNS as readonly string[]).includes(text);

export const objectsOf = ({ objects }: FieldSearch): readonly string[] =>
  objects === undefined ? [] : objects.split(',').filter((name) => name !== '');

/** `-label,name`: label descending, then name. */
export function sortOf({ sort }: FieldSearch): (GridSort & { readonly column: FieldColumn })[] {
  return (sort ?? '').split(',').flatMap((text) => {
    const column = text.replace(/^-/, '');
    return isColumn(column) ? [{ column, direction: text.startsWith('-') ? ('desc' as const) : ('asc' as const) }] : [];
  });
}

/** Ascending, descending, not at all; `add` keeps what it is sorted by already. */
export function nextSort(search: FieldSearch, column: string, add: boolean): string | undefined {
  const before = sortOf(search);
  const now = before.find((one) => one.column === column)?.direction;
  const next = now === undefined ? column : now === 'asc' ? `-${column}` : null;
  const texts = before.map((one) => (one.direction === 'desc' ? `-${one.column}` : one.column));
  const list = !add
    ? [next]
    : now === undefined
      ? [...texts, next].slice(-MAX_SORTS)
      : texts.map((text) => (text.replace(/^-/, '') === column ? next : text));
  const text = list.filter((one) => one !== null).join(',');
  return text === '' ? undefined : text;
}

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

/** Replaces, adds (`at` undefined) or removes (`filter` null) one filter. */
export function changeFilter(
  filters: readonly FieldFilter[],
  at: number | undefined,
  filter: FieldFilter | null,
): FieldFilter[] | undefined {
  const next =
    at === undefined
      ? [...filters, ...(filter === null ? [] : [filter])]
      : filters.flatMap((one, index) => (index === at ? (filter === null ? [] : [filter]) : [one]));
  return next.length === 0 ? undefined : next;
}
