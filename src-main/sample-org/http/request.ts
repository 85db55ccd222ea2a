/** A request as the routes see it; a part of a composite has the same shape. */
export interface OrgRequest {
  readonly method: string;
  /** Path without query, doubled slashes collapsed. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Splits a request target and collapses doubled slashes (the Salesforce CLI sends `//services/data`). */
export function parseTarget(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return {
    path: path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
  };
}
