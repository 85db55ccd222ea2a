import type { FieldColumn, FieldFilter, FieldQuery } from '../../../../src-preload/contract/catalog.ts';
import { FIELD_FLAG } from '../../../domain/metadata/field-flags.ts';
import type { Cell } from './rows.ts';

type ColumnSql = {
  readonly sql: string;
  readonly kind: 'text' | 'number' | 'flag' | 'date';
  /** Which joined table it needs beside the field. */
  readonly needs?: 'object' | 'list';
  /** Flags are unknown while the field is hidden. */
  readonly hideable?: boolean;
};

const flag = (bit: number): string =>
  `(CASE WHEN f.flags & ${FIELD_FLAG.noAccess} THEN NULL ELSE (f.flags & ${bit}) <> 0 END)`;

/** The only SQL that a column name of the contract can become. */
const COLUMN_SQL: Readonly<Record<FieldColumn, ColumnSql>> = {
  object: { sql: 'f.object', kind: 'text' },
  objectLabel: { sql: 'o.label', kind: 'text', needs: 'object' },
  label: { sql: 'f.label', kind: 'text' },
  name: { sql: 'f.name', kind: 'text' },
  type: { sql: 'f.type', kind: 'text' },
  length: { sql: 'f.length', kind: 'number' },
  precision: { sql: 'f.precision', kind: 'number' },
  scale: { sql: 'f.scale', kind: 'number' },
  referenceTo: { sql: 'f.reference_to', kind: 'text' },
  picklistCount: { sql: 'f.picklist_count', kind: 'number' },
  required: { sql: flag(FIELD_FLAG.required), kind: 'flag' },
  unique: { sql: flag(FIELD_FLAG.unique), kind: 'flag' },
  externalId: { sql: flag(FIELD_FLAG.externalId), kind: 'flag' },
  custom: { sql: `((f.flags & ${FIELD_FLAG.custom}) <> 0)`, kind: 'flag' },
  formula: { sql: 'f.formula', kind: 'text' },
  defaultValue: { sql: 'f.default_value', kind: 'text' },
  helpText: { sql: 'f.help_text', kind: 'text' },
  description: { sql: 'f.description', kind: 'text' },
  namespace: { sql: 'f.namespace', kind: 'text' },
  createdDate: { sql: 'f.created_date', kind: 'date' },
  lastModifiedDate: { sql: 'f.last_modified_date', kind: 'date' },
  securityClassification: { sql: 'f.security_classification', kind: 'text' },
  complianceGroup: { sql: 'f.compliance_group', kind: 'text' },
  readAt: { sql: 'l.read_at', kind: 'date', needs: 'list' },
};

/** Columns whose order an index answers without sorting. */
const NOCASE_INDEXED = new Set<FieldColumn>(['object', 'name', 'label']);
const INDEXED = new Set<FieldColumn>([...NOCASE_INDEXED, 'type', 'lastModifiedDate']);

export type SqlPart = { readonly sql: string; readonly values: readonly Cell[] };
export type FieldSql = {
  readonly from: string;
  /** The same, told to walk the rows where they lie. */
  readonly fromInPlace: string;
  readonly where: SqlPart;
  readonly orderBy: string;
  /** The same order from its end. */
  readonly orderByReversed: string;
  /** Nothing narrows the rows but the list of objects. */
  readonly plain: boolean;
  /** An index gives the rows in this order, so a first page needs no look at the others. */
  readonly ordered: boolean;
  /**
   * Every row of the org is looked at and then sorted. Left to itself SQLite walks them along some index, and fetches
   * each from another page of the encrypted file: five times as long.
   */
  readonly everyRow: boolean;
};

/** A LIKE pattern that finds the text literally, whatever punctuation is in it. */
function likeContains(text: string): string {
  return `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`;
}

/**
 * The text anywhere in one of the columns, ignoring case, as SQL.
 *
 * LIKE ignores the case of ASCII letters only. Beyond those, one or two characters are asked for in both cases. In a
 * longer text they are left open (`loose`): the caller tests what it gets, or does without.
 */
export function likeAnywhere(columns: readonly string[], text: string, loose = false): SqlPart {
  const patterns = caseVariants(text, loose);
  return {
    sql: `(${columns.flatMap((column) => patterns.map(() => `${column} LIKE ? ESCAPE '\\'`)).join(' OR ')})`,
    values: columns.flatMap(() => patterns),
  };
}

function caseVariants(text: string, loose: boolean): readonly string[] {
  const isAscii = (char: string): boolean => (char.codePointAt(0) ?? 0) < 0x80;
  const chars = Array.from(text);
  const plain = likeContains(text);
  if (chars.every(isAscii)) return [plain];
  if (chars.length >= TRIGRAM_MIN_CHARS) {
    return loose
      ? [
          Array.from(plain)
            .map((char) => (isAscii(char) ? char : '_'))
            .join(''),
        ]
      : [plain];
  }
  const cases = (char: string): string[] =>
    [char, char.toLowerCase(), char.toUpperCase()].filter((one) => Array.from(one).length === 1);
  const texts = chars.reduce<string[]>(
    (starts, char) => starts.flatMap((s) => cases(char).map((one) => s + one)),
    [''],
  );
  return [...new Set(texts)].map(likeContains);
}

/** The text as one FTS5 phrase: found literally wherever it stands. Trigram needs at least three characters. */
export function ftsPhrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
export const TRIGRAM_MIN_CHARS = 3;

function unknownSql(column: FieldColumn): SqlPart {
  return { sql: `coalesce(instr(f.unknown, ?), 0) > 0`, values: [JSON.stringify(column)] };
}

function filterSql(filter: FieldFilter): SqlPart {
  const { sql, kind } = COLUMN_SQL[filter.column];
  const { value } = filter;
  switch (filter.operator) {
    case 'contains':
      return { sql: `CAST(${sql} AS TEXT) LIKE ? ESCAPE '\\'`, values: [likeContains(value)] };
    case 'equals':
      if (kind === 'text') return { sql: `${sql} = ? COLLATE NOCASE`, values: [value] };
      if (kind === 'date') return { sql: `substr(${sql}, 1, length(?)) = ?`, values: [value, value] };
      return { sql: `${sql} = CAST(? AS NUMERIC)`, values: [kind === 'flag' ? Number(value === 'true') : value] };
    case 'isEmpty': {
      const unknown = unknownSql(filter.column);
      return { sql: `(${sql} IS NULL AND NOT ${unknown.sql})`, values: unknown.values };
    }
    case 'isNotEmpty':
      return { sql: `${sql} IS NOT NULL`, values: [] };
    case 'isUnknown':
      return unknownSql(filter.column);
    case 'isTrue':
      return { sql: `${sql} = 1`, values: [] };
    case 'isFalse':
      return { sql: `${sql} = 0`, values: [] };
    case 'before':
      return { sql: `${sql} < ?`, values: [value] };
    case 'after':
      return { sql: `${sql} > ?`, values: [value] };
  }
}

/** Quick text over label, API name and help text: by trigram where it can, rows not indexed yet by comparison. */
function quickSql(text: string): SqlPart {
  const compare = (table: string): SqlPart =>
    likeAnywhere([`${table}.label`, `${table}.name`, `${table}.help_text`], text);
  if (Array.from(text).length < TRIGRAM_MIN_CHARS) return compare('f');
  const fresh = compare('n');
  return {
    sql: `f.id IN (SELECT rowid FROM field_names WHERE field_names MATCH ?
      UNION SELECT rowid FROM field_texts WHERE field_texts MATCH ?
      UNION SELECT n.id FROM field n WHERE n.id > (SELECT indexed_to FROM search_state) AND ${fresh.sql})`,
    values: [ftsPhrase(text), `help_text : ${ftsPhrase(text)}`, ...fresh.values],
  };
}

function objectsSql(objects: readonly string[]): SqlPart {
  // One bound text instead of thousands of parameters; the NOCASE comparison is the one that an index answers.
  const json = JSON.stringify(objects);
  return {
    sql: `(f.object COLLATE NOCASE IN (SELECT value FROM json_each(?)) AND f.object IN (SELECT value FROM json_each(?)))`,
    values: [json, json],
  };
}

function orderSql(query: FieldQuery, reversed: boolean): string {
  const sort = query.sort.length === 0 ? [{ column: 'object', direction: 'asc' } as const] : query.sort;
  const way = (direction: 'asc' | 'desc'): string => ((direction === 'desc') === reversed ? 'ASC' : 'DESC');
  const terms = sort.map(({ column, direction }) => {
    const { sql, kind } = COLUMN_SQL[column];
    const collate = NOCASE_INDEXED.has(column) || (kind === 'text' && column !== 'type') ? ' COLLATE NOCASE' : '';
    const nulls = NOCASE_INDEXED.has(column) ? '' : ` NULLS ${reversed ? 'FIRST' : 'LAST'}`;
    return `${sql}${collate} ${way(direction)}${nulls}`;
  });
  // A total order: without it two pages could show the same row.
  const last = sort.at(-1);
  const lastWay = way(last?.direction ?? 'asc');
  if (last?.column === 'object') terms.push(`f.name COLLATE NOCASE ${lastWay}`);
  terms.push(`f.id ${lastWay}`);
  return terms.join(', ');
}

/** Turns a query of the contract into parameterised SQL over `f` (field), `o` (object) and `l` (list). */
export function fieldSql(connectionKey: number, query: FieldQuery): FieldSql {
  // A full-text query ends at a null character, in the middle of its quotes.
  const quick = query.quick.replaceAll('\0', ' ').trim();
  // The plus sign keeps an index on the connection from being preferred to the few ids of the full-text tables.
  const byText = Array.from(quick).length >= TRIGRAM_MIN_CHARS;
  const parts: SqlPart[] = [
    { sql: `${byText ? '+' : ''}f.connection_key = ? AND f.valid_to IS NULL`, values: [connectionKey] },
  ];
  if (query.objects !== null) parts.push(objectsSql(query.objects));
  if (quick !== '') parts.push(quickSql(quick));
  for (const filter of query.filters) parts.push(filterSql(filter));
  const joins = joinsOf(query);
  const narrowed =
    quick !== '' ||
    query.objects !== null ||
    query.filters.some(({ column, operator }) => operator !== 'contains' && INDEXED.has(column));
  const ordered =
    quick === '' &&
    query.filters.length === 0 &&
    query.sort.length <= 1 &&
    query.sort.every(({ column }) => INDEXED.has(column));
  const byObject = (query.sort[0]?.column ?? 'object') === 'object';
  return {
    from: `field f${joins}`,
    fromInPlace: `field f NOT INDEXED${joins}`,
    where: { sql: parts.map((part) => part.sql).join(' AND '), values: parts.flatMap((part) => part.values) },
    orderBy: orderSql(query, false),
    orderByReversed: orderSql(query, true),
    plain: quick === '' && query.filters.length === 0,
    ordered,
    everyRow: !narrowed && !ordered && !byObject,
  };
}

function joinsOf(query: FieldQuery): string {
  const used = [...query.filters, ...query.sort].map(({ column }) => COLUMN_SQL[column].needs);
  const object = ' JOIN sobject o ON o.connection_key = f.connection_key AND o.name = f.object AND o.valid_to IS NULL';
  const list = ' JOIN org_object l ON l.connection_key = f.connection_key AND l.name = f.object';
  return `${used.includes('object') ? object : ''}${used.includes('list') ? list : ''}`;
}
