import { EngineFailure } from '../../failure.ts';

const MAX_NAMED = 8;

/**
 * For each column of the table, which column of the export fills it.
 *
 * Headers are compared as Excel tells them apart: whatever their case. Throws `target-refused` and names what has no
 * counterpart.
 */
export function matchColumns(
  tableName: string,
  table: readonly string[],
  headers: readonly string[],
): readonly number[] {
  const plain = (text: string): string => text.trim().toLowerCase();
  const places = new Map<string, number>();
  const twice: string[] = [];
  for (const [index, header] of headers.entries()) {
    if (places.has(plain(header))) twice.push(header);
    else places.set(plain(header), index);
  }
  const wanted = new Set(table.map(plain));
  const missing = headers.filter((header) => !wanted.has(plain(header)));
  const surplus = table.filter((header) => !places.has(plain(header)));
  if (missing.length === 0 && surplus.length === 0 && twice.length === 0) {
    return table.map((header) => places.get(plain(header)) ?? 0);
  }
  const parts = [
    ...(missing.length === 0 ? [] : [`the table has no column ${list(missing)}`]),
    ...(surplus.length === 0 ? [] : [`the export has no column ${list(surplus)}`]),
    ...(twice.length === 0 ? [] : [`the export has more than one column ${list(twice)}`]),
  ];
  throw new EngineFailure(
    'target-refused',
    `The columns of "${tableName}" are not those of the export: ${parts.join('; ')}. Choose the same columns, or another target.`,
  );
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
