import { EngineFailure } from '../../failure.ts';
import type { CloudFetch } from '../../network/cloud-fetch.ts';

/** The gateway's fetch in the form that gaxios declares. */
export function fetchThrough(cloudFetch: CloudFetch): typeof fetch {
  return (input, init) => cloudFetch(input instanceof Request ? input.url : input, init);
}

/** gaxios wraps what its transport throws; this is what was thrown. */
export function unwrapped(error: unknown): unknown {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof EngineFailure || cause.name === 'AbortError') return cause;
  }
  return error;
}

/** Status and body of the answer that gaxios made an error of, or null when there was no answer. */
export function refusedAnswer(error: unknown): { readonly status: number; readonly data: unknown } | null {
  if (typeof error !== 'object' || error === null || !('response' in error)) return null;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response)) return null;
  const { status } = response;
  if (typeof status !== 'number') return null;
  return { status, data: 'data' in response ? response.data : null };
}
