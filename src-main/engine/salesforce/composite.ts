import { EngineFailure } from '../failure.ts';
import type { GatewayResponse, Purpose } from '../network/gateway-types.ts';
import { failureOfCode, orgErrorOfBody } from './answers.ts';
import type { Caller } from './caller.ts';

export type CompositeGet = { readonly url: string; readonly headers?: Readonly<Record<string, string>> };

export type CompositeAnswer = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

type Wire = {
  readonly compositeResponse?: readonly (Part | null)[];
};

type Part = {
  readonly referenceId?: string;
  readonly httpStatusCode?: number;
  readonly httpHeaders?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/**
 * Sends up to 25 GETs as one composite request (one API call) and returns the answers in the order asked.
 *
 * A part that says the session is over or the daily limit is used up decides for all: that failure is thrown.
 */
export async function compositeGet(
  caller: Caller,
  call: { readonly purpose: Purpose; readonly url: string; readonly signal?: AbortSignal | undefined },
  parts: readonly CompositeGet[],
): Promise<{ readonly answers: readonly CompositeAnswer[]; readonly response: GatewayResponse }> {
  const compositeRequest = parts.map((part, index) => ({
    referenceId: `r${index}`,
    method: 'GET',
    url: part.url,
    ...(part.headers === undefined ? {} : { httpHeaders: part.headers }),
  }));
  const { value, response } = await caller.json<Wire | null>({
    purpose: call.purpose,
    method: 'POST',
    url: call.url,
    body: JSON.stringify({ allOrNone: false, compositeRequest }),
    signal: call.signal,
  });
  const given: readonly (Part | null)[] = Array.isArray(value?.compositeResponse) ? value.compositeResponse : [];
  const byReference = new Map(given.flatMap((one) => (one === null ? [] : [[one.referenceId, one] as const])));
  const answers = parts.map((_, index): CompositeAnswer => {
    const answer = byReference.get(`r${index}`);
    if (answer?.httpStatusCode === undefined) {
      throw new EngineFailure('org-refused', `${caller.host} left out a part of its answer. Try again.`, {
        retryable: true,
      });
    }
    if (answer.httpStatusCode >= 400) {
      const failure = failureOfCode(orgErrorOfBody(answer.body), caller.host, answer.httpStatusCode);
      // A missing permission concerns one part; the two others concern every request to come.
      if (failure !== null && failure.code !== 'no-permission') throw caller.noticed(failure);
    }
    const headers = Object.entries(answer.httpHeaders ?? {}).map(([name, text]) => [name.toLowerCase(), text] as const);
    return { status: answer.httpStatusCode, headers: Object.fromEntries(headers), body: answer.body ?? null };
  });
  return { answers, response };
}
