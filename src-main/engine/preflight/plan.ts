import type { Area, ProbePurpose } from '../../domain/preflight/areas.ts';
import type { ProbeCall } from '../salesforce/org-client.ts';

/** One request, and which reads of which areas its answers belong to, in the order asked. */
export type PlannedCall = {
  readonly call: ProbeCall;
  /** Several queries in one composite; otherwise the answer is that of the only read. */
  readonly composite: boolean;
  readonly reads: readonly { readonly area: Area; readonly index: number }[];
};

/** A composite takes no more queries. */
const MAX_QUERIES = 5;
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

type QueryRead = { readonly area: Area; readonly index: number; readonly soql: string };

/**
 * The requests of a pre-flight, as few as there can be: queries of one purpose and one API go into one composite, which
 * counts as one call. The describe is not among them, because it needs the answer of the object list.
 */
export function planCalls(areas: readonly Area[], apiVersion: string): readonly PlannedCall[] {
  const planned: PlannedCall[] = [];
  const queries = new Map<string, { api: 'data' | 'tooling'; purpose: ProbePurpose; reads: QueryRead[] }>();
  for (const area of areas) {
    const { probe, purpose } = area;
    if (probe.kind === 'resource') planned.push(single(area, { purpose, path: probe.path }));
    else if (probe.kind === 'object list') planned.push(single(area, { purpose, path: '/sobjects' }));
    else if (probe.kind === 'describeMetadata') planned.push(single(area, describeMetadata(purpose, apiVersion)));
    else if (probe.kind === 'query') {
      const key = `${purpose} ${probe.api}`;
      const group = queries.get(key) ?? { api: probe.api, purpose, reads: [] };
      queries.set(key, group);
      group.reads.push(...probe.queries.map((soql, index) => ({ area, index, soql })));
    }
  }
  for (const { api, purpose, reads } of queries.values()) {
    for (let from = 0; from < reads.length; from += MAX_QUERIES) {
      planned.push(queryCall(purpose, api, apiVersion, reads.slice(from, from + MAX_QUERIES)));
    }
  }
  return planned;
}

/** The describe of one object. */
export function describeCall(area: Area, object: string): PlannedCall {
  return single(area, { purpose: area.purpose, path: `/sobjects/${object}/describe` });
}

function single(area: Area, call: ProbeCall): PlannedCall {
  return { call, composite: false, reads: [{ area, index: 0 }] };
}

function queryCall(
  purpose: ProbePurpose,
  api: 'data' | 'tooling',
  apiVersion: string,
  asked: readonly QueryRead[],
): PlannedCall {
  const root = api === 'tooling' ? '/tooling' : '';
  const reads = asked.map(({ area, index }) => ({ area, index }));
  const paths = asked.map(({ soql }) => `${root}/query?q=${encodeURIComponent(soql)}`);
  const [path = ''] = paths;
  if (paths.length === 1) return { call: { purpose, path }, composite: false, reads };
  const compositeRequest = paths.map((one, index) => ({
    referenceId: `r${index}`,
    method: 'GET',
    url: `/services/data/v${apiVersion}${one}`,
  }));
  const body = JSON.stringify({ allOrNone: false, compositeRequest });
  return { call: { purpose, method: 'POST', path: `${root}/composite`, body }, composite: true, reads };
}

/** The gateway writes the session into the header. */
function describeMetadata(purpose: ProbePurpose, apiVersion: string): ProbeCall {
  const call = `<describeMetadata xmlns="http://soap.sforce.com/2006/04/metadata"><asOfVersion>${apiVersion}</asOfVersion></describeMetadata>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${ENVELOPE}"><soapenv:Body>${call}</soapenv:Body></soapenv:Envelope>`;
  return { purpose, method: 'POST', path: 'metadata api', body };
}
