import type { sheets_v4 } from '@googleapis/sheets';
import type { CellLink } from './sheet-rows.ts';
import { MAX_BODY_BYTES } from './value-chunks.ts';
import type { SheetLayout } from './sheet-layout.ts';

export type SheetRequest = sheets_v4.Schema$Request;

/** A light grey that is legible under black text. */
const HEADER_FILL = { rgbColor: { red: 0.93, green: 0.94, blue: 0.95 } };
const PIXELS_PER_CHARACTER = 7;
const CELL_PADDING_PIXELS = 10;
/** Wider than this a column hides its neighbours. */
const MAX_PIXELS = 600;
/** Cells of one link request, so that requests can be spread over bodies. */
const LINKS_PER_REQUEST = 1000;

/**
 * What RAW values do not carry, for one tab: bold headers, wrapped columns, widths, a filter, links. Every request says
 * the same when it arrives twice.
 */
export function* formatRequests(sheet: SheetLayout, links: readonly CellLink[]): Generator<SheetRequest> {
  const { plan, sheetId } = sheet;
  const columns = { sheetId, startColumnIndex: 0, endColumnIndex: sheet.columns };
  if (sheet.firstDataRow > 0) {
    yield {
      repeatCell: {
        range: { ...columns, startRowIndex: 0, endRowIndex: sheet.firstDataRow },
        cell: { userEnteredFormat: { backgroundColorStyle: HEADER_FILL, textFormat: { bold: true } } },
        fields: 'userEnteredFormat.backgroundColorStyle,userEnteredFormat.textFormat.bold',
      },
    };
  }
  if (sheet.firstDataRow < sheet.rows) {
    for (const { start, end } of runsOf(plan.columns.map(({ wraps }) => wraps)).filter(({ value }) => value)) {
      yield {
        repeatCell: {
          range: {
            sheetId,
            startRowIndex: sheet.firstDataRow,
            endRowIndex: sheet.rows,
            startColumnIndex: start,
            endColumnIndex: end,
          },
          cell: { userEnteredFormat: { wrapStrategy: 'WRAP', verticalAlignment: 'TOP' } },
          fields: 'userEnteredFormat.wrapStrategy,userEnteredFormat.verticalAlignment',
        },
      };
    }
  }
  for (const { start, end, value } of runsOf(plan.columns.map(({ width }) => pixelsOf(width)))) {
    yield {
      updateDimensionProperties: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: start, endIndex: end },
        properties: { pixelSize: value },
        fields: 'pixelSize',
      },
    };
  }
  if (plan.hasHeader && plan.rowCount > 0) {
    const startRowIndex = sheet.firstDataRow - 1;
    yield {
      setBasicFilter: {
        filter: { range: { ...columns, endColumnIndex: plan.columns.length, startRowIndex, endRowIndex: sheet.rows } },
      },
    };
  }
  yield* linkRequests(sheetId, links);
}

function pixelsOf(characters: number): number {
  return Math.min(Math.round(characters * PIXELS_PER_CHARACTER) + CELL_PADDING_PIXELS, MAX_PIXELS);
}

/** Neighbours that agree, as one. */
function runsOf<T>(values: readonly T[]): { readonly start: number; readonly end: number; readonly value: T }[] {
  const runs: { start: number; end: number; value: T }[] = [];
  values.forEach((value, index) => {
    const last = runs.at(-1);
    if (last !== undefined && last.value === value) last.end = index + 1;
    else runs.push({ start: index, end: index + 1, value });
  });
  return runs;
}

/** Links as a format of the cell (`TextFormat.link`): the text of the cell stays as it is. */
function* linkRequests(sheetId: number, links: readonly CellLink[]): Generator<SheetRequest> {
  const byColumn = Map.groupBy(links, ({ column }) => column);
  for (const [column, ofColumn] of byColumn) {
    let run: CellLink[] = [];
    for (const link of ofColumn) {
      const last = run.at(-1);
      if (last !== undefined && (link.row !== last.row + 1 || run.length === LINKS_PER_REQUEST)) {
        yield linkRequest(sheetId, column, run);
        run = [];
      }
      run.push(link);
    }
    if (run.length > 0) yield linkRequest(sheetId, column, run);
  }
}

function linkRequest(sheetId: number, columnIndex: number, run: readonly CellLink[]): SheetRequest {
  return {
    updateCells: {
      start: { sheetId, rowIndex: run[0]?.row ?? 0, columnIndex },
      rows: run.map(({ uri }) => ({ values: [{ userEnteredFormat: { textFormat: { link: { uri } } } }] })),
      fields: 'userEnteredFormat.textFormat.link',
    },
  };
}

/** A `batchUpdate` ready to be sent: all of it happens or nothing. */
export type FormatBatch = { readonly index: number; readonly body: string; readonly last: boolean };

/**
 * Requests in their order, in bodies that are not beyond `maxBytes`. The last batch ends with the last request, and
 * requests that are given as a list stay in one batch, so that they happen together.
 */
export function* formatBatches(
  requests: Iterable<SheetRequest | readonly SheetRequest[]>,
  maxBytes = MAX_BODY_BYTES,
): Generator<FormatBatch> {
  const frame = '{"requests":[]}'.length;
  let parts: string[] = [];
  let bytes = frame;
  let index = 0;
  const batch = (last: boolean): FormatBatch => {
    const made = { index, body: `{"requests":[${parts.join(',')}]}`, last };
    index += 1;
    parts = [];
    bytes = frame;
    return made;
  };
  for (const request of requests) {
    const json = [request]
      .flat()
      .map((one) => JSON.stringify(one))
      .join(',');
    const cost = Buffer.byteLength(json) + 1;
    if (bytes + cost > maxBytes && parts.length > 0) yield batch(false);
    parts.push(json);
    bytes += cost;
  }
  if (parts.length > 0) yield batch(true);
}
