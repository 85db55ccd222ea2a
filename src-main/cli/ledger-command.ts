import type { Output as Answer } from '../../src-preload/contract/index.ts';
import type { LedgerFilter, LedgerRow } from '../../src-preload/contract/ledger.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import { noCancel } from './command-engine.ts';
import type { LedgerChoice } from './ledger-arguments.ts';
import { type Output, tableLines } from './output.ts';

const PAGE_ROWS = 1000;

/** Lists the outbound ledger, newest first, or adds it up. Throws `not-found` for a name that nobody has. */
export async function runLedgerCommand(choice: LedgerChoice, engine: Engine, output: Output): Promise<void> {
  const { handlers } = engine.services();
  const connectionId = choice.org === null ? null : await idOf(choice.org, engine);
  const filter: LedgerFilter = { ...choice.rows, text: choice.text, connectionId };
  if (choice.totals) {
    const totals = await handlers['ledger.totals'](filter, noCancel);
    const summary = await handlers['ledger.summary']({}, noCancel);
    const orgs = summary.orgs.filter((org) => connectionId === null || org.connectionId === connectionId);
    return output.result({ ...totals, orgs }, totalLines);
  }
  const found = requestsOf(filter, choice.limit, engine);
  const result = { requests: found.requests, total: found.total };
  return output.result(result, requestLines);
}

function requestsOf(filter: LedgerFilter, limit: number | null, engine: Engine) {
  const { ledger } = engine.services().store;
  const start = { at: '9999-12-31T23:59:59.999Z', id: ledger.newestId() };
  const total = ledger.count(filter, start);
  const wanted = Math.min(limit ?? total, total);
  const requests: LedgerRow[] = [];
  let place = start;
  while (requests.length < wanted) {
    const page = ledger.before(filter, place, Math.min(PAGE_ROWS, wanted - requests.length));
    const last = page.at(-1);
    if (last === undefined) break;
    requests.push(...page);
    place = { at: last.at, id: last.id - 1 };
  }
  return { requests, total };
}

async function idOf(name: string, engine: Engine): Promise<string> {
  const { handlers } = engine.services();
  const { connections } = await handlers['connections.list']({}, noCancel);
  const { accounts } = await handlers['accounts.list']({}, noCancel);
  const all = [...connections, ...accounts];
  const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found.id;
  const names = all.map((one) => one.name).join(', ');
  throw new EngineFailure(
    'not-found',
    `There is no connection and no account named "${name}". ${names === '' ? '' : `There are: ${names}. `}Requests of one that was removed are found by --text.`,
  );
}

function* requestLines({ requests, total }: { readonly requests: readonly LedgerRow[]; readonly total: number }) {
  yield* tableLines(
    ['At', 'Purpose', 'Org', 'Method', 'Host', 'Path', 'Status', 'Bytes out', 'Bytes in'],
    requests.map((one) => [
      one.at,
      one.purpose,
      one.connectionName ?? '',
      one.method,
      one.host,
      one.path,
      one.status === null ? one.state : String(one.status),
      String(one.bytesOut),
      String(one.bytesIn),
    ]),
  );
  if (requests.length < total) yield `The newest ${requests.length} of ${total} requests.`;
}

type Totals = Answer<'ledger.totals'> & { readonly orgs: Answer<'ledger.summary'>['orgs'] };
type Sums = Totals['byDay'][number];

function* totalLines({ byPurpose, byDay, orgs, hosts, since }: Totals): Iterable<string> {
  const cells = ({ requests, refused, bytesOut, bytesIn }: Omit<Sums, 'day'>): string[] =>
    [requests, refused, bytesOut, bytesIn].map(String);
  const counted = ['Requests', 'Refused', 'Bytes out', 'Bytes in'];
  yield* tableLines(
    ['Purpose', ...counted],
    byPurpose.map((one) => [one.purpose, ...cells(one)]),
  );
  yield '';
  yield* tableLines(
    ['Day', ...counted],
    byDay.map((one) => [one.day, ...cells(one)]),
  );
  yield '';
  yield `Hosts contacted: ${hosts.length === 0 ? 'none' : hosts.join(', ')}`;
  if (since !== null)
    yield `Since ${since}; older rows, and with them their sums, are removed after the days that are set.`;
  if (orgs.length === 0) return;
  yield '';
  yield* tableLines(
    ['Org, last 24 hours', 'Calls counted', 'Of its limit', 'Used by all', 'Left of the budget', 'Held back until'],
    orgs.map((one) => [
      one.name,
      String(one.calls),
      one.limit === null ? 'unknown' : `${share(one.calls, one.limit)} of ${one.limit}`,
      one.used === null ? 'unknown' : String(one.used),
      `${one.budgetLeft} of ${one.budget}`,
      one.pausedUntil ?? '',
    ]),
  );
}

/** `0.4 %`. */
function share(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((part / whole) * 1000) / 10} %`;
}
