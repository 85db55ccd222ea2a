import { type LedgerFilter, ledgerState } from '../../../src-preload/contract/ledger.ts';
import type { Database } from './database.ts';
import { localDay } from './ledger-days.ts';

/** A condition that is absent or null leaves all rows. */
export type LedgerConditions = Partial<LedgerFilter>;

/** Conditions on the columns of the index `ledger_at`, with named parameters. */
export type LedgerWhere = {
  readonly conditions: readonly string[];
  readonly values: Readonly<Record<string, string | number | Uint8Array>>;
};

/** Statuses that HTTP has. */
const STATUSES = Array.from({ length: 500 }, (_, index) => index + 100);
const YES = 0x31;

/** Turns filters into SQL. */
export function createLedgerFilters(db: Database): (filter: LedgerConditions) => LedgerWhere {
  const greatest = db.prepare<[], number | null>('SELECT max(id) FROM ledger_kind').pluck();
  const ofPlaces = db
    .prepare<Readonly<Record<'purpose' | 'host' | 'connectionId', string | null>>, number>(`
      SELECT id FROM ledger_kind
      WHERE (@purpose IS NULL OR purpose = @purpose) AND (@host IS NULL OR host = @host)
        AND (@connectionId IS NULL OR connection_id = @connectionId)`)
    .pluck();
  const ofText = db.prepare<[string], number>("SELECT id FROM ledger_kind WHERE text LIKE ? ESCAPE '\\'").pluck();

  /** One byte for each kind: looking it up costs a third of what SQLite needs for IN (measured with 8,000 kinds). */
  const marks = (kinds: readonly number[]): Uint8Array => {
    const bytes = Buffer.alloc((greatest.get() ?? 0) + 1);
    for (const kind of kinds) bytes[kind] = YES;
    return bytes;
  };

  /** LIKE, because instr() takes a quarter longer. To LIKE a NUL ends the text, and no row has one. */
  const kindsWith = (searched: string): number[] =>
    searched.includes('\0') ? [] : ofText.all(`%${searched.replace(/[\\%_]/g, '\\$&')}%`);

  return ({ purpose = null, host = null, connectionId = null, state = null, text = '', ...days }) => {
    const { conditions, values } = dayConditions(days);
    if (state !== null) {
      conditions.push('state = @state');
      values['state'] = state;
    }
    if (purpose !== null || host !== null || connectionId !== null) {
      conditions.push(isMarked('@places'));
      values['places'] = marks(ofPlaces.all({ purpose, host, connectionId }));
    }
    const searched = text.toLowerCase();
    if (searched !== '') {
      const anywhere = [isMarked('@texts')];
      values['texts'] = marks(kindsWith(searched));
      // Both are known only at the end of a request, and have few values: which of them match is found out here.
      const states = ledgerState.options.filter((one) => one.includes(searched));
      if (states.length > 0) anywhere.push(`state IN (${states.map((one) => `'${one}'`).join(', ')})`);
      if (/^\d{1,3}$/.test(searched)) {
        anywhere.push('status IN (SELECT value FROM json_each(@statuses))');
        values['statuses'] = JSON.stringify(STATUSES.filter((status) => String(status).includes(searched)));
      }
      conditions.push(`(${anywhere.join(' OR ')})`);
    }
    return { conditions, values };
  };
}

function isMarked(marks: string): string {
  return `substr(${marks}, kind_id + 1, 1) = x'${YES.toString(16)}'`;
}

function dayConditions({ fromDay = null, toDay = null }: Pick<LedgerConditions, 'fromDay' | 'toDay'>) {
  const conditions: string[] = [];
  const values: Record<string, string | number | Uint8Array> = {};
  if (fromDay !== null) {
    conditions.push('at >= @from');
    values['from'] = localDay(fromDay).from;
  }
  if (toDay !== null) {
    conditions.push('at < @until');
    values['until'] = localDay(toDay).until;
  }
  return { conditions, values };
}

/** What the text filter looks into. */
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
