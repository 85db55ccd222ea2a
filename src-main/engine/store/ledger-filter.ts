import { type LedgerFilter, ledgerState } from '../../../src-preload/contract/ledger.ts';
import { localDay } from './ledger-days.ts';

/** A condition that is absent or null leaves all rows. */
export type LedgerConditions = Partial<LedgerFilter>;

type Value = string | number;

/** Conditions as SQL with named parameters; the same conditions always give the same text, so statements are kept. */
export type LedgerWhere = {
  /** Without `WHERE`; empty when there are none. */
  readonly conditions: readonly string[];
  readonly values: Readonly<Record<string, Value>>;
  /** The rows themselves have to be looked at: the index does not hold the text. */
  readonly hasText: boolean;
};

/** Statuses that HTTP has. */
const STATUSES = Array.from({ length: 500 }, (_, index) => index + 100);

/** The filter in SQL. An unfiltered ledger has no condition. */
export function ledgerWhere(filter: LedgerConditions): LedgerWhere {
  const conditions: string[] = [];
  const values: Record<string, Value> = {};
  const add = (condition: string, name: string, value: Value | null | undefined): void => {
    if (value === null || value === undefined) return;
    conditions.push(condition);
    values[name] = value;
  };
  add('purpose = @purpose', 'purpose', filter.purpose);
  add('host = @host', 'host', filter.host);
  add('connection_id = @connectionId', 'connectionId', filter.connectionId);
  add('state = @state', 'state', filter.state);
  const { fromDay = null, toDay = null, text = '' } = filter;
  add('at >= @from', 'from', fromDay === null ? null : localDay(fromDay).from);
  add('at < @until', 'until', toDay === null ? null : localDay(toDay).until);
  const searched = text.toLowerCase();
  if (searched !== '') {
    const anywhere = ["search_text LIKE @like ESCAPE '\\'"];
    values['like'] = `%${searched.replace(/[\\%_]/g, '\\$&')}%`;
    // Both are known only at the end of a request, and have few values: which of them match is found out here.
    const states = ledgerState.options.filter((state) => state.includes(searched));
    if (states.length > 0) anywhere.push(`state IN (${states.map((state) => `'${state}'`).join(', ')})`);
    if (/^\d{1,3}$/.test(searched)) {
      anywhere.push('status IN (SELECT value FROM json_each(@statuses))');
      values['statuses'] = JSON.stringify(STATUSES.filter((status) => String(status).includes(searched)));
    }
    conditions.push(`(${anywhere.join(' OR ')})`);
  }
  return { conditions, values, hasText: searched !== '' };
}

/** What the text filter looks into, as it is kept with each row. */
export function searchText(row: {
  readonly purpose: string;
  readonly trigger: string;
  readonly connectionName: string | null;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly reads: string;
}): string {
  const { purpose, trigger, connectionName, method, host, path, reads } = row;
  return [purpose, trigger, connectionName ?? '', method, `${host}${path}`, reads].join(' ').toLowerCase();
}
