/** A line of a Bulk result by its columns. Every value is text; null is the empty text. */
export type BulkRow = Readonly<Record<string, string>>;

/**
 * Reads the CSV of a Bulk result (RFC 4180: commas, values in quotes or bare, quotes doubled, LF or CRLF), whose first
 * line names the columns. Throws SyntaxError for a text that ends inside quotes: an answer that was cut short.
 */
export function* readBulkCsv(text: string): Generator<BulkRow, void, void> {
  let names: readonly string[] | null = null;
  for (const values of csvLines(text)) {
    if (names === null) {
      names = values;
      continue;
    }
    const row: Record<string, string> = {};
    for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = values[index] ?? '';
    yield row;
  }
}

function* csvLines(text: string): Generator<readonly string[], void, void> {
  let at = 0;
  let values: string[] = [];
  while (at < text.length) {
    let value: string;
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const end = endOfBare(text, at);
      value = text.slice(at, end);
      at = end;
    }
    values.push(value);
    if (text[at] === ',') {
      at += 1;
      // A comma at the very end leaves one more value, an empty one.
      if (at === text.length) values.push('');
      else continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    // An empty line is the end of the file and not a row.
    if (values.length > 1 || values[0] !== '') yield values;
    values = [];
  }
}

function closingQuote(text: string, from: number): number {
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new SyntaxError('The text ends inside quotes.');
    if (text[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

function endOfBare(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const one = text[at];
    if (one === ',' || one === '\n' || one === '\r') return at;
  }
  return text.length;
}
