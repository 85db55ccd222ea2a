import { refuse, sheetsError } from './errors.ts';

/*
 * The messages of the Sheets API as far as the fake knows them, so that it refuses names that do not exist as the real
 * parser does. Source: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets and …/request
 */

export type Schema =
  | 'string'
  | 'int'
  | 'number'
  | 'bool'
  /** Known to exist, not looked into. */
  | 'any'
  | { readonly list: Schema }
  | { readonly fields: Readonly<Record<string, Schema | (() => Schema)>> };

const message = (fields: Readonly<Record<string, Schema | (() => Schema)>>): Schema => ({ fields });
const list = (item: Schema): Schema => ({ list: item });

/** The schema of a name inside a message, through lists; null when there is none. */
export function schemaOf(schema: Schema, name: string): Schema | null {
  if (schema === 'any') return 'any';
  if (typeof schema === 'string') return null;
  if ('list' in schema) return schemaOf(schema.list, name);
  const found = schema.fields[name];
  if (found === undefined) return null;
  return typeof found === 'function' ? found() : found;
}

const color = message({ red: 'number', green: 'number', blue: 'number', alpha: 'number' });
const colorStyle = message({ rgbColor: color, themeColor: 'string' });
const link = message({ uri: 'string' });
const textFormat = message({
  foregroundColor: color,
  foregroundColorStyle: colorStyle,
  fontFamily: 'string',
  fontSize: 'int',
  bold: 'bool',
  italic: 'bool',
  strikethrough: 'bool',
  underline: 'bool',
  link,
});
const cellFormat = message({
  numberFormat: message({ type: 'string', pattern: 'string' }),
  backgroundColor: color,
  backgroundColorStyle: colorStyle,
  borders: 'any',
  padding: 'any',
  horizontalAlignment: 'string',
  verticalAlignment: 'string',
  wrapStrategy: 'string',
  textDirection: 'string',
  textFormat,
  hyperlinkDisplayType: 'string',
  textRotation: 'any',
});
const extendedValue = message({
  numberValue: 'number',
  stringValue: 'string',
  boolValue: 'bool',
  formulaValue: 'string',
  errorValue: 'any',
});
export const cellData = message({
  userEnteredValue: extendedValue,
  effectiveValue: extendedValue,
  formattedValue: 'string',
  userEnteredFormat: cellFormat,
  effectiveFormat: cellFormat,
  hyperlink: 'string',
  note: 'string',
  textFormatRuns: list(message({ startIndex: 'int', format: textFormat })),
  dataValidation: 'any',
  pivotTable: 'any',
  dataSourceTable: 'any',
  dataSourceFormula: 'any',
  chipRuns: 'any',
});
const rowData = message({ values: list(cellData) });
export const gridRange = message({
  sheetId: 'int',
  startRowIndex: 'int',
  endRowIndex: 'int',
  startColumnIndex: 'int',
  endColumnIndex: 'int',
});
export const dimensionProperties = message({
  hiddenByFilter: 'bool',
  hiddenByUser: 'bool',
  pixelSize: 'int',
  developerMetadata: 'any',
  dataSourceColumnReference: 'any',
});
export const sheetProperties = message({
  sheetId: 'int',
  title: 'string',
  index: 'int',
  sheetType: 'string',
  gridProperties: message({
    rowCount: 'int',
    columnCount: 'int',
    frozenRowCount: 'int',
    frozenColumnCount: 'int',
    hideGridlines: 'bool',
    rowGroupControlAfter: 'bool',
    columnGroupControlAfter: 'bool',
  }),
  hidden: 'bool',
  tabColor: color,
  tabColorStyle: colorStyle,
  rightToLeft: 'bool',
  dataSourceSheetProperties: 'any',
});
const basicFilter = message({
  range: gridRange,
  tableId: 'string',
  sortSpecs: 'any',
  criteria: 'any',
  filterSpecs: 'any',
});
export const spreadsheetProperties = message({
  title: 'string',
  locale: 'string',
  autoRecalc: 'string',
  timeZone: 'string',
  defaultFormat: cellFormat,
  iterativeCalculationSettings: 'any',
  spreadsheetTheme: 'any',
  importFunctionsExternalUrlAccessAllowed: 'bool',
});
const gridData = message({
  startRow: 'int',
  startColumn: 'int',
  rowData: list(rowData),
  rowMetadata: list(dimensionProperties),
  columnMetadata: list(dimensionProperties),
});
export const spreadsheet = message({
  spreadsheetId: 'string',
  properties: spreadsheetProperties,
  sheets: list(
    message({
      properties: sheetProperties,
      data: list(gridData),
      basicFilter,
      merges: 'any',
      conditionalFormats: 'any',
      filterViews: 'any',
      protectedRanges: 'any',
      charts: 'any',
      bandedRanges: 'any',
      developerMetadata: 'any',
      rowGroups: 'any',
      columnGroups: 'any',
      slicers: 'any',
      tables: 'any',
    }),
  ),
  namedRanges: 'any',
  spreadsheetUrl: 'string',
  developerMetadata: 'any',
  dataSources: 'any',
  dataSourceSchedules: 'any',
});

const dimensionRange = message({ sheetId: 'int', dimension: 'string', startIndex: 'int', endIndex: 'int' });
const gridCoordinate = message({ sheetId: 'int', rowIndex: 'int', columnIndex: 'int' });
/** The requests that the fake carries out. */
export const REQUESTS: Readonly<Record<string, Schema>> = {
  addSheet: message({ properties: sheetProperties }),
  deleteSheet: message({ sheetId: 'int' }),
  updateSheetProperties: message({ properties: sheetProperties, fields: 'string' }),
  updateSpreadsheetProperties: message({ properties: spreadsheetProperties, fields: 'string' }),
  repeatCell: message({ range: gridRange, cell: cellData, fields: 'string' }),
  updateCells: message({ rows: list(rowData), fields: 'string', start: gridCoordinate, range: gridRange }),
  setBasicFilter: message({ filter: basicFilter }),
  clearBasicFilter: message({ sheetId: 'int' }),
  updateDimensionProperties: message({ properties: dimensionProperties, fields: 'string', range: dimensionRange }),
  autoResizeDimensions: message({ dimensions: dimensionRange }),
  appendDimension: message({ sheetId: 'int', dimension: 'string', length: 'int' }),
};
/** Real requests that the fake refuses loudly instead of taking them for misspelt ones. */
const OTHER_REQUESTS =
  'addBanding addChart addConditionalFormatRule addDimensionGroup addFilterView addNamedRange ' +
  'addProtectedRange addTable appendCells autoFill copyPaste cutPaste deleteDimension deleteDuplicates ' +
  'deleteRange duplicateSheet findReplace insertDimension insertRange mergeCells moveDimension ' +
  'pasteData randomizeRange setDataValidation sortRange textToColumns trimWhitespace unmergeCells ' +
  'updateBanding updateBorders updateTable createDeveloperMetadata';
export const batchUpdateBody = message({
  requests: list(
    message({ ...REQUESTS, ...Object.fromEntries(OTHER_REQUESTS.split(' ').map((name) => [name, 'any' as const])) }),
  ),
  includeSpreadsheetInResponse: 'bool',
  responseRanges: list('string'),
  responseIncludeGridData: 'bool',
});
export const batchUpdateAnswer = message({
  spreadsheetId: 'string',
  replies: list(message({ addSheet: message({ properties: sheetProperties }) })),
  updatedSpreadsheet: spreadsheet,
});

export const valueRange = message({ range: 'string', majorDimension: 'string', values: 'any' });
export const valuesBatchUpdateBody = message({
  valueInputOption: 'string',
  data: list(valueRange),
  includeValuesInResponse: 'bool',
  responseValueRenderOption: 'string',
  responseDateTimeRenderOption: 'string',
});
export const valuesBatchClearBody = message({ ranges: list('string') });

/** Refuses what the JSON parser of the service refuses: unknown names and values of another type. */
export function checkBody(value: unknown, schema: Schema, path = ''): void {
  if (value === null || schema === 'any') return;
  if (typeof schema === 'string') {
    const types = { string: 'TYPE_STRING', int: 'TYPE_INT32', number: 'TYPE_DOUBLE', bool: 'TYPE_BOOL' } as const;
    const fits =
      schema === 'int'
        ? Number.isInteger(typeof value === 'string' ? Number(value) : value) && Math.abs(Number(value)) < 2 ** 31
        : typeof value === { string: 'string', number: 'number', bool: 'boolean' }[schema];
    if (schema === 'string') checkText(String(value), path);
    if (!fits) violation(path, `Invalid value at '${snakeCase(path)}' (${types[schema]}), ${JSON.stringify(value)}`);
    return;
  }
  if ('list' in schema) {
    if (!Array.isArray(value))
      violation(path, `Invalid value at '${snakeCase(path)}', Proto field is repeating, cannot start list.`);
    value.forEach((item, index) => checkBody(item, schema.list, `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    violation(path, `Invalid value at '${snakeCase(path)}', Starting an object on a scalar field`);
  }
  for (const [name, item] of Object.entries(value)) {
    const child = schemaOf(schema, name);
    if (child === null) {
      const place = path === '' ? '' : ` at '${snakeCase(path)}'`;
      violation(path, `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`);
    }
    checkBody(item, child, path === '' ? name : `${path}.${name}`);
  }
}

/** Half of a pair of surrogates is no text: it cannot be written as UTF-8, in which the service keeps all texts. */
export function checkText(value: string, path: string): void {
  if (!value.isWellFormed()) violation(path, 'Invalid JSON payload received. Illegal unicode escape in string.');
}

const snakeCase = (path: string): string => path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function violation(path: string, text: string): never {
  return refuse(
    sheetsError(400, text, [
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ ...(path === '' ? {} : { field: snakeCase(path) }), description: text }],
      },
    ]),
  );
}
