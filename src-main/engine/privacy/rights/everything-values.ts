import { FIELD_FLAG, hasFlag, OBJECT_FLAG } from '../../../domain/metadata/field-flags.ts';
import { defuseFormula, toCsvField } from '../../../domain/sheets/csv-text.ts';
import type { StoredRow, StoredValue } from '../../store/everything-repository.ts';
import type { KeptTable } from '../../store/kept-tables.ts';

/** Values of preferences that work like a key; Google asks for one and says that it is none. */
const WITHHELD_SETTING = 'preference.googleClientSecret';

/** A row as plain JSON: what is JSON in the store is unpacked, bits are names, what is left out is left out. */
export function plainRow(
  table: string,
  { json = [], leftOut = {}, flags }: KeptTable,
  row: StoredRow,
): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (Object.hasOwn(leftOut, name)) continue;
    if (name === 'flags' && flags !== undefined) plain[name] = flagNames(flags, Number(value));
    else plain[name] = json.includes(name) ? unpacked(value) : plainValue(value);
  }
  if (table === 'setting' && row['name'] === WITHHELD_SETTING) plain['value'] = 'left out';
  return plain;
}

/** One line of CSV (RFC 4180): lists and objects as JSON, empty for null. */
export function csvLine(row: Readonly<Record<string, unknown>>, columns: readonly string[], defuse: boolean): string {
  const cells = columns.map((name) => {
    const value = row[name];
    const text =
      value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return toCsvField(defuse && typeof value !== 'number' ? defuseFormula(text) : text);
  });
  return `${cells.join(',')}\r\n`;
}

function flagNames(kind: NonNullable<KeptTable['flags']>, bits: number): string[] {
  const flags: Readonly<Record<string, number>> = kind === 'field' ? FIELD_FLAG : OBJECT_FLAG;
  return Object.keys(flags).filter((name) => hasFlag(bits, flags[name] ?? 0));
}

function unpacked(value: StoredValue | undefined): unknown {
  if (typeof value !== 'string') return plainValue(value);
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Of an older or newer version: better as it stands than not at all.
    return value;
  }
}

function plainValue(value: StoredValue | undefined): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
