import type { BundleField, BundleObject } from '../../bundle.ts';
import type { OrgModel } from '../../org-model.ts';
import type { Row } from '../../soql/table.ts';
import { type Formula, type FormulaValue, parseFormula } from './formula.ts';

/** The day that the sample company's formulas call today: its records end with the day before. */
const today = new Date('2026-11-20T12:00:00Z');

const parsed = new Map<string, Formula>();

function formulaOf(text: string): Formula {
  const known = parsed.get(text) ?? parseFormula(text);
  parsed.set(text, known);
  return known;
}

/** Reads parents by Id; the record generator gives it, because parents are records too. */
export type FindRecord = (objectName: string, id: string) => Row | undefined;

/** Rows with their formula fields computed, formulas within formulas included. */
export function withFormulas(
  model: OrgModel,
  object: BundleObject,
  rows: readonly Row[],
  find: FindRecord,
): readonly Row[] {
  const fields = object.fields.filter(({ formula }) => formula !== undefined);
  if (fields.length === 0) return rows;
  return rows.map((row) => {
    const own = Object.fromEntries(
      fields.map((field) => [field.name, outer(field, valueAt(model, object, row, find, field.name))]),
    );
    return { ...row, ...own };
  });
}

/** The value at a path of relationships and a field, as formulas see it. */
function valueAt(model: OrgModel, object: BundleObject, row: Row, find: FindRecord, path: string): FormulaValue {
  const [first = '', ...rest] = path.split('.');
  if (rest.length > 0) {
    const lookup = object.fields.find((field) => field.relationshipName === first);
    const target = model.object(lookup?.referenceTo?.[0] ?? '');
    const id = lookup === undefined ? null : row[lookup.name];
    const parent = target === undefined || typeof id !== 'string' ? undefined : find(target.name, id);
    return target === undefined || parent === undefined ? null : valueAt(model, target, parent, find, rest.join('.'));
  }
  const field = object.fields.find(({ name }) => name === first);
  if (field === undefined) return null;
  if (field.formula === undefined) return inner(field, row[first]);
  return formulaOf(field.formula)({
    read: (inside) => (inside === first ? null : valueAt(model, object, row, find, inside)),
    now: today,
    blankIsZero: field.formulaTreatBlanksAs === 'BlankAsZero',
  });
}

/** What a stored value is in a formula. */
function inner(field: BundleField, value: unknown): FormulaValue {
  if (typeof value === 'number') return field.type === 'percent' ? value / 100 : value;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  return field.type === 'date' || field.type === 'datetime' ? new Date(value.replace('+0000', 'Z')) : value;
}

/** What a formula's result is in a record. */
function outer(field: BundleField, value: FormulaValue): unknown {
  if (field.type === 'boolean') return value === true;
  if (value instanceof Date) {
    const text = value.toISOString();
    return field.type === 'date' ? text.slice(0, 10) : text.replace('Z', '+0000');
  }
  if (typeof value !== 'number') return value;
  const shown = field.type === 'percent' ? value * 100 : value;
  return field.type === 'string' ? String(shown) : Number(shown.toFixed(field.scale ?? 2));
}
