import { rawBody, textPart } from './http/body.ts';
import type { BodyPart } from './http/body.ts';
import { failure, jsonType } from './http/reply.ts';
import type { Reply } from './http/reply.ts';
import { parseTarget } from './http/request.ts';
import type { OrgRequest } from './http/request.ts';

/** Answers one part; the same routes as for a request of its own. */
export type AnswerPart = (request: OrgRequest) => Promise<Reply>;

const mostParts = 25;
const mostQueries = 5;

interface CompositePart {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly httpHeaders: Readonly<Record<string, string>>;
}

/** Methods and addresses of the parts, or undefined where the body is none of a composite. */
export function partsOf(body: string): readonly { readonly method: string; readonly url: string }[] | undefined {
  const parsed = parseObject(body);
  const list = parsed?.compositeRequest ?? parsed?.batchRequests;
  if (!Array.isArray(list)) return undefined;
  return list.map((part: unknown) => ({ method: stringOf(part, 'method').toUpperCase(), url: stringOf(part, 'url') }));
}

/** `POST …/composite`: at most 25 parts, of which at most 5 queries; each part may send and gets headers of its own. */
export async function answerComposite(request: OrgRequest, answer: AnswerPart): Promise<Reply> {
  const parsed = parseObject(request.body);
  if (parsed === undefined) return failure(400, 'JSON_PARSER_ERROR', 'The request body is not valid JSON.');
  const list = parsed.compositeRequest;
  if (!Array.isArray(list) || list.length === 0)
    return failure(400, 'INVALID_INPUT', 'The compositeRequest parameter must contain at least one subrequest.');
  if (list.length > mostParts) return tooMany();
  const parts = list.map(asPart);
  const broken = parts.find((part) => part.referenceId === '' || part.url === '');
  if (broken !== undefined) return failure(400, 'INVALID_INPUT', 'A subrequest has no referenceId or no url.');
  const odd = parts.find((part) => !/^\w+$/.test(part.referenceId));
  if (odd !== undefined)
    return failure(
      400,
      'INVALID_INPUT',
      `The referenceId ${odd.referenceId} has more than letters, digits and underscores.`,
    );
  if (new Set(parts.map((part) => part.referenceId)).size < parts.length)
    return failure(400, 'INVALID_INPUT', 'A referenceId is used by more than one subrequest.');
  if (parts.filter((part) => /\/query(All)?\/?(\?|$)/.test(part.url)).length > mostQueries)
    return failure(400, 'LIMIT_EXCEEDED', `No more than ${mostQueries} query subrequests are allowed.`);
  const replies: Reply[] = [];
  for (const part of parts) {
    const { path, query } = parseTarget(part.url);
    const headers = Object.fromEntries(
      Object.entries(part.httpHeaders).map(([name, value]) => [name.toLowerCase(), value]),
    );
    replies.push(await answer({ method: part.method, path, query, headers, body: '' }));
  }
  const isHalted = parsed.allOrNone === true && replies.some(({ status }) => status >= 400);
  const body: BodyPart[] = [];
  parts.forEach((part, index) => {
    const own = replies[index] ?? halted();
    const reply = isHalted && own.status < 400 ? halted() : own;
    const { 'Content-Type': _contentType, ...httpHeaders } = reply.headers;
    const lead = body.length === 0 ? '{"compositeResponse":[' : ',';
    const after = `,"httpHeaders":${JSON.stringify(httpHeaders)},"httpStatusCode":${reply.status},"referenceId":${JSON.stringify(part.referenceId)}}`;
    body.push(textPart(`${lead}{"body":`), ...bodyOf(reply), textPart(after));
  });
  body.push(textPart(']}'));
  return { status: 200, headers: { 'Content-Type': jsonType }, body };
}

/** `POST …/composite/batch`: at most 25 parts without headers of their own. */
export async function answerBatch(
  request: OrgRequest,
  answer: AnswerPart,
): Promise<{ readonly reply: Reply; readonly parts: number }> {
  const parsed = parseObject(request.body);
  const list = parsed?.batchRequests;
  if (!Array.isArray(list) || list.length === 0)
    return { reply: failure(400, 'INVALID_INPUT', 'The batchRequests parameter must contain a subrequest.'), parts: 1 };
  if (list.length > mostParts) return { reply: tooMany(), parts: 1 };
  const results: string[] = [];
  let hasErrors = false;
  for (const part of list.map(asPart)) {
    if (hasErrors && parsed?.haltOnError === true) {
      const halted = [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }];
      results.push(`{"statusCode":412,"result":${JSON.stringify(halted)}}`);
      continue;
    }
    const { path, query } = parseTarget(`/services/data/${part.url.replace(/^\/?(services\/data\/)?/, '')}`);
    const reply = await answer({ method: part.method, path, query, headers: {}, body: '' });
    if (reply.status >= 400) hasErrors = true;
    results.push(`{"statusCode":${reply.status},"result":${rawBody(bodyOf(reply)).toString('utf8')}}`);
  }
  const body = [textPart(`{"hasErrors":${hasErrors},"results":[${results.join(',')}]}`)];
  return { reply: { status: 200, headers: { 'Content-Type': jsonType }, body }, parts: list.length };
}

/** With `allOrNone` one failure is the failure of all. */
function halted(): Reply {
  return failure(
    400,
    'PROCESSING_HALTED',
    'The transaction was rolled back since another operation in the same transaction failed.',
  );
}

function tooMany(): Reply {
  return failure(400, 'LIMIT_EXCEEDED', `No more than ${mostParts} subrequests are allowed.`);
}

/** A part without a body (304) has the body null; a text body becomes a JSON text. */
function bodyOf(reply: Reply): readonly BodyPart[] {
  if (reply.body === undefined) return [textPart('null')];
  if (reply.headers['Content-Type'] === jsonType) return reply.body;
  return [textPart(JSON.stringify(rawBody(reply.body).toString('utf8')))];
}

function asPart(value: unknown): CompositePart {
  const headers = isRecord(value) && isRecord(value.httpHeaders) ? value.httpHeaders : {};
  return {
    method: stringOf(value, 'method').toUpperCase(),
    url: stringOf(value, 'url'),
    referenceId: stringOf(value, 'referenceId'),
    httpHeaders: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])),
  };
}

function stringOf(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    // Not JSON: the caller answers with the service's error for it.
    return undefined;
  }
}
