import { EngineFailure } from '../failure.ts';
import { jsonOf, orgErrorOfBody } from './answers.ts';
import type { Caller } from './caller.ts';
import { type CompositeAnswer, compositeGet } from './composite.ts';
import type { DescribeBody, DescribeGlobalBody } from './describe-types.ts';
import type { DescribeAnswer, DescribePart, DescribeResult, GlobalResult } from './org-client.ts';

const MAX_PARTS = 25;
/** What the gateway lets into the address of a describe; Salesforce gives no other API names. */
const OBJECT_NAME = /^[A-Za-z][A-Za-z0-9_]{0,99}$/;

/** The org's list of sObjects. */
export async function describeGlobal(
  caller: Caller,
  versionPath: string,
  nowMs: number,
  options: { readonly ifModifiedSince?: string | null; readonly signal?: AbortSignal | undefined },
): Promise<GlobalResult> {
  const since = options.ifModifiedSince ?? null;
  const response = await caller.send({
    purpose: 'object list',
    url: `${versionPath}/sobjects`,
    ...(since === null ? {} : { headers: { 'If-Modified-Since': since } }),
    signal: options.signal,
  });
  if (response.status === 304) return { state: 'not-modified' };
  if (response.status !== 200) throw caller.fail(response);
  const body = jsonOf<DescribeGlobalBody | null>(response, caller.host, nowMs);
  if (body === null || !isList(body.sobjects)) throw incomplete(caller.host);
  return { state: 'read', body, lastModified: response.headers['last-modified'] ?? null };
}

/** Up to 25 describes in one composite request, each with its own If-Modified-Since. */
export async function describeMany(
  caller: Caller,
  versionPath: string,
  parts: readonly DescribePart[],
  signal: AbortSignal | undefined,
): Promise<DescribeAnswer> {
  if (parts.length < 1 || parts.length > MAX_PARTS) {
    throw new EngineFailure('bad-input', `A composite describes 1 to ${MAX_PARTS} objects, not ${parts.length}.`);
  }
  // One name that cannot stand in an address must not keep the others of its composite from being read.
  const asked = parts.filter((part) => OBJECT_NAME.test(part.name));
  if (asked.length === 0) return { results: parts.map(({ name }) => unaskable(name)), bodyBytes: 0, bytesIn: 0, ms: 0 };
  const gets = asked.map((part) => ({
    url: `${versionPath}/sobjects/${part.name}/describe`,
    ...(part.ifModifiedSince === null ? {} : { headers: { 'If-Modified-Since': part.ifModifiedSince } }),
  }));
  const call = { purpose: 'describe', url: `${versionPath}/composite`, signal } as const;
  const { answers, response } = await compositeGet(caller, call, gets);
  const answered = new Map(asked.map((part, index) => [part.name, resultOf(part.name, answers[index])]));
  const results = parts.map(({ name }) => answered.get(name) ?? unaskable(name));
  return { results, bodyBytes: response.bodyBytes, bytesIn: response.bytesIn, ms: response.ms };
}

function unaskable(name: string): DescribeResult {
  return { name, state: 'error', code: '', reason: 'This is not an API name that can be asked for.' };
}

function resultOf(name: string, answer: CompositeAnswer | undefined): DescribeResult {
  if (answer === undefined) return { name, state: 'error', code: '', reason: 'The org left this describe out.' };
  if (answer.status === 304) return { name, state: 'not-modified' };
  if (answer.status === 200) {
    const body = answer.body as DescribeBody | null;
    if (body !== null && Array.isArray(body.fields)) {
      // Under another name it would take that object's place in the store and leave this one out without a word.
      if (body.name !== name) return { name, state: 'error', code: '', reason: `The org answered with ${body.name}.` };
      return { name, state: 'read', body, lastModified: answer.headers['last-modified'] ?? null };
    }
    return { name, state: 'error', code: '', reason: 'The org answered without fields.' };
  }
  const error = orgErrorOfBody(answer.body);
  const said = error.message === '' ? `The org answered with status ${answer.status}.` : error.message;
  if (answer.status === 404) return { name, state: 'gone', reason: said };
  return { name, state: 'error', code: error.code || `HTTP_${answer.status}`, reason: said };
}

function isList(sobjects: unknown): boolean {
  return Array.isArray(sobjects) && sobjects.every(isListed);
}

function isListed(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const { name, label, custom } = item as Readonly<Record<string, unknown>>;
  return typeof name === 'string' && typeof label === 'string' && typeof custom === 'boolean';
}

function incomplete(host: string): EngineFailure {
  return new EngineFailure('org-refused', `${host} answered without a list of sObjects. Try again.`, {
    retryable: true,
  });
}
