import { needBody, selected } from '../graph/items.ts';
import { json, type Asked, type Reply } from '../http-kit.ts';
import { readA1 } from './a1.ts';
import { alreadyExists, badSegment, invalidArgument, notFound, wrongMethod } from './errors.ts';
import {
  cellAt,
  ensureCell,
  isBlank,
  newGuid,
  removeCell,
  shiftRows,
  type Box,
  type CellValue,
  type Sheet,
  type Table,
  type Workbook,
} from './model.ts';
import { pickOne, type Step } from './path.ts';
import { answerRange, enterAll } from './ranges.ts';

export type TablesRequest = {
  readonly workbook: Workbook;
  /** The worksheet whose tables are meant; null for all of the workbook. */
  readonly sheet: Sheet | null;
  readonly asked: Asked;
  readonly write: () => Promise<void>;
};

/** learn.microsoft.com/graph/api/resources/workbooktable; api-facts §4.3 line 285. */
const tableJson = (table: Table): Readonly<Record<string, unknown>> => ({
  id: table.id,
  name: table.name,
  showHeaders: table.showHeaders,
  showTotals: table.showTotals,
  highlightFirstColumn: false,
  highlightLastColumn: false,
  showBandedColumns: false,
  showBandedRows: true,
  showFilterButton: true,
  style: table.style,
});

const bodyBox = (table: Table): Box => ({
  top: table.top + 1,
  left: table.left,
  height: Math.max(1, table.height),
  width: table.width,
});
const headerBox = (table: Table): Box => ({ top: table.top, left: table.left, height: 1, width: table.width });
const wholeBox = (table: Table): Box => ({
  top: table.top,
  left: table.left,
  height: 1 + Math.max(1, table.height) + (table.showTotals ? 1 : 0),
  width: table.width,
});

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

const rowValues = (table: Table, index: number): readonly CellValue[] =>
  Array.from(
    { length: table.width },
    (_, column) => cellAt(table.sheet, table.top + 1 + index, table.left + column)?.value ?? '',
  );

function checkName(workbook: Workbook, name: unknown, self: Table | null): string {
  // Names of tables are defined names (support.microsoft.com, "Rename an Excel table").
  if (
    typeof name !== 'string' ||
    name.length > 255 ||
    !/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) ||
    readA1(name) !== null ||
    /^[rc]$/i.test(name)
  ) {
    throw invalidArgument();
  }
  if (workbook.tables.some((table) => table !== self && table.name.toLowerCase() === name.toLowerCase()))
    throw alreadyExists();
  return name;
}

async function addTable(request: TablesRequest): Promise<Reply> {
  const { workbook, asked } = request;
  const body = needBody(asked);
  const address = body.address ?? body.Address;
  const hasHeaders = body.hasHeaders ?? body.HasHeaders;
  if (typeof address !== 'string' || typeof hasHeaders !== 'boolean') throw invalidArgument();
  const area = readA1(address);
  if (area === null || area.unbounded) throw invalidArgument();
  const sheet =
    area.sheet === null
      ? request.sheet
      : (workbook.sheets.find((one) => one.name.toLowerCase() === area.sheet?.toLowerCase()) ?? null);
  if (sheet === null || (request.sheet !== null && sheet !== request.sheet)) throw invalidArgument();
  const box: Box = { top: area.top, left: area.left, height: area.height, width: area.width };
  if (workbook.tables.some((table) => table.sheet === sheet && overlaps(wholeBox(table), box))) {
    throw invalidArgument('A table cannot overlap another table.');
  }
  await request.write();
  if (!hasHeaders) {
    shiftRows(sheet, box, box.top, 1);
    for (let column = 0; column < box.width; column += 1)
      ensureCell(sheet, box.top, box.left + column).value = `Column${column + 1}`;
  }
  let number = 1;
  while (workbook.tables.some((table) => table.name.toLowerCase() === `table${number}`)) number += 1;
  const table: Table = {
    id: newGuid(),
    name: `Table${number}`,
    sheet,
    top: box.top,
    left: box.left,
    width: box.width,
    height: hasHeaders ? Math.max(0, box.height - 1) : box.height,
    showHeaders: true,
    showTotals: false,
    style: 'TableStyleMedium2',
  };
  nameHeaders(table);
  workbook.tables.push(table);
  return json(201, {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#workbookTable',
    ...tableJson(table),
  });
}

/** Headers are texts, there is one in every column, and no two are alike. */
function nameHeaders(table: Table): void {
  const seen = new Set<string>();
  for (let column = 0; column < table.width; column += 1) {
    const cell = ensureCell(table.sheet, table.top, table.left + column);
    const text = isBlank(cell) ? `Column${column + 1}` : String(cell.value);
    let free = text;
    for (let number = 2; seen.has(free.toLowerCase()); number += 1) free = `${text}${number}`;
    seen.add(free.toLowerCase());
    Object.assign(cell, { value: free, formula: null });
  }
}

/** learn.microsoft.com/graph/api/table-post-rows; api-facts §4.3 line 286. */
async function addRows(request: TablesRequest, table: Table): Promise<Reply> {
  const body = needBody(request.asked);
  const { values } = body;
  const index = body.index ?? null;
  if (!Array.isArray(values) || values.length === 0) throw invalidArgument();
  const rows: readonly unknown[] = values;
  if (rows.some((row) => !Array.isArray(row) || row.length !== table.width)) {
    throw invalidArgument(
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
    );
  }
  if (index !== null && (typeof index !== 'number' || !Number.isInteger(index) || index < -1 || index > table.height))
    throw invalidArgument();
  const at = index === null || index === -1 ? table.height : Number(index);
  await request.write();
  const box: Box = { top: table.top + 1 + at, left: table.left, height: rows.length, width: table.width };
  // The blank row that an empty table shows is used up first.
  const blank = table.height === 0 ? 1 : 0;
  const formats = Array.from(
    { length: table.width },
    (_, column) => cellAt(table.sheet, table.top + Math.max(1, table.height), table.left + column)?.format ?? 'General',
  );
  if (rows.length > blank) shiftRows(table.sheet, box, box.top + blank, rows.length - blank);
  for (const other of request.workbook.tables) {
    if (
      other !== table &&
      other.sheet === table.sheet &&
      other.top >= box.top &&
      overlaps({ ...box, top: other.top, height: 1 }, headerBox(other))
    ) {
      other.top += rows.length - blank;
    }
  }
  // New rows take the number formats of the row above, as in Excel.
  formats.forEach((format, column) => {
    if (format === 'General') return;
    for (let row = 0; row < rows.length; row += 1)
      ensureCell(table.sheet, box.top + row, box.left + column).format = format;
  });
  table.height += rows.length;
  enterAll(request.workbook, table.sheet, box, rows.length === 1 && table.width === 1 ? [rows[0]] : rows);
  return json(
    201,
    selected(
      {
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#workbookTableRow',
        index: at + rows.length - 1,
        values: rows.map((_, row) => rowValues(table, at + row)),
      },
      request.asked.url,
    ),
  );
}

function dropRow(table: Table, index: number): void {
  const row = table.top + 1 + index;
  for (let column = table.left; column < table.left + table.width; column += 1) removeCell(table.sheet, row, column);
  // The last row of a table stays as a blank one.
  if (table.height > 1) shiftRows(table.sheet, table, row + 1, -1);
  table.height -= 1;
}

async function answerRows(request: TablesRequest, table: Table, steps: readonly Step[]): Promise<Reply> {
  const { asked } = request;
  const [first, second, third] = steps;
  const rowJson = (index: number): Readonly<Record<string, unknown>> => ({ index, values: [rowValues(table, index)] });
  if (first === undefined) {
    if (asked.method === 'POST') return addRows(request, table);
    if (asked.method !== 'GET') throw wrongMethod();
    const from = Number(asked.url.searchParams.get('$skip') ?? 0);
    const top = Number(asked.url.searchParams.get('$top') ?? table.height);
    const count = Math.max(0, Math.min(top, table.height - from));
    return json(200, { value: Array.from({ length: count }, (_, row) => rowJson(from + row)) });
  }
  if (first.name === 'add' && asked.method === 'POST') return addRows(request, table);
  if (first.name.toLowerCase() === 'count' || first.name === '$count') return json(200, { value: table.height });
  // `rows/3`, `rows/itemAt(index=3)` and `rows/$/itemAt(index=3)` name the same row.
  const itemAt = first.raw === '$' ? second : first;
  const after = first.raw === '$' ? third : second;
  const index = Number(itemAt?.name.toLowerCase() === 'itemat' ? (itemAt.args.index ?? itemAt.key) : itemAt?.raw);
  if (!Number.isInteger(index)) throw badSegment(first.raw);
  if (index < 0 || index >= table.height) throw notFound();
  if (after === undefined && asked.method === 'GET') return json(200, rowJson(index));
  if (asked.method === 'DELETE' || (after?.name === 'delete' && asked.method === 'POST')) {
    await request.write();
    dropRow(table, index);
    return { status: 204 };
  }
  if (after?.name === 'range') {
    const box = { ...bodyBox(table), top: table.top + 1 + index, height: 1 };
    return answerRange(
      { ...request, sheet: table.sheet, box, unbounded: false },
      steps.slice(steps.indexOf(after) + 1),
    );
  }
  if (asked.method === 'PATCH' && after === undefined) {
    const body = needBody(asked);
    await request.write();
    enterAll(request.workbook, table.sheet, { ...bodyBox(table), top: table.top + 1 + index, height: 1 }, body.values);
    return json(200, rowJson(index));
  }
  throw wrongMethod();
}

function answerColumns(asked: Asked, table: Table, steps: readonly Step[]): Reply {
  if (asked.method !== 'GET') throw wrongMethod();
  const column = (index: number): Readonly<Record<string, unknown>> => ({
    id: String(index + 1),
    index,
    name: String(cellAt(table.sheet, table.top, table.left + index)?.value ?? ''),
    values: Array.from({ length: table.height + 1 }, (_, row) => [
      cellAt(table.sheet, table.top + row, table.left + index)?.value ?? '',
    ]),
  });
  const all = Array.from({ length: table.width }, (_, index) => column(index));
  const [first, ...rest] = steps;
  if (first === undefined) return json(200, { value: all.map((one) => selected(one, asked.url)) });
  const one = all.find((candidate) => candidate.id === first.raw || candidate.name === first.raw);
  if (one === undefined || rest.length > 0) throw notFound();
  return json(200, selected(one, asked.url));
}

async function answerTable(request: TablesRequest, table: Table, steps: readonly Step[]): Promise<Reply> {
  const { workbook, asked } = request;
  const [step, ...rest] = steps;
  const range = (box: Box): Promise<Reply> =>
    answerRange({ ...request, sheet: table.sheet, box, unbounded: false }, rest);
  switch (step?.name) {
    case undefined:
      if (asked.method === 'GET') return json(200, selected(tableJson(table), asked.url));
      if (asked.method === 'PATCH') {
        const body = needBody(asked);
        const name = body.name === undefined ? table.name : checkName(workbook, body.name, table);
        await request.write();
        table.name = name;
        if (typeof body.showTotals === 'boolean') table.showTotals = body.showTotals;
        if (typeof body.showHeaders === 'boolean') table.showHeaders = body.showHeaders;
        if (typeof body.style === 'string') table.style = body.style;
        return json(200, tableJson(table));
      }
      if (asked.method !== 'DELETE') throw wrongMethod();
      await request.write();
      workbook.tables.splice(workbook.tables.indexOf(table), 1);
      for (let row = 0; row <= table.height; row += 1) {
        for (let column = 0; column < table.width; column += 1)
          removeCell(table.sheet, table.top + row, table.left + column);
      }
      return { status: 204 };
    case 'rows':
      return answerRows(
        request,
        table,
        step.key === null ? rest : [{ ...step, raw: step.key, name: step.key, key: null }, ...rest],
      );
    case 'columns':
      return answerColumns(
        asked,
        table,
        step.key === null ? rest : [{ ...step, raw: step.key, name: step.key, key: null }, ...rest],
      );
    case 'headerRowRange':
      return range(headerBox(table));
    case 'dataBodyRange':
      return range(bodyBox(table));
    case 'range':
      return range(wholeBox(table));
    case 'totalRowRange':
      if (!table.showTotals) throw notFound();
      return range({ ...headerBox(table), top: table.top + 1 + Math.max(1, table.height) });
    case 'worksheet':
      if (asked.method !== 'GET' || rest.length > 0) throw wrongMethod();
      return json(200, {
        id: table.sheet.id,
        name: table.sheet.name,
        position: workbook.sheets.indexOf(table.sheet),
        visibility: table.sheet.visibility,
      });
    case 'convertToRange':
      if (asked.method !== 'POST') throw wrongMethod();
      await request.write();
      workbook.tables.splice(workbook.tables.indexOf(table), 1);
      return json(200, {});
    case 'clearFilters':
    case 'reapplyFilters':
      if (asked.method !== 'POST') throw wrongMethod();
      return { status: 204 };
    default:
      throw badSegment(step?.raw ?? '');
  }
}

/** `steps` start with `tables`. */
export async function answerTables(request: TablesRequest, steps: readonly Step[]): Promise<Reply> {
  const { workbook, sheet, asked } = request;
  const [collection, next] = steps;
  const here = workbook.tables.filter((table) => sheet === null || table.sheet === sheet);
  if (collection?.key === null && next === undefined) {
    if (asked.method !== 'GET') throw wrongMethod();
    return json(200, { value: here.map((table) => selected(tableJson(table), asked.url)) });
  }
  if (collection?.key === null && next?.name === 'add' && asked.method === 'POST') return addTable(request);
  if (collection?.key === null && (next?.name === '$count' || next?.name === 'count'))
    return json(200, { value: here.length });
  const { id, rest } = pickOne(steps);
  const table = here.find(
    (candidate) =>
      candidate.id.toLowerCase() === id?.toLowerCase() || candidate.name.toLowerCase() === id?.toLowerCase(),
  );
  if (table === undefined) throw notFound();
  return answerTable(request, table, rest);
}
