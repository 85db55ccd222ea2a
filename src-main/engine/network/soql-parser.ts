import type { ParseSoql } from './record-guard.ts';

let loading: Promise<ParseSoql> | undefined;

/** The SOQL parser, loaded with the first query: it takes about 120 ms. */
export function soqlParser(): Promise<ParseSoql> {
  loading ??= import('@jetstreamapp/soql-parser-js').then((library) => (soql: string) => library.parseQuery(soql));
  return loading;
}
