import type { BundleField, BundleObject } from '../../bundle.ts';
import { salesforceDateTime } from '../../dates.ts';
import type { OrgModel } from '../../org-model.ts';
import type { Row } from '../../soql/table.ts';
import { drawsFrom } from './draws.ts';
import { finished } from './finishing.ts';
import { type FindRecord, withFormulas } from './formula-fields.ts';
import { recordName } from './names.ts';
import { recordCount, recordId, referenceValue } from './references.ts';
import { drawnValue } from './values.ts';

/*
 * Records of the sample company, made when an object is first asked for, always the same ones. Parents are named by
 * number, so that no object has to be made for the sake of another; only roll-up summaries read their children.
 */

const firstDayMs = Date.UTC(2017, 3, 3, 8);
const lastDayMs = Date.UTC(2026, 10, 19, 16);

const made = new WeakMap<OrgModel, Map<string, readonly Row[]>>();

/**
 * The records of an object, oldest first, with a value (or null) for every field; none where the bundle names no number
 * of records for it.
 */
export function recordsOf(model: OrgModel, name: string): readonly Row[] {
  const object = model.object(name);
  if (object === undefined || recordCount(model, object.name) === 0) return [];
  const known = made.get(model) ?? new Map<string, readonly Row[]>();
  made.set(model, known);
  const before = known.get(object.name);
  if (before !== undefined) return before;
  const count = recordCount(model, object.name);
  // A field that another one controls is drawn after it.
  const fields = object.fields.toSorted(
    (a, b) => Number(a.controllerName !== undefined) - Number(b.controllerName !== undefined),
  );
  const rows = Array.from({ length: count }, (_none, index) => recordAt(model, object, fields, index, count));
  // Kept before the roll-ups are added up: children may themselves ask for their parents.
  known.set(object.name, rows);
  const summed = withRollUps(model, object, rows);
  known.set(object.name, summed);
  const complete = compact(withFormulas(model, object, summed, parentFinder(model)));
  known.set(object.name, complete);
  return complete;
}

/** Finds records by Id; an index is made for each object that a formula goes to. */
function parentFinder(model: OrgModel): FindRecord {
  const indexes = new Map<string, ReadonlyMap<unknown, Row>>();
  return (name, id) => {
    const index = indexes.get(name) ?? new Map(recordsOf(model, name).map((row) => [row.Id, row]));
    indexes.set(name, index);
    return index.get(id);
  };
}

/**
 * The same rows in a quarter of the memory: objects that are filled name by name become hash tables, those that the
 * parser makes share one shape.
 */
function compact(rows: readonly Row[]): readonly Row[] {
  return JSON.parse(JSON.stringify(rows)) as readonly Row[];
}

function recordAt(
  model: OrgModel,
  object: BundleObject,
  fields: readonly BundleField[],
  index: number,
  count: number,
): Row {
  const draws = drawsFrom(`${object.name}#${index}`);
  // The company grows: the later years have more records than the first.
  const share = ((index + draws.fraction() * 0.8) / count) ** 0.6;
  const createdMs = Math.floor((firstDayMs + (lastDayMs - firstDayMs) * share) / 1000) * 1000;
  const modifiedMs = Math.min(lastDayMs, createdMs + draws.whole(0, 90) * 86_400_000);
  const system: Readonly<Record<string, unknown>> = {
    Id: recordId(object, index),
    IsDeleted: false,
    CreatedDate: salesforceDateTime(createdMs),
    LastModifiedDate: salesforceDateTime(modifiedMs),
    SystemModstamp: salesforceDateTime(modifiedMs),
    LastViewedDate: null,
    LastReferencedDate: null,
    LastActivityDate: null,
  };
  const values: Record<string, unknown> = {};
  for (const field of fields) values[field.name] = valueOf(model, object, field, { index, createdMs, values, system });
  return finished(object, index, values);
}

interface Making {
  readonly index: number;
  readonly createdMs: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly system: Readonly<Record<string, unknown>>;
}

function valueOf(model: OrgModel, object: BundleObject, field: BundleField, making: Making): unknown {
  const { index, createdMs, values, system } = making;
  if (field.name in system) return system[field.name];
  if (field.formula !== undefined || field.summary !== undefined) return null;
  if (field.type === 'reference') return referenceValue(model, object, field, index);
  const draws = drawsFrom(`${object.name}.${field.name}#${index}`);
  if (field.nameField === true) return recordName(object, field, index, draws);
  return drawnValue({ object, index, createdMs, values, draws }, field);
}

/** Adds up roll-up summary fields over the children that the summary's filters let through. */
function withRollUps(model: OrgModel, object: BundleObject, rows: readonly Row[]): readonly Row[] {
  const summaries = object.fields.filter((field) => field.summary !== undefined);
  if (summaries.length === 0) return rows;
  const totals = summaries.map((field) => ({ name: field.name, of: summaryOf(model, field) }));
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(totals.map(({ name, of }) => [name, of(String(row.Id))])),
  }));
}

function summaryOf(model: OrgModel, { summary }: BundleField): (parentId: string) => unknown {
  const [childName = '', parentField = ''] = (summary?.foreignKey ?? '').split('.');
  const summed = summary?.field?.split('.')[1];
  const groups = new Map<string, unknown[]>();
  for (const child of recordsOf(model, childName)) {
    const isIn = (summary?.filters ?? []).every(({ field, operation, value }) => {
      const own = String(child[field.split('.')[1] ?? ''] ?? '');
      return operation === 'equals' ? own.toLowerCase() === (value ?? '').toLowerCase() : own !== value;
    });
    const parent = child[parentField];
    if (!isIn || typeof parent !== 'string') continue;
    const group = groups.get(parent) ?? [];
    groups.set(parent, group);
    group.push(summed === undefined ? 1 : child[summed]);
  }
  return (parentId) => total(summary?.operation ?? 'count', groups.get(parentId) ?? []);
}

function total(operation: string, values: readonly unknown[]): unknown {
  const present = values.filter((value) => value !== null && value !== undefined);
  if (operation === 'count') return values.length;
  const sorted = present.toSorted((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
  if (operation === 'min') return sorted[0] ?? null;
  if (operation === 'max') return sorted.at(-1) ?? null;
  return Number(present.reduce((sum: number, value) => sum + Number(value), 0).toFixed(2));
}
