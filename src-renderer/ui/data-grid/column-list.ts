import type { ShownColumn } from './types.ts';

const MIN_WIDTH_PX = 48;
const MAX_WIDTH_PX = 1200;

/**
 * Reads stored columns (`name` or `name:width`); unknown and repeated ones are left out.
 *
 * @param known ids that exist in this build: a stored list may come from another one.
 * @returns the defaults when nothing usable is stored.
 */
export function parseColumns(
  stored: readonly string[],
  known: ReadonlySet<string>,
  defaults: readonly string[],
): readonly ShownColumn[] {
  const seen = new Set<string>();
  const columns = stored.flatMap((text): ShownColumn[] => {
    const [id = '', width] = text.split(':');
    if (!known.has(id) || seen.has(id)) return [];
    seen.add(id);
    const px = Number(width);
    return [width !== undefined && px >= MIN_WIDTH_PX && px <= MAX_WIDTH_PX ? { id, widthPx: Math.round(px) } : { id }];
  });
  return columns.length === 0 ? defaults.map((id) => ({ id })) : columns;
}

/** The text form that preferences keep. */
export const formatColumns = (columns: readonly ShownColumn[]): string[] =>
  columns.map(({ id, widthPx }) => (widthPx === undefined ? id : `${id}:${Math.round(widthPx)}`));

/** Shows or hides a column; a new one goes to the end. The last column cannot be hidden. */
export function toggleColumn(columns: readonly ShownColumn[], id: string): readonly ShownColumn[] {
  const without = columns.filter((column) => column.id !== id);
  if (without.length === columns.length) return [...columns, { id }];
  return without.length === 0 ? columns : without;
}

/** Moves a column by one place; the first stays first, because it is frozen. */
export function moveColumn(columns: readonly ShownColumn[], id: string, by: -1 | 1): readonly ShownColumn[] {
  const from = columns.findIndex((column) => column.id === id);
  const to = from + by;
  const moved = columns[from];
  if (moved === undefined || from < 1 || to < 1 || to >= columns.length) return columns;
  const next = columns.filter((column) => column !== moved);
  return [...next.slice(0, to), moved, ...next.slice(to)];
}

/**
 * Puts each column of a pair in the other's place: what the label ⇄ API name switch does. Doing it twice changes
 * nothing, so the stored list is the one for labels whatever the switch says.
 */
export function swapPairs(
  columns: readonly ShownColumn[],
  pairs: readonly (readonly [string, string])[],
): readonly ShownColumn[] {
  const other = new Map(pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
  return columns.map((column) => ({ ...column, id: other.get(column.id) ?? column.id }));
}
