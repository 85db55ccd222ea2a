import { hash } from 'node:crypto';
import type { DefinedPart } from '../../../domain/metadata/definition-facts.ts';
import type { FieldFacts, ObjectFacts, PicklistValueFacts } from '../../../domain/metadata/facts.ts';

/** A value that SQLite stores. */
export type Cell = string | number | Uint8Array | null;

/** A field as its row holds it: facts with the picklist replaced by its place in the picklist table. */
export type FieldVersion = Omit<FieldFacts, 'picklistValues'> & {
  readonly picklistId: number | null;
  readonly picklistCount: number | null;
};
export type StoredField = FieldVersion & { readonly id: number; readonly validFrom: number; readonly rowHash: Buffer };
export type StoredObject = ObjectFacts & { readonly id: number; readonly validFrom: number; readonly rowHash: Buffer };

function asKept(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.toWellFormed() : cell;
}

/** Recognises an unchanged row without comparing its columns. */
export function hashCells(cells: readonly Cell[]): Buffer {
  const text = JSON.stringify(cells);
  // The store has no place for half of a surrogate pair and keeps U+FFFD: hashed as it arrived, the row would differ from
  // itself at every read.
  const kept = text.includes('\\ud') ? JSON.stringify(cells.map(asKept)) : text;
  return hash('sha1', kept, 'buffer');
}

export const FIELD_CELLS = [
  'object',
  'name',
  'label',
  'type',
  'length',
  'precision',
  'scale',
  'reference_to',
  'relationship_name',
  'controller_name',
  'picklist_id',
  'picklist_count',
  'formula',
  'default_value',
  'help_text',
  'description',
  'namespace',
  'data_type',
  'flags',
  'created_date',
  'last_modified_date',
  'security_classification',
  'compliance_group',
  'unknown',
] as const;

/** Cells that definitions change of a described field. */
export const DEFINITION_CELLS = [
  'description',
  'data_type',
  'flags',
  'created_date',
  'last_modified_date',
  'security_classification',
  'compliance_group',
  'unknown',
] as const satisfies readonly (typeof FIELD_CELLS)[number][];

export function unknownText(unknown: readonly string[]): string | null {
  return unknown.length === 0 ? null : JSON.stringify(unknown);
}

export function unknownList(text: string | null): string[] {
  return text === null ? [] : (JSON.parse(text) as string[]);
}

/** The cells of a field row, in the order of FIELD_CELLS. */
export function fieldCells(field: FieldVersion): Cell[] {
  return [
    field.object,
    field.name,
    field.label,
    field.type,
    field.length,
    field.precision,
    field.scale,
    field.referenceTo.length === 0 ? null : field.referenceTo.join(','),
    field.relationshipName,
    field.controllerName,
    field.picklistId,
    field.picklistCount,
    field.formula,
    field.defaultValue,
    field.helpText,
    field.description,
    field.namespace,
    field.dataType,
    field.flags,
    field.createdDate,
    field.lastModifiedDate,
    field.securityClassification,
    field.complianceGroup,
    unknownText(field.unknown),
  ];
}

/** A row of `SELECT * FROM field`. */
export type FieldRecord = {
  readonly id: number;
  readonly valid_from: number;
  readonly row_hash: Buffer;
  readonly object: string;
  readonly name: string;
  readonly label: string;
  readonly type: string | null;
  readonly length: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly reference_to: string | null;
  readonly relationship_name: string | null;
  readonly controller_name: string | null;
  readonly picklist_id: number | null;
  readonly picklist_count: number | null;
  readonly formula: string | null;
  readonly default_value: string | null;
  readonly help_text: string | null;
  readonly description: string | null;
  readonly namespace: string | null;
  readonly data_type: string | null;
  readonly flags: number;
  readonly created_date: string | null;
  readonly last_modified_date: string | null;
  readonly security_classification: string | null;
  readonly compliance_group: string | null;
  readonly unknown: string | null;
};

export function storedField(row: FieldRecord): StoredField {
  return {
    id: row.id,
    validFrom: row.valid_from,
    rowHash: row.row_hash,
    object: row.object,
    name: row.name,
    label: row.label,
    type: row.type,
    length: row.length,
    precision: row.precision,
    scale: row.scale,
    referenceTo: row.reference_to === null ? [] : row.reference_to.split(','),
    relationshipName: row.relationship_name,
    controllerName: row.controller_name,
    picklistId: row.picklist_id,
    picklistCount: row.picklist_count,
    formula: row.formula,
    defaultValue: row.default_value,
    helpText: row.help_text,
    description: row.description,
    namespace: row.namespace,
    dataType: row.data_type,
    flags: row.flags,
    createdDate: row.created_date,
    lastModifiedDate: row.last_modified_date,
    securityClassification: row.security_classification,
    complianceGroup: row.compliance_group,
    unknown: unknownList(row.unknown),
  };
}

/** A field row as `SELECT id, valid_from, row_hash, …FIELD_CELLS` gives it, without names. */
export type RawField = readonly [id: number, validFrom: number, rowHash: Buffer, ...cells: Cell[]];

const CELL = Object.fromEntries(FIELD_CELLS.map((cell, index) => [cell, index])) as Readonly<
  Record<(typeof FIELD_CELLS)[number], number>
>;

/** The part of a stored field that definitions change, read from its cells. */
export function definedPart(cells: readonly Cell[]): DefinedPart {
  const text = (cell: keyof typeof CELL): string | null => (cells[CELL[cell]] ?? null) as string | null;
  return {
    label: String(cells[CELL.label]),
    helpText: text('help_text'),
    description: text('description'),
    dataType: text('data_type'),
    flags: Number(cells[CELL.flags]),
    createdDate: text('created_date'),
    lastModifiedDate: text('last_modified_date'),
    securityClassification: text('security_classification'),
    complianceGroup: text('compliance_group'),
    unknown: unknownList(text('unknown')),
  };
}

/** The cells with what definitions changed; the others stay, unparsed. */
export function withDefinedPart(cells: readonly Cell[], part: DefinedPart): Cell[] {
  const changed = [...cells];
  changed[CELL.label] = part.label;
  changed[CELL.help_text] = part.helpText;
  changed[CELL.description] = part.description;
  changed[CELL.data_type] = part.dataType;
  changed[CELL.flags] = part.flags;
  changed[CELL.created_date] = part.createdDate;
  changed[CELL.last_modified_date] = part.lastModifiedDate;
  changed[CELL.security_classification] = part.securityClassification;
  changed[CELL.compliance_group] = part.complianceGroup;
  changed[CELL.unknown] = unknownText(part.unknown);
  return changed;
}

export const OBJECT_CELLS = [
  'name',
  'label',
  'label_plural',
  'kind',
  'namespace',
  'key_prefix',
  'description',
  'flags',
  'created_date',
  'last_modified_date',
  'unknown',
] as const;

export function objectCells(object: ObjectFacts): Cell[] {
  return [
    object.name,
    object.label,
    object.labelPlural,
    object.kind,
    object.namespace,
    object.keyPrefix,
    object.description,
    object.flags,
    object.createdDate,
    object.lastModifiedDate,
    unknownText(object.unknown),
  ];
}

export type ObjectRecord = {
  readonly id: number;
  readonly valid_from: number;
  readonly row_hash: Buffer;
  readonly name: string;
  readonly label: string;
  readonly label_plural: string | null;
  readonly kind: string;
  readonly namespace: string | null;
  readonly key_prefix: string | null;
  readonly description: string | null;
  readonly flags: number;
  readonly created_date: string | null;
  readonly last_modified_date: string | null;
  readonly unknown: string | null;
};

export function storedObject(row: ObjectRecord): StoredObject {
  return {
    id: row.id,
    validFrom: row.valid_from,
    rowHash: row.row_hash,
    name: row.name,
    label: row.label,
    labelPlural: row.label_plural,
    kind: row.kind,
    namespace: row.namespace,
    keyPrefix: row.key_prefix,
    description: row.description,
    flags: row.flags,
    createdDate: row.created_date,
    lastModifiedDate: row.last_modified_date,
    unknown: unknownList(row.unknown),
  };
}

/** A picklist's values as stored: positions instead of keys, because most of the text would be keys. */
export function picklistText(values: readonly PicklistValueFacts[]): string {
  return JSON.stringify(
    values.map((value) => [value.value, value.label, value.active ? 1 : 0, value.isDefault ? 1 : 0, value.validFor]),
  );
}

export function picklistValues(text: string): PicklistValueFacts[] {
  const rows = JSON.parse(text) as [string, string, number, number, string | null][];
  return rows.map(([value, label, active, isDefault, validFor]) => ({
    value,
    label,
    active: active === 1,
    isDefault: isDefault === 1,
    validFor,
  }));
}
