import { parseRange } from './a1.ts';
import { callerOf, countRequest, maySee } from './callers.ts';
import { badRequest, refuse, sheetsError } from './errors.ts';
import type { Mask } from './field-mask.ts';
import { pick, readFieldsParameter } from './field-mask.ts';
import { freeBytes, newFile } from './files.ts';
import type { FakeReply, FakeRequest } from './http.ts';
import { html, json } from './http.ts';
import type { Schema } from './schema.ts';
import {
  batchUpdateAnswer,
  batchUpdateBody,
  checkBody,
  spreadsheet,
  valueRange,
  valuesBatchClearBody,
  valuesBatchUpdateBody,
} from './schema.ts';
import { createBook } from './sheets-create.ts';
import type { Book } from './sheets-model.ts';
import { commit, draftOf } from './sheets-model.ts';
import { renderBook } from './sheets-render.ts';
import { applyRequests } from './sheets-requests.ts';
import type { InputOption, RenderOption, Updated, ValueRange } from './sheets-values.ts';
import { clearValues, readValues, writeValues } from './sheets-values.ts';
import type { Caller, DriveFile, GoogleState } from './types.ts';
import { SPREADSHEET_TYPE } from './types.ts';

/*
 * https://sheets.googleapis.com, version 4.
 * Source: https://developers.google.com/workspace/sheets/api/reference/rest
 */

type Json = Readonly<Record<string, unknown>>;

type Route = {
  readonly method: string;
  readonly path: RegExp;
  readonly kind: 'Read' | 'Write';
  readonly name: string;
  readonly run: (call: Call) => unknown;
  readonly answer: Schema;
};

type Call = {
  readonly state: GoogleState;
  readonly caller: Caller;
  readonly request: FakeRequest;
  /** Decoded parts of the path. */
  readonly parts: readonly string[];
  readonly mask: Mask | null;
};

const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v4\/spreadsheets$/,
    kind: 'Write',
    name: 'CreateSpreadsheet',
    run: create,
    answer: spreadsheet,
  },
  {
    method: 'GET',
    path: /^\/v4\/spreadsheets\/([^/:]+)$/,
    kind: 'Read',
    name: 'GetSpreadsheet',
    run: get,
    answer: spreadsheet,
  },
  {
    method: 'POST',
    path: /^\/v4\/spreadsheets\/([^/:]+):batchUpdate$/,
    kind: 'Write',
    name: 'BatchUpdateSpreadsheet',
    run: batchUpdate,
    answer: batchUpdateAnswer,
  },
  {
    method: 'POST',
    path: /^\/v4\/spreadsheets\/([^/:]+)\/values:batchUpdate$/,
    kind: 'Write',
    name: 'BatchUpdateValues',
    run: valuesBatchUpdate,
    answer: 'any',
  },
  {
    method: 'POST',
    path: /^\/v4\/spreadsheets\/([^/:]+)\/values:batchClear$/,
    kind: 'Write',
    name: 'BatchClearValues',
    run: valuesBatchClear,
    answer: 'any',
  },
  {
    method: 'GET',
    path: /^\/v4\/spreadsheets\/([^/:]+)\/values:batchGet$/,
    kind: 'Read',
    name: 'BatchGetValues',
    run: valuesBatchGet,
    answer: 'any',
  },
  {
    method: 'GET',
    path: /^\/v4\/spreadsheets\/([^/:]+)\/values\/([^/]+)$/,
    kind: 'Read',
    name: 'GetValues',
    run: valuesGet,
    answer: 'any',
  },
  {
    method: 'PUT',
    path: /^\/v4\/spreadsheets\/([^/:]+)\/values\/([^/]+)$/,
    kind: 'Write',
    name: 'UpdateValues',
    run: valuesUpdate,
    answer: 'any',
  },
];

/** Of all methods and of single ones. */
const PARAMETERS = new Set(
  (
    'alt $alt fields $fields key prettyPrint quotaUser access_token callback ranges includeGridData ' +
    'excludeTablesInBandedRanges valueInputOption valueRenderOption dateTimeRenderOption majorDimension ' +
    'includeValuesInResponse responseValueRenderOption responseDateTimeRenderOption'
  ).split(' '),
);

export function sheets(state: GoogleState, request: FakeRequest): FakeReply {
  const found = ROUTES.flatMap((route) => {
    const match = route.method === request.method ? route.path.exec(request.path) : null;
    return match === null ? [] : [{ route, parts: match.slice(1).map(decodeURIComponent) }];
  })[0];
  if (found === undefined) {
    return html(
      404,
      '<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p><b>404.</b> That is an error.',
    );
  }
  const { route, parts } = found;
  if (request.body.length > state.limits.requestBytes) {
    // The page on limits knows no hard limit; the front end of Google's services has this one.
    return sheetsError(400, `Request payload size exceeds the limit: ${state.limits.requestBytes} bytes.`);
  }
  const method = `google.apps.sheets.v4.SpreadsheetsService.${route.name}`;
  const caller = callerOf(state, request, 'sheets.googleapis.com', route.kind === 'Read' ? 'read' : 'write', method);
  countRequest(state, caller, route.kind);
  for (const name of request.query.keys()) {
    if (PARAMETERS.has(name)) continue;
    return sheetsError(400, `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter.`);
  }
  const mask = readFieldsParameter(request.query.get('fields') ?? request.query.get('$fields'), route.answer);
  const answer = route.run({ state, caller, request, parts, mask });
  return json(200, mask === null ? answer : pick(answer, mask));
}

function bodyOf(request: FakeRequest, schema: Schema): Json {
  const text = request.body.toString('utf8');
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return badRequest(`Invalid JSON payload received. ${error instanceof Error ? error.message : 'Unexpected token.'}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return badRequest('Invalid JSON payload received. Unexpected token.');
  }
  checkBody(value, schema);
  return value as Json;
}

/** A spreadsheet that the caller may not see does not exist for it. */
function fileOf(call: Call): DriveFile & { readonly book: Book } {
  const file = call.state.files.get(call.parts[0] ?? '');
  if (file === undefined || !maySee(call.caller, file))
    return refuse(sheetsError(404, 'Requested entity was not found.'));
  if (file.book === null) return badRequest('This operation is not supported for this document');
  return { ...file, book: file.book };
}

function touch(call: Call): void {
  const file = call.state.files.get(call.parts[0] ?? '');
  if (file === undefined) return;
  file.modifiedTime = call.state.now();
  file.version += 1;
  if (file.book !== null) file.name = file.book.title;
}

function create(call: Call): unknown {
  const { state, caller } = call;
  // Without space left nothing new can be made: https://support.google.com/drive/answer/6374270
  if (freeBytes(state, caller.person) <= 0)
    refuse(sheetsError(403, "The user's Drive storage quota has been exceeded."));
  const book = createBook(bodyOf(call.request, spreadsheet), state.limits);
  const file = newFile(state, caller, { name: book.title, mimeType: SPREADSHEET_TYPE, book, content: null });
  return renderBook(file.id, book, false, []);
}

function get(call: Call): unknown {
  const { id, book } = fileOf(call);
  const { query } = call.request;
  const ranges = query.getAll('ranges').map((range) => parseRange(book, range));
  // A mask decides alone whether cells are read; includeGridData counts only without one.
  const withData = call.mask === null ? query.get('includeGridData') === 'true' : takesData(call.mask);
  return renderBook(id, book, withData, ranges);
}

const takesData = (mask: Mask): boolean =>
  mask['*'] !== undefined ||
  (mask.sheets !== undefined &&
    (Object.keys(mask.sheets).length === 0 || mask.sheets.data !== undefined || mask.sheets['*'] !== undefined));

function batchUpdate(call: Call): unknown {
  const { id, book } = fileOf(call);
  const body = bodyOf(call.request, batchUpdateBody);
  const draft = draftOf(book);
  const replies = applyRequests(draft, (body.requests ?? []) as readonly unknown[], call.state.limits);
  commit(book, draft);
  touch(call);
  const shown = body.includeSpreadsheetInResponse === true;
  const updated = shown ? { updatedSpreadsheet: renderBook(id, book, body.responseIncludeGridData === true, []) } : {};
  return { spreadsheetId: id, replies, ...updated };
}

function optionOf(value: unknown): InputOption {
  if (value === 'RAW' || value === 'USER_ENTERED') return value;
  if (value === undefined || value === null || value === 'INPUT_VALUE_OPTION_UNSPECIFIED') {
    return badRequest("'valueInputOption' is required but not specified");
  }
  return badRequest(
    `Invalid value at 'value_input_option' (type.googleapis.com/google.apps.sheets.v4.ValueInputOption), ${JSON.stringify(value)}`,
  );
}

function valuesBatchUpdate(call: Call): unknown {
  const { id, book } = fileOf(call);
  const body = bodyOf(call.request, valuesBatchUpdateBody);
  const option = optionOf(body.valueInputOption);
  const draft = draftOf(book);
  const updates = ((body.data ?? []) as readonly ValueRange[]).map((data, index) =>
    writeValues(draft, data, option, call.state.limits, `Invalid data[${index}]: `),
  );
  commit(book, draft);
  touch(call);
  const sum = (of: (update: Updated) => number): number => updates.reduce((total, update) => total + of(update), 0);
  return {
    spreadsheetId: id,
    totalUpdatedRows: sum((update) => update.rows),
    totalUpdatedColumns: sum((update) => update.columns),
    totalUpdatedCells: sum((update) => update.cells),
    totalUpdatedSheets: new Set(updates.map((update) => update.tab.sheetId)).size,
    responses: updates.map((update) => renderUpdate(id, update)),
  };
}

function renderUpdate(spreadsheetId: string, update: Updated): unknown {
  return {
    spreadsheetId,
    updatedRange: update.range,
    updatedRows: update.rows,
    updatedColumns: update.columns,
    updatedCells: update.cells,
  };
}

function valuesUpdate(call: Call): unknown {
  const { id, book } = fileOf(call);
  const option = optionOf(call.request.query.get('valueInputOption') ?? undefined);
  const body = bodyOf(call.request, valueRange);
  const range = call.parts[1] ?? '';
  if (body.range !== undefined && body.range !== range) {
    badRequest(`Requested writing within range [${range}], but the body names [${String(body.range)}]`);
  }
  const draft = draftOf(book);
  const updated = writeValues(draft, { ...body, range }, option, call.state.limits, '');
  commit(book, draft);
  touch(call);
  return renderUpdate(id, updated);
}

function valuesBatchClear(call: Call): unknown {
  const { id, book } = fileOf(call);
  const body = bodyOf(call.request, valuesBatchClearBody);
  const draft = draftOf(book);
  const clearedRanges = ((body.ranges ?? []) as readonly string[]).map((range, index) =>
    clearValues(draft, range, `Invalid ranges[${index}]: `),
  );
  commit(book, draft);
  touch(call);
  return { spreadsheetId: id, clearedRanges };
}

function renderOf(query: URLSearchParams): { readonly render: RenderOption; readonly columnsFirst: boolean } {
  const render = query.get('valueRenderOption') ?? 'FORMATTED_VALUE';
  if (render !== 'FORMATTED_VALUE' && render !== 'UNFORMATTED_VALUE' && render !== 'FORMULA') {
    return badRequest(
      `Invalid value at 'value_render_option' (type.googleapis.com/google.apps.sheets.v4.ValueRenderOption), "${render}"`,
    );
  }
  return { render, columnsFirst: query.get('majorDimension') === 'COLUMNS' };
}

function valuesGet(call: Call): unknown {
  const { book } = fileOf(call);
  const { render, columnsFirst } = renderOf(call.request.query);
  return readValues(book, call.parts[1] ?? '', render, columnsFirst);
}

function valuesBatchGet(call: Call): unknown {
  const { id, book } = fileOf(call);
  const { query } = call.request;
  const { render, columnsFirst } = renderOf(query);
  return {
    spreadsheetId: id,
    valueRanges: query.getAll('ranges').map((range) => readValues(book, range, render, columnsFirst)),
  };
}
