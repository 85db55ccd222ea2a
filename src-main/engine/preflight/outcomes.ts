import { countOf, grouped } from '../../domain/preflight/count-words.ts';
import { type Outcome, isRefusal } from '../../domain/preflight/judge.ts';
import type { GatewayResponse } from '../network/gateway-types.ts';
import { failureOf, failureOfCode, orgErrorOf, orgErrorOfBody, withoutTokens } from '../salesforce/answers.ts';
import type { PlannedCall } from './plan.ts';

const ENDS_ALL: ReadonlySet<string> = new Set(['budget-stopped', 'api-retired']);

type Part = { readonly referenceId?: string; readonly httpStatusCode?: number; readonly body?: unknown };

/** What each read of a call came to, in the order of its reads. */
export function outcomesOf(planned: PlannedCall, response: GatewayResponse, host: string, nowMs: number): Outcome[] {
  const whole = (): Outcome => outcomeOf(planned, response.status, parsed(response.text), response, host, nowMs);
  if (!planned.composite || response.status !== 200) return planned.reads.map(whole);
  const parts = (parsed(response.text) as { readonly compositeResponse?: readonly Part[] } | null)?.compositeResponse;
  return planned.reads.map((_, index) => {
    const part = parts?.find((one) => one.referenceId === `r${index}`);
    if (part?.httpStatusCode === undefined) return { kind: 'failed', reason: `${host} left out a part of its answer.` };
    return outcomeOf(planned, part.httpStatusCode, part.body, null, host, nowMs);
  });
}

function outcomeOf(
  planned: PlannedCall,
  status: number,
  body: unknown,
  response: GatewayResponse | null,
  host: string,
  nowMs: number,
): Outcome {
  if (status >= 200 && status < 300) return answered(planned, body, response, host);
  const isSoap = planned.call.path === 'metadata api';
  const text = response?.text ?? '';
  const { code, message } = isSoap ? soapErrorOf(text) : response === null ? orgErrorOfBody(body) : orgErrorOf(text);
  const named = failureOfCode({ code, message }, host);
  // The daily limit is used up, or the version is retired: no other read would be answered.
  if (named !== null && ENDS_ALL.has(named.code)) return { kind: 'failed', reason: named.message, endsAll: true };
  if (code !== '' && isRefusal(status, code)) return { kind: 'refused', status, code, message };
  if (response !== null && !isSoap) return { kind: 'failed', reason: failureOf(response, host, nowMs).message };
  const said = code === '' ? '' : ` It says: ${code}: ${message}`;
  return { kind: 'failed', reason: `${host} did not answer this read (status ${status}).${said}` };
}

function answered(planned: PlannedCall, body: unknown, response: GatewayResponse | null, host: string): Outcome {
  if (planned.call.path === 'metadata api') {
    const count = response?.text.match(/<metadataObjects>/g)?.length ?? 0;
    return { kind: 'answered', count, fact: `The org names ${countOf(count, 'metadata type')}.` };
  }
  const notData: Outcome = {
    kind: 'failed',
    reason: `${host} answered with something other than data. Check again later.`,
  };
  if (typeof body !== 'object' || body === null) return notData;
  const value = body as Readonly<Record<string, unknown>>;
  const kind = planned.reads[0]?.area.probe.kind;
  switch (kind) {
    case 'query':
      return Array.isArray(value['records']) ? { kind: 'answered', count: value['records'].length } : notData;
    case 'object list': {
      const objects = value['sobjects'];
      if (!Array.isArray(objects)) return notData;
      return { kind: 'answered', count: objects.length, fact: `This user sees ${countOf(objects.length, 'object')}.` };
    }
    case 'describe': {
      const { name, fields } = value;
      if (!Array.isArray(fields)) return notData;
      return {
        kind: 'answered',
        count: fields.length,
        fact: `The org described ${String(name)} with ${countOf(fields.length, 'field')}.`,
      };
    }
    case 'resource':
    case 'describeMetadata':
    case undefined:
      return { kind: 'answered', count: null, ...limitFact(value['DailyApiRequests']) };
  }
}

function limitFact(daily: unknown): { readonly fact?: string } {
  const { Max: max, Remaining: left } = (daily ?? {}) as { readonly Max?: unknown; readonly Remaining?: unknown };
  if (typeof max !== 'number' || typeof left !== 'number') return {};
  return {
    fact: `${grouped(left)} of ${countOf(max, 'API request')} of the last 24 hours ${left === 1 ? 'is' : 'are'} left.`,
  };
}

/** `sf:INSUFFICIENT_ACCESS`, and the sentence after the code that the fault repeats. */
function soapErrorOf(text: string): { readonly code: string; readonly message: string } {
  const code = /<faultcode>(?:[A-Za-z0-9_-]+:)?([A-Z_]{1,60})<\/faultcode>/.exec(text)?.[1] ?? '';
  const fault = /<faultstring>([^<]{0,500})/.exec(text)?.[1] ?? '';
  return { code, message: withoutTokens(fault.replace(`${code}:`, '').replace(/\s+/g, ' ').trim()).slice(0, 300) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A web page, or a fault: read as such by whoever asked.
    return null;
  }
}
