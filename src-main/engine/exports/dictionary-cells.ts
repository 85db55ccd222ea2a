import type { FieldRow } from '../../../src-preload/contract/catalog.ts';
import type { DictionaryColumn } from '../../../src-preload/contract/exports.ts';
import type { PicklistValueFacts } from '../../domain/metadata/facts.ts';
import type { Cell } from './xlsx-writer.ts';

/** A field with what the grid leaves out. */
export type DictionaryRow = FieldRow & { readonly picklistValues: readonly PicklistValueFacts[] };

type ColumnShape = {
  readonly label: string;
  readonly api: string;
  /** Characters. */
  readonly width: number;
  readonly wrap: boolean;
  readonly cell: (row: DictionaryRow) => Cell;
};

/** Shown for what could not be read, which is neither empty nor zero. */
export const UNKNOWN = 'unknown';

/** `Value` or `Label (value)`, one a line; inactive values and the default say so. */
export function picklistText(values: readonly PicklistValueFacts[]): string {
  return values
    .map((one) => {
      const name = one.label === one.value ? one.value : `${one.label} (${one.value})`;
      const marks = [one.isDefault ? 'default' : '', one.active ? '' : 'inactive'].filter((mark) => mark !== '');
      return marks.length === 0 ? name : `${name} [${marks.join(', ')}]`;
    })
    .join('\n');
}

const shapes: Readonly<Record<DictionaryColumn, ColumnShape>> = {
  object: { label: 'Object API name', api: 'Object', width: 28, wrap: false, cell: (row) => row.object },
  objectLabel: { label: 'Object', api: 'ObjectLabel', width: 22, wrap: false, cell: (row) => row.objectLabel },
  name: { label: 'Field API name', api: 'QualifiedApiName', width: 32, wrap: false, cell: (row) => row.name },
  label: { label: 'Field label', api: 'Label', width: 28, wrap: false, cell: (row) => row.label },
  type: { label: 'Type', api: 'DataType', width: 14, wrap: false, cell: (row) => row.type },
  length: { label: 'Length', api: 'Length', width: 9, wrap: false, cell: (row) => row.length },
  precision: { label: 'Precision', api: 'Precision', width: 9, wrap: false, cell: (row) => row.precision },
  scale: { label: 'Scale', api: 'Scale', width: 8, wrap: false, cell: (row) => row.scale },
  referenceTo: {
    label: 'References',
    api: 'ReferenceTo',
    width: 24,
    wrap: false,
    cell: (row) => row.referenceTo.join(', '),
  },
  picklistValues: {
    label: 'Picklist values',
    api: 'PicklistValues',
    width: 36,
    wrap: true,
    cell: (row) => picklistText(row.picklistValues),
  },
  required: { label: 'Required', api: 'Required', width: 10, wrap: false, cell: (row) => row.required },
  unique: { label: 'Unique', api: 'Unique', width: 9, wrap: false, cell: (row) => row.unique },
  externalId: { label: 'External ID', api: 'ExternalId', width: 11, wrap: false, cell: (row) => row.externalId },
  custom: { label: 'Custom', api: 'Custom', width: 9, wrap: false, cell: (row) => row.custom },
  formula: { label: 'Formula', api: 'Formula', width: 40, wrap: true, cell: (row) => row.formula },
  defaultValue: { label: 'Default value', api: 'DefaultValue', width: 18, wrap: true, cell: (row) => row.defaultValue },
  helpText: { label: 'Help text', api: 'InlineHelpText', width: 44, wrap: true, cell: (row) => row.helpText },
  description: { label: 'Description', api: 'Description', width: 52, wrap: true, cell: (row) => row.description },
  namespace: { label: 'Namespace', api: 'NamespacePrefix', width: 12, wrap: false, cell: (row) => row.namespace },
  createdDate: { label: 'Created', api: 'CreatedDate', width: 24, wrap: false, cell: (row) => row.createdDate },
  lastModifiedDate: {
    label: 'Last modified',
    api: 'LastModifiedDate',
    width: 24,
    wrap: false,
    cell: (row) => row.lastModifiedDate,
  },
};

/** Picklist values hang on the count that the grid knows. */
const unknownNames: Readonly<Partial<Record<DictionaryColumn, string>>> = { picklistValues: 'picklistCount' };

export function headerOf(column: DictionaryColumn, headers: 'label' | 'api'): string {
  return shapes[column][headers];
}

export function widthOf(column: DictionaryColumn): number {
  return shapes[column].width;
}

export function wraps(column: DictionaryColumn): boolean {
  return shapes[column].wrap;
}

/** One row of the dictionary; a column that could not be read says so. */
export function dictionaryCells(row: DictionaryRow, columns: readonly DictionaryColumn[]): Cell[] {
  return columns.map((column) =>
    row.unknown.includes(unknownNames[column] ?? column) ? UNKNOWN : shapes[column].cell(row),
  );
}
