import type { Row } from '../soql/table.ts';

/** Delimiters by their names in a job. */
export const delimiters: Readonly<Record<string, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
};

/** Lines of a result: names, then records, every value in quotes. Null is the empty text, as the service writes it. */
export function csvLines(
  names: readonly string[],
  records: readonly Row[],
  { delimiter, ending }: { readonly delimiter: string; readonly ending: string },
): readonly string[] {
  const line = (values: readonly string[]): string =>
    `${values.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter)}${ending}`;
  const paths = names.map((name) => name.split('.'));
  return [line(names), ...records.map((record) => line(paths.map((path) => textAt(record, path))))];
}

function textAt(record: Row, path: readonly string[]): string {
  let at: unknown = record;
  for (const step of path) at = typeof at === 'object' && at !== null ? (at as Row)[step] : null;
  if (at === null || at === undefined) return '';
  return typeof at === 'object' ? JSON.stringify(at) : String(at);
}
