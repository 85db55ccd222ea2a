import { EXPORT_FORMATS, type ExportFormat } from '../../src-preload/contract/app.ts';
import {
  FIELD_COLUMNS,
  type FieldColumn,
  OBJECT_COLUMNS,
  type ObjectColumn,
} from '../../src-preload/contract/catalog.ts';
import { DICTIONARY_COLUMNS, type DictionaryColumn } from '../../src-preload/contract/exports.ts';
import { LEDGER_COLUMNS, type LedgerColumn } from '../../src-preload/contract/ledger.ts';
import { AREA_GRIDS, areaGridOf, type CliAreaSource } from './export-areas.ts';
import { LEDGER_ROW_OPTIONS, type LedgerRows, ledgerRowsOf } from './ledger-arguments.ts';
import { oneOf, UsageError } from './usage.ts';

/** Which rows of what, before the connection and its objects are looked up. */
export type CliSource =
  | {
      readonly kind: 'dictionary';
      readonly columns: readonly DictionaryColumn[];
      readonly layout: 'one' | 'perObject';
      readonly headers: 'label' | 'api';
      readonly object: string | null;
      readonly filter: string;
    }
  | {
      readonly kind: 'fields';
      readonly columns: readonly (FieldColumn | 'badges')[];
      readonly headers: 'label' | 'api';
      readonly object: string | null;
      readonly filter: string;
    }
  | {
      readonly kind: 'objects';
      readonly columns: readonly ObjectColumn[];
      readonly headers: 'label' | 'api';
      readonly filter: string;
    }
  | {
      readonly kind: 'ledger';
      readonly columns: readonly LedgerColumn[];
      readonly filter: string;
      readonly rows: LedgerRows;
    }
  | CliAreaSource;

export type CliDestination =
  | { readonly kind: 'file'; readonly format: ExportFormat; readonly out: string }
  | {
      readonly kind: 'google' | 'microsoft';
      /** Address of an account that was signed in through the app. */
      readonly account: string;
      /** The same address, written out by who agrees to the sending; null: only show what would be sent. */
      readonly yesSendTo: string | null;
      /** Of a new spreadsheet or workbook; null: as suggested. */
      readonly title: string | null;
      /** A tab of a file that is there already. */
      readonly into: { readonly fileId: string; readonly tab: string } | null;
    };

export type ExportChoice = {
  readonly source: CliSource;
  readonly destination: CliDestination;
  readonly cover: boolean;
  readonly defuse: boolean;
};

export const EXPORT_OPTIONS = [
  'to',
  'out',
  'headers',
  'no-defuse',
  'cover',
  'no-cover',
  'columns',
  'object',
  'filter',
  'account',
  'yes-send-to',
  'title',
  'into',
  'tab',
] as const;

type ExportValues = {
  readonly [K in (typeof EXPORT_OPTIONS | typeof LEDGER_ROW_OPTIONS)[number] | 'until' | 'layout' | 'grid']?:
    | string
    | boolean
    | undefined;
};

const GRIDS = ['fields', 'objects', 'ledger'] as const;
const TARGETS = [...EXPORT_FORMATS, 'google', 'microsoft'] as const;

/** Reads what to export and where to. Throws UsageError with one plain sentence. */
export function exportChoice(what: 'dictionary' | 'grid', values: ExportValues): ExportChoice {
  return {
    source: what === 'dictionary' ? dictionaryOf(values) : gridOf(values),
    destination: destinationOf(values),
    cover: coverOf(values),
    defuse: values['no-defuse'] !== true,
  };
}

/** Off unless asked for: what reads the file of a script looks for the data on the first sheet. */
function coverOf(values: ExportValues): boolean {
  if (values.cover === true && values['no-cover'] === true) {
    throw new UsageError('--cover and --no-cover exclude each other.');
  }
  return values.cover === true;
}

function dictionaryOf(values: ExportValues): CliSource {
  return {
    kind: 'dictionary',
    columns: columnsOf(values, DICTIONARY_COLUMNS, DICTIONARY_COLUMNS),
    layout: oneOf('layout', text(values, 'layout') ?? 'one', ['one', 'per-object']) === 'one' ? 'one' : 'perObject',
    headers: headersOf(values),
    object: text(values, 'object'),
    filter: text(values, 'filter') ?? '',
  };
}

function gridOf(values: ExportValues): CliSource {
  const filter = text(values, 'filter') ?? '';
  const name = text(values, 'grid') ?? '';
  if (AREA_GRIDS.includes(name)) {
    refuse(values, [...LEDGER_ROW_OPTIONS, 'until'], `--grid ${name}`);
    const columns = listedColumns(values);
    const headers = values.headers === undefined ? null : headersOf(values);
    return areaGridOf(name, { columns, headers, object: text(values, 'object'), filter });
  }
  const kind = GRIDS.find((one) => one === name);
  if (kind === undefined) {
    const wrong = name === '' ? '--grid is missing.' : `There is no grid "${name}".`;
    throw new UsageError(`${wrong} There are: ${[...GRIDS, ...AREA_GRIDS].join(', ')}.`);
  }
  if (kind !== 'fields' && values.object !== undefined) {
    throw new UsageError('--object belongs to a dictionary or to --grid fields.');
  }
  if (kind !== 'ledger') refuse(values, [...LEDGER_ROW_OPTIONS, 'until'], `--grid ${kind}`);
  switch (kind) {
    case 'fields':
      return {
        kind,
        columns: columnsOf(values, [...FIELD_COLUMNS, 'badges'] as const, FIELD_COLUMNS),
        headers: headersOf(values),
        object: text(values, 'object'),
        filter,
      };
    case 'objects':
      return { kind, columns: columnsOf(values, OBJECT_COLUMNS, OBJECT_COLUMNS), headers: headersOf(values), filter };
    case 'ledger':
      if (values.headers !== undefined) throw new UsageError('--grid ledger does not take --headers.');
      return {
        kind,
        columns: columnsOf(values, LEDGER_COLUMNS, LEDGER_COLUMNS),
        filter,
        rows: ledgerRowsOf(values, 'until'),
      };
  }
}

function destinationOf(values: ExportValues): CliDestination {
  const to = oneOf('to', required(values, 'to'), TARGETS);
  if (to !== 'google' && to !== 'microsoft') {
    refuse(values, ['account', 'yes-send-to', 'title', 'into', 'tab'], `--to ${to}`);
    return { kind: 'file', format: to, out: required(values, 'out') };
  }
  refuse(values, ['out', 'no-defuse'], `--to ${to}`);
  const into = text(values, 'into');
  const tab = nameOf(values, 'tab', to === 'google' ? 100 : 31);
  if ((into === null) !== (tab === null)) throw new UsageError('--into and --tab belong together.');
  if (into !== null) refuse(values, ['title', 'cover'], '--into');
  return {
    kind: to,
    account: required(values, 'account'),
    yesSendTo: text(values, 'yes-send-to'),
    title: nameOf(values, 'title', 200),
    into: into === null || tab === null ? null : { fileId: into, tab },
  };
}

/** As long as the history keeps it: an export with a longer name could not be repeated. */
function nameOf(values: ExportValues, name: 'title' | 'tab', maxChars: number): string | null {
  const given = text(values, name);
  if (given === null) return null;
  const trimmed = given.trim();
  if (trimmed !== '' && trimmed.length <= maxChars) return trimmed;
  throw new UsageError(`--${name} takes 1 to ${maxChars} characters.`);
}

function columnsOf<Column extends string>(
  values: ExportValues,
  allowed: readonly Column[],
  fallback: readonly Column[],
): readonly Column[] {
  const names = listedColumns(values);
  if (names === null) return fallback;
  return names.map((name) => {
    const found = allowed.find((column) => column === name);
    if (found === undefined) throw new UsageError(`There is no column "${name}". There are: ${allowed.join(', ')}.`);
    return found;
  });
}

/** Null where none are named. */
function listedColumns(values: ExportValues): readonly string[] | null {
  const given = text(values, 'columns');
  if (given === null) return null;
  const names = given
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw new UsageError('--columns names no column.');
  return names;
}

function headersOf(values: ExportValues): 'label' | 'api' {
  return oneOf('headers', text(values, 'headers') ?? 'label', ['label', 'api']);
}

function refuse(values: ExportValues, names: readonly (keyof ExportValues)[], beside: string): void {
  const present = names.find((name) => values[name] !== undefined);
  if (present !== undefined) throw new UsageError(`${beside} does not take --${present}.`);
}

/** Null when the option is absent or empty. */
function text(values: ExportValues, name: keyof ExportValues): string | null {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function required(values: ExportValues, name: 'to' | 'out' | 'account'): string {
  const value = text(values, name);
  if (value === null) throw new UsageError(`--${name} is missing.`);
  return value;
}
