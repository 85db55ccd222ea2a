import { afterEach } from 'vitest';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import type { SampleOrg, SampleOrgOptions } from '../../src-main/sample-org/server.ts';

const running = new Set<SampleOrg>();

afterEach(async () => {
  const orgs = [...running];
  running.clear();
  await Promise.all(orgs.map((org) => org.close()));
});

/**
 * Starts a sample org that is stopped after the test. The test fails where anything was asked of it that would write,
 * unless it says with `failsOnWrites: false` that it tries just that.
 */
export async function sampleOrgForTest(options: SampleOrgOptions): Promise<SampleOrg> {
  const org = await startSampleOrg({ failsOnWrites: true, ...options });
  running.add(org);
  return org;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, or undefined where it is empty or none. */
  readonly json: unknown;
}

/** Sends a request with the org's token; `path` may be absolute or under `/services/data/v68.0`. */
export async function ask(org: SampleOrg, path: string, init: RequestInit = {}): Promise<Answer> {
  const url = path.startsWith('/services') || path.startsWith('/id/') ? path : `/services/data/v68.0/${path}`;
  const headers = { Authorization: `Bearer ${org.accessToken}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(org.instanceUrl + url, { ...init, headers });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json') && text !== '';
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

/** Sends a query to the data API, or to the Tooling API. */
export function query(org: SampleOrg, soql: string, api: 'data' | 'tooling' = 'data'): Promise<Answer> {
  return ask(org, `${api === 'tooling' ? 'tooling/' : ''}query?q=${encodeURIComponent(soql)}`);
}

/** Sends a composite of GETs and returns its parts. */
export async function composite(
  org: SampleOrg,
  parts: readonly { readonly url: string; readonly httpHeaders?: Readonly<Record<string, string>> }[],
): Promise<Answer> {
  const compositeRequest = parts.map((part, index) => ({
    referenceId: `r${index}`,
    method: 'GET',
    url: part.url.startsWith('/') ? part.url : `/services/data/v68.0/${part.url}`,
    ...(part.httpHeaders === undefined ? {} : { httpHeaders: part.httpHeaders }),
  }));
  return ask(org, 'composite', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ allOrNone: false, collateSubrequests: false, compositeRequest }),
  });
}
