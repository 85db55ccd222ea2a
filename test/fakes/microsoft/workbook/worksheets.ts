import { needBody, selected } from '../graph/items.ts';
import { json, type Asked, type Reply } from '../http-kit.ts';
import { alreadyExists, badSegment, invalidArgument, notFound, wrongMethod } from './errors.ts';
import { newSheet, type Sheet, type Workbook } from './model.ts';
import { pickOne, type Step } from './path.ts';
import { answerRange, rangeOfSheet } from './ranges.ts';
import { answerTables } from './tables.ts';

export type SheetsRequest = {
  readonly workbook: Workbook;
  readonly asked: Asked;
  readonly write: () => Promise<void>;
};

/** learn.microsoft.com/graph/api/resources/workbookworksheet; api-facts §4.3 line 281. */
const sheetJson = (workbook: Workbook, sheet: Sheet): Readonly<Record<string, unknown>> => ({
  id: sheet.id,
  name: sheet.name,
  position: workbook.sheets.indexOf(sheet),
  visibility: sheet.visibility,
});

/** At most 31 characters, none of []:*?/\, no apostrophe at its ends (api-facts §4.3 line 282; support.microsoft.com, "Rename a worksheet"). */
function checkName(workbook: Workbook, name: unknown, self: Sheet | null): string {
  if (
    typeof name !== 'string' ||
    name === '' ||
    name.length > 31 ||
    /[[\]:*?/\\]/.test(name) ||
    name.startsWith("'") ||
    name.endsWith("'") ||
    name.toLowerCase() === 'history'
  ) {
    throw invalidArgument();
  }
  if (workbook.sheets.some((sheet) => sheet !== self && sheet.name.toLowerCase() === name.toLowerCase()))
    throw alreadyExists();
  return name;
}

async function addSheet({ workbook, asked, write }: SheetsRequest): Promise<Reply> {
  const body = needBody(asked);
  let number = workbook.sheets.length + 1;
  while (workbook.sheets.some((sheet) => sheet.name === `Sheet${number}`)) number += 1;
  const name = checkName(workbook, body.name ?? `Sheet${number}`, null);
  await write();
  const sheet = newSheet(name);
  workbook.sheets.push(sheet);
  return json(201, {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#workbookWorksheet',
    ...sheetJson(workbook, sheet),
  });
}

async function patchSheet({ workbook, asked, write }: SheetsRequest, sheet: Sheet): Promise<Reply> {
  const body = needBody(asked);
  const name = body.name === undefined ? sheet.name : checkName(workbook, body.name, sheet);
  const visibility = body.visibility ?? sheet.visibility;
  if (visibility !== 'Visible' && visibility !== 'Hidden' && visibility !== 'VeryHidden') throw invalidArgument();
  const others = workbook.sheets.some((other) => other !== sheet && other.visibility === 'Visible');
  if (visibility !== 'Visible' && !others)
    throw invalidArgument('A workbook must hold at least one visible worksheet.');
  const position = body.position ?? workbook.sheets.indexOf(sheet);
  if (typeof position !== 'number' || !Number.isInteger(position) || position < 0 || position >= workbook.sheets.length)
    throw invalidArgument();
  await write();
  sheet.name = name;
  sheet.visibility = visibility;
  workbook.sheets.splice(workbook.sheets.indexOf(sheet), 1);
  workbook.sheets.splice(position, 0, sheet);
  return json(200, sheetJson(workbook, sheet));
}

async function removeSheet({ workbook, write }: SheetsRequest, sheet: Sheet): Promise<Reply> {
  if (!workbook.sheets.some((other) => other !== sheet && other.visibility === 'Visible')) {
    throw invalidArgument('A workbook must hold at least one visible worksheet.');
  }
  await write();
  workbook.sheets.splice(workbook.sheets.indexOf(sheet), 1);
  for (const table of workbook.tables.filter((candidate) => candidate.sheet === sheet)) {
    workbook.tables.splice(workbook.tables.indexOf(table), 1);
  }
  return { status: 204 };
}

/** `steps` start with `worksheets`. */
export async function answerWorksheets(request: SheetsRequest, steps: readonly Step[]): Promise<Reply> {
  const { workbook, asked } = request;
  const [collection, next] = steps;
  if (collection?.key === null && next === undefined) {
    if (asked.method === 'POST') return addSheet(request);
    if (asked.method !== 'GET') throw wrongMethod();
    return json(200, {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#worksheets',
      value: workbook.sheets.map((sheet) => selected(sheetJson(workbook, sheet), asked.url)),
    });
  }
  if (collection?.key === null && next?.name === 'add' && asked.method === 'POST') return addSheet(request);
  const { id, rest } = pickOne(steps);
  const sheet = workbook.sheets.find(
    (candidate) =>
      candidate.id.toLowerCase() === id?.toLowerCase() || candidate.name.toLowerCase() === id?.toLowerCase(),
  );
  if (sheet === undefined) throw notFound();
  const [step, ...after] = rest;
  if (step === undefined) {
    if (asked.method === 'GET') return json(200, selected(sheetJson(workbook, sheet), asked.url));
    if (asked.method === 'PATCH') return patchSheet(request, sheet);
    if (asked.method === 'DELETE') return removeSheet(request, sheet);
    throw wrongMethod();
  }
  if (step.name === 'tables') return answerTables({ ...request, sheet }, rest);
  const range = rangeOfSheet(sheet, step);
  if (range === null) throw badSegment(step.raw);
  return answerRange({ ...request, sheet, ...range }, after);
}
