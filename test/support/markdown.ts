/** The tables of a Markdown document as a renderer shows them: cells as plain text, links as their text. */
export function readMarkdownTables(text: string): string[][][] {
  const tables: string[][][] = [];
  let table: string[][] | null = null;
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) {
      table = null;
      continue;
    }
    if (/^\|( --- \|)+$/.test(line)) continue;
    if (table === null) {
      table = [];
      tables.push(table);
    }
    table.push(cellsOf(line));
  }
  return tables;
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<=(?<!\\)(?:\\\\)*)\|/)
    .map((cell) => shown(cell.trim()));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', '#9': '\t', '#32': ' ' };

function shown(cell: string): string {
  const link = /^\[((?:[^\]\\]|\\.)*)\]\((?:[^)]*)\)$/.exec(cell);
  return (link?.[1] ?? cell)
    .replaceAll('<br>', '\n')
    .replace(/\\([!-/:-@[-`{-~])|&(amp|lt|gt|#9|#32);/g, (_all, escaped?: string, entity?: string) =>
      escaped === undefined ? (ENTITIES[entity ?? ''] ?? '') : escaped,
    );
}
