import type { Row } from '../soql/table.ts';
import type { ReportColumn } from './report-column.ts';
import type { ReportFilter, ReportMetadata } from './report-metadata.ts';
import { periodOf } from './report-periods.ts';

/** A run that the service refuses, in its words. Answered with status 400. */
export class ReportError extends Error {}

export interface FilterPlace {
  readonly nowMs: number;
  readonly fiscalStartMonth: number;
  /** @throws ReportError for a column that the report type has not */
  columnOf(code: string): ReportColumn;
}

type Test = (row: Row) => boolean;

/** The test that a record must pass: filters with their logic, and the report's period. @throws ReportError */
export function filterOf(metadata: ReportMetadata, place: FilterPlace): Test {
  const tests = metadata.reportFilters.map((filter) => testOf(filter, place));
  const logic = metadata.reportBooleanFilter;
  const combined =
    logic === null || logic === '' ? (row: Row) => tests.every((test) => test(row)) : parseLogic(logic, tests);
  const period = periodTest(metadata.standardDateFilter, place);
  return (row) => period(row) && combined(row);
}

function periodTest(filter: ReportMetadata['standardDateFilter'], place: FilterPlace): Test {
  if (filter === null || filter.column === '') return () => true;
  const named = periodOf(filter.durationValue, place.nowMs, place.fiscalStartMonth);
  const at = (date: string | null): number | undefined => (date === null ? undefined : Date.parse(date.slice(0, 10)));
  const fromMs = named?.fromMs ?? at(filter.startDate) ?? Number.NEGATIVE_INFINITY;
  const end = at(filter.endDate);
  const untilMs = named?.untilMs ?? (end === undefined ? Number.POSITIVE_INFINITY : end + 86_400_000);
  if (fromMs === Number.NEGATIVE_INFINITY && untilMs === Number.POSITIVE_INFINITY) return () => true;
  const column = place.columnOf(filter.column);
  return (row) => {
    const value = column.read(row);
    const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return instant >= fromMs && instant < untilMs;
  };
}

function testOf(filter: ReportFilter, place: FilterPlace): Test {
  const column = place.columnOf(filter.column);
  const values = listed(filter.value);
  const tests = (values.length === 0 ? [''] : values).map((value) => comparison(column, filter.operator, value, place));
  const isNegative = /^not|^excludes$/i.test(filter.operator);
  return (row) => {
    const held = column.read(row);
    return isNegative ? tests.every((test) => test(held)) : tests.some((test) => test(held));
  };
}

/** Values apart by commas; a text in double quotes may hold some. */
function listed(value: string): readonly string[] {
  return [...value.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)]
    .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? (plain ?? '').trim())
    .filter((one, index, all) => one !== '' || index < all.length - 1);
}

function comparison(
  column: ReportColumn,
  operator: string,
  value: string,
  place: FilterPlace,
): (held: unknown) => boolean {
  const text = (held: unknown): string => (held === null || held === undefined ? '' : String(held)).toLowerCase();
  const wanted = value.toLowerCase();
  const parts = (held: unknown): readonly string[] => text(held).split(';');
  switch (operator) {
    case 'contains':
      return (held) => text(held).includes(wanted);
    case 'notContain':
      return (held) => !text(held).includes(wanted);
    case 'startsWith':
      return (held) => text(held).startsWith(wanted);
    case 'includes':
      return (held) => parts(held).includes(wanted);
    case 'excludes':
      return (held) => !parts(held).includes(wanted);
    default:
      return ordering(column, operator, value, place);
  }
}

function ordering(
  column: ReportColumn,
  operator: string,
  value: string,
  place: FilterPlace,
): (held: unknown) => boolean {
  if (!['equals', 'notEqual', 'lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual'].includes(operator))
    throw new ReportError(`The filter operator ${operator} is invalid.`);
  const { from, until } = boundsOf(column, value, place);
  return (held) => {
    const known = comparable(column, held);
    // An empty value is equal to another empty one, and neither before nor after anything.
    if (known === null || from === null)
      return operator === 'equals' ? known === from : operator === 'notEqual' && known !== from;
    const isBefore = known < from;
    const isAfter = until === from ? known > from : known >= until;
    if (operator === 'equals') return !isBefore && !isAfter;
    if (operator === 'notEqual') return isBefore || isAfter;
    if (operator === 'lessThan') return isBefore;
    if (operator === 'greaterThan') return isAfter;
    return operator === 'lessOrEqual' ? !isAfter : !isBefore;
  };
}

type Comparable = number | string;

/** What a filter's value stands for: one value, or for a date the whole day or period. */
function boundsOf(
  column: ReportColumn,
  value: string,
  place: FilterPlace,
): { readonly from: Comparable | null; readonly until: Comparable } {
  if (value === '') return { from: null, until: '' };
  if (column.dataType !== 'date' && column.dataType !== 'datetime') {
    const one = comparable(column, value) ?? '';
    return { from: one, until: one };
  }
  const period = periodOf(value.replaceAll(' ', '_'), place.nowMs, place.fiscalStartMonth);
  if (period !== null) return { from: period.fromMs, until: period.untilMs };
  const at = dateOf(value);
  if (Number.isNaN(at)) throw new ReportError(`${column.code} should be filtered by a date, not by ${value}.`);
  return { from: at, until: at + 86_400_000 };
}

/** `2026-03-31`, or the notation of the service's filters, `3/31/2026`. */
function dateOf(value: string): number {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(value) ?? [];
  return year === undefined ? Date.parse(value.slice(0, 10)) : Date.UTC(Number(year), Number(month) - 1, Number(day));
}

function comparable(column: ReportColumn, held: unknown): Comparable | null {
  if (held === null || held === undefined || held === '') return null;
  if (['int', 'double', 'currency', 'percent'].includes(column.dataType)) {
    const amount = Number(String(held).replaceAll(/[^\d.eE+-]/g, ''));
    return Number.isNaN(amount) ? null : amount;
  }
  if (column.dataType === 'date' || column.dataType === 'datetime') {
    const at = Date.parse(String(held));
    return Number.isNaN(at) ? null : at;
  }
  const text = String(held).toLowerCase();
  if (column.dataType === 'boolean') return text === '1' ? 'true' : text === '0' ? 'false' : text;
  return text;
}

/** `1 AND (2 OR NOT 3)`, in the service's precedence: NOT, then AND, then OR. @throws ReportError */
function parseLogic(logic: string, tests: readonly Test[]): Test {
  const tokens = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]|\S/g) ?? [];
  let at = 0;
  const refuse = (): ReportError => new ReportError(`The filter logic is invalid: ${logic}`);
  const unit = (): Test => {
    const token = tokens[at];
    at += 1;
    if (token === 'NOT') {
      const inner = unit();
      return (row) => !inner(row);
    }
    if (token === '(') {
      const inner = either();
      if (tokens[at] !== ')') throw refuse();
      at += 1;
      return inner;
    }
    const test = tests[Number(token) - 1];
    if (test === undefined) throw refuse();
    return test;
  };
  const chain = (word: 'AND' | 'OR', next: () => Test): Test => {
    const parts = [next()];
    while (tokens[at] === word) {
      at += 1;
      parts.push(next());
    }
    return word === 'AND' ? (row) => parts.every((part) => part(row)) : (row) => parts.some((part) => part(row));
  };
  const both = (): Test => chain('AND', unit);
  const either = (): Test => chain('OR', both);
  const parsed = either();
  if (at !== tokens.length) throw refuse();
  return parsed;
}
