import type { GridSort } from './types.ts';

export const MAX_SORTS = 3;

/** `-label,name` as an address says it: label descending, then name. Columns that are none are left out. */
export function parseSort<Column extends string>(
  text: string | undefined,
  isColumn: (id: string) => id is Column,
): (GridSort & { readonly column: Column })[] {
  return (text ?? '').split(',').flatMap((part) => {
    const column = part.replace(/^-/, '');
    return isColumn(column) ? [{ column, direction: part.startsWith('-') ? ('desc' as const) : ('asc' as const) }] : [];
  });
}

/** Ascending, descending, not at all; `add` keeps what it is sorted by already. */
export function nextSortText(before: readonly GridSort[], column: string, add: boolean): string | undefined {
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
