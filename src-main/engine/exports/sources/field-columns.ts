import type { FieldBadge, FieldColumn, FieldRow } from '../../../../src-preload/contract/catalog.ts';
import type { DictionaryColumn } from '../../../../src-preload/contract/exports.ts';
import type { PicklistValueFacts } from '../../../domain/metadata/facts.ts';
import type { Cell } from '../../../domain/sheets/book.ts';
import { type ColumnShape, shape, UNKNOWN } from './column-shape.ts';

/** A field with what the grid leaves out. */
export type DictionaryRow = FieldRow & { readonly picklistValues: readonly PicklistValueFacts[] };

export type GridColumn = FieldColumn | 'badges';

const BADGES: Readonly<Record<FieldBadge, string>> = {
  custom: 'Custom',
  required: 'Required',
  unique: 'Unique',
  externalId: 'External ID',
  formula: 'Formula',
  rollUp: 'Roll-up',
  autoNumber: 'Auto number',
  encrypted: 'Encrypted',
  indexed: 'Indexed',
  managed: 'Managed',
  noAccess: 'No field access',
  nameField: 'Name field',
  dependent: 'Dependent',
};

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

const long = (width: number) => ({ width, wraps: true });
/** A fact that every field has: there is no such thing as an empty one. */
const always = (value: Cell): Cell => value ?? UNKNOWN;

const shared = {
  object: shape<FieldRow>('Object API name', 'Object', 28, (row) => row.object),
  objectLabel: shape<FieldRow>('Object', 'ObjectLabel', 22, (row) => row.objectLabel),
  type: shape<FieldRow>('Type', 'DataType', 14, (row) => always(row.type)),
  length: shape<FieldRow>('Length', 'Length', 9, (row) => row.length),
  precision: shape<FieldRow>('Precision', 'Precision', 9, (row) => row.precision),
  scale: shape<FieldRow>('Scale', 'Scale', 8, (row) => row.scale),
  referenceTo: shape<FieldRow>('References', 'ReferenceTo', 24, (row) => row.referenceTo.join(', ')),
  required: shape<FieldRow>('Required', 'Required', 10, (row) => always(row.required)),
  unique: shape<FieldRow>('Unique', 'Unique', 9, (row) => always(row.unique)),
  externalId: shape<FieldRow>('External ID', 'ExternalId', 11, (row) => always(row.externalId)),
  custom: shape<FieldRow>('Custom', 'Custom', 9, (row) => row.custom),
  formula: shape<FieldRow>('Formula', 'Formula', long(40), (row) => row.formula),
  defaultValue: shape<FieldRow>('Default value', 'DefaultValue', long(18), (row) => row.defaultValue),
  helpText: shape<FieldRow>('Help text', 'InlineHelpText', long(44), (row) => row.helpText),
  description: shape<FieldRow>('Description', 'Description', long(52), (row) => row.description),
  namespace: shape<FieldRow>('Namespace', 'NamespacePrefix', 12, (row) => row.namespace),
  securityClassification: shape<FieldRow>(
    'Data sensitivity level',
    'SecurityClassification',
    22,
    (row) => row.securityClassification,
  ),
  complianceGroup: shape<FieldRow>('Compliance categorization', 'ComplianceGroup', 24, (row) => row.complianceGroup),
  createdDate: shape<FieldRow>('Created', 'CreatedDate', 24, (row) => row.createdDate),
  lastModifiedDate: shape<FieldRow>('Last modified', 'LastModifiedDate', 24, (row) => row.lastModifiedDate),
};

/** Columns of a data dictionary. */
export const DICTIONARY_SHAPES: Readonly<Record<DictionaryColumn, ColumnShape<DictionaryRow>>> = {
  ...shared,
  name: shape('Field API name', 'QualifiedApiName', 32, (row) => row.name),
  label: shape('Field label', 'Label', 28, (row) => row.label),
  picklistValues: shape('Picklist values', 'PicklistValues', long(36), (row) => picklistText(row.picklistValues)),
};

/** Columns of the field grid, named as the grid names them. */
export const GRID_SHAPES: Readonly<Record<GridColumn, ColumnShape<FieldRow>>> = {
  ...shared,
  name: shape('API name', 'QualifiedApiName', 32, (row) => row.name),
  label: shape('Label', 'Label', 28, (row) => row.label),
  picklistCount: shape('Picklist values', 'PicklistValueCount', 14, (row) => row.picklistCount),
  readAt: shape('Read', 'ReadAt', 24, (row) => (row.readAt === '' ? UNKNOWN : row.readAt)),
  badges: shape('Attributes', 'Attributes', 30, (row) => row.badges.map((badge) => BADGES[badge]).join(', ')),
};

/** Picklist values hang on the count that the grid knows. */
const UNKNOWN_NAMES: Readonly<Partial<Record<string, string>>> = { picklistValues: 'picklistCount' };

/** Address of a field's page in Setup; null when there is none. */
export type FieldLink = (object: string, field: string) => string | null;

/**
 * Turns field rows into cells. A column that could not be read says so; the name, or the label where the name is not
 * among the columns, leads to the field's page in Setup.
 */
export function fieldCells<Row extends FieldRow, Column extends string>(
  shapes: Readonly<Record<Column, ColumnShape<Row>>>,
  columns: readonly Column[],
  linkOf: FieldLink,
): (row: Row) => Cell[] {
  const names: readonly string[] = columns;
  const linked = names.indexOf('name') === -1 ? names.indexOf('label') : names.indexOf('name');
  const parts = columns.map((column) => ({ unknownName: UNKNOWN_NAMES[column] ?? column, cell: shapes[column].cell }));
  return (row) => {
    const cells = parts.map(({ unknownName, cell }) => (row.unknown.includes(unknownName) ? UNKNOWN : cell(row)));
    const text = cells[linked];
    if (typeof text !== 'string') return cells;
    const url = linkOf(row.object, row.name);
    if (url !== null) cells[linked] = { text, link: { kind: 'url', url } };
    return cells;
  };
}
