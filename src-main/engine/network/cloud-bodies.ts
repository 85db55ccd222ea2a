import type { JsonObject } from './cloud-route.ts';

/**
 * Requests inside a spreadsheet's `:batchUpdate` that Orgbench uses. None of them can fetch anything from elsewhere,
 * share, protect or hide from the owner what is there.
 */
const SHEET_REQUESTS: ReadonlySet<string> = new Set([
  'addSheet',
  'deleteSheet',
  'updateSheetProperties',
  'updateSpreadsheetProperties',
  'updateCells',
  'appendCells',
  'repeatCell',
  'updateBorders',
  'addBanding',
  'setBasicFilter',
  'clearBasicFilter',
  'updateDimensionProperties',
  'autoResizeDimensions',
  'appendDimension',
  'insertDimension',
  'deleteDimension',
  'createDeveloperMetadata',
  'updateDeveloperMetadata',
  'deleteDeveloperMetadata',
]);

/** Why values may not be written so, or null. With anything but RAW a text that begins with `=` becomes a formula. */
export function rawValuesProblem(value: JsonObject): string | null {
  return value['valueInputOption'] === 'RAW' ? null : 'Values are written as they are (RAW) and never as typed.';
}

/** Why a `:batchUpdate` is refused, or null. */
export function batchUpdateProblem(value: JsonObject): string | null {
  const requests = value['requests'];
  if (!Array.isArray(requests)) return 'A batch update has a list of requests.';
  for (const request of requests as readonly unknown[]) {
    const kinds = isObject(request) ? Object.keys(request) : [];
    const kind = kinds[0];
    if (kinds.length !== 1 || kind === undefined) return 'A part of a batch update is exactly one request.';
    if (!SHEET_REQUESTS.has(kind)) return `"${kind.slice(0, 60)}" is not used in a batch update.`;
  }
  return null;
}

const SPREADSHEET_TYPE = 'application/vnd.google-apps.spreadsheet';
const METADATA_NAMES = ['name', 'mimeType', 'appProperties', 'description'] as const;
const MAX_METADATA_BYTES = 16_384;

/** Why something may not be uploaded to Drive, or null: it becomes a spreadsheet, in no folder that others see. */
export function uploadProblem(metadata: JsonObject): string | null {
  const other = Object.keys(metadata).find((name) => !METADATA_NAMES.some((known) => known === name));
  if (other !== undefined) return `An upload may not have "${other.slice(0, 60)}".`;
  return metadata['mimeType'] === SPREADSHEET_TYPE ? null : 'An upload to Drive becomes a spreadsheet.';
}

/** The same for an upload in one request, whose first part says what it is (`multipart/related`, RFC 2387). */
export function multipartUploadProblem(body: string | Uint8Array): string | null {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const head = Buffer.from(bytes.subarray(0, MAX_METADATA_BYTES)).toString('utf8');
  const part = /^--[^\r\n]{1,72}\r\ncontent-type: application\/json[^\r\n]{0,40}\r\n\r\n(.{1,16000}?)\r\n--/is.exec(
    head,
  );
  try {
    const metadata: unknown = JSON.parse(part?.[1] ?? '');
    return isObject(metadata) ? uploadProblem(metadata) : 'An upload says what it is in a JSON object.';
  } catch {
    return 'An upload says in its first part what it is, as JSON.';
  }
}

/** Keys that would make a formula of a text, or have the service fetch a file from an address. */
const FORBIDDEN_KEY = /"(?:formula_?value|formulas(?:local|r1c1)?|@(?:content|microsoft\.graph)\.sourceurl)"\s*:/i;

export type ReadBody = { readonly ok: true; readonly body: string } | { readonly ok: false; readonly reason: string };

/** Reads a JSON body and writes it anew, so that the service reads nothing that was not judged. Pure. */
export function readJsonBody(
  text: string,
  names: readonly string[],
  check: ((value: JsonObject) => string | null) | undefined,
): ReadBody {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'The body is not JSON.' };
  }
  if (!isObject(value)) return { ok: false, reason: 'The body is not a JSON object.' };
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) return { ok: false, reason: `The body may not have "${name.slice(0, 60)}".` };
  }
  const problem = check?.(value) ?? null;
  if (problem !== null) return { ok: false, reason: problem };
  const body = JSON.stringify(value);
  // A quote inside a text is escaped, so this finds keys only.
  if (FORBIDDEN_KEY.test(body)) return { ok: false, reason: 'The body would write a formula or name an address.' };
  return { ok: true, body };
}

/** What MSAL tells Microsoft about the library and the computer besides; it is left out. */
const TELEMETRY = /^(?:x-client-.*|x-ms-lib-capability|x-app-(?:name|ver)|x-anchormailbox|client-request-id)$/i;
const MAX_FORM_VALUE_CHARS = 16_384;

/** Reads a form and writes it anew from the named fields. Pure. */
export function readFormBody(text: string, names: readonly string[], grants: readonly string[] | undefined): ReadBody {
  const written = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(text)) {
    if (TELEMETRY.test(name) || value === '') continue;
    if (!names.includes(name)) return { ok: false, reason: `The form may not have "${name.slice(0, 60)}".` };
    if (written.has(name)) return { ok: false, reason: `The form has "${name}" twice.` };
    if (value.length > MAX_FORM_VALUE_CHARS) return { ok: false, reason: `"${name}" in the form is too long.` };
    written.set(name, value);
  }
  if (written.size === 0) return { ok: false, reason: 'The form is empty.' };
  if (grants !== undefined && !grants.includes(written.get('grant_type') ?? '')) {
    return { ok: false, reason: 'The form asks for tokens in a way that is not used.' };
  }
  return { ok: true, body: written.toString() };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
