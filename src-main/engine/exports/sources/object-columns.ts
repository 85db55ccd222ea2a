import type { ObjectColumn, ObjectRow } from '../../../../src-preload/contract/catalog.ts';
import type { ObjectKind } from '../../../../src-preload/contract/objects.ts';
import type { Cell } from '../../../domain/sheets/book.ts';
import { type ColumnShape, shape, UNKNOWN } from './column-shape.ts';

const KINDS: Readonly<Record<ObjectKind, string>> = {
  standard: 'Standard',
  custom: 'Custom',
  customSetting: 'Custom setting',
  customMetadata: 'Custom metadata type',
  platformEvent: 'Platform event',
  external: 'External',
  bigObject: 'Big object',
  history: 'History',
  share: 'Share',
  feed: 'Feed',
  changeEvent: 'Change event',
};

/** Columns of the object list, named as the list names them. */
export const OBJECT_SHAPES: Readonly<Record<ObjectColumn, ColumnShape<ObjectRow>>> = {
  label: shape('Label', 'Label', 30, (row) => (row.vanished ? `${row.label} (no longer in the org)` : row.label)),
  name: shape('API name', 'QualifiedApiName', 36, (row) => row.name),
  labelPlural: shape('Plural label', 'PluralLabel', 30, (row) => row.labelPlural),
  kind: shape('Kind', 'Kind', 20, (row) => KINDS[row.kind]),
  fieldCount: shape('Fields', 'FieldCount', 9, (row) => row.fieldCount),
  customFieldCount: shape('Custom fields', 'CustomFieldCount', 14, (row) => row.customFieldCount),
  recordTypeCount: shape('Record types', 'RecordTypeCount', 13, (row) => row.recordTypeCount),
  keyPrefix: shape('Key prefix', 'KeyPrefix', 11, (row) => row.keyPrefix),
  namespace: shape('Namespace', 'NamespacePrefix', 14, (row) => row.namespace),
  description: shape('Description', 'Description', { width: 60, wraps: true }, (row) => row.description),
  createdDate: shape('Created', 'CreatedDate', 24, (row) => row.createdDate),
  lastModifiedDate: shape('Last modified', 'LastModifiedDate', 24, (row) => row.lastModifiedDate),
  readAt: shape('Read', 'ReadAt', 24, (row) => (row.readAt === '' ? UNKNOWN : row.readAt)),
};

/** Turns object rows into cells; the API name, or the label where it is not shown, leads to the object's Setup page. */
export function objectCells(
  columns: readonly ObjectColumn[],
  linkOf: (object: string) => string | null,
): (row: ObjectRow) => Cell[] {
  const linked = columns.includes('name') ? columns.indexOf('name') : columns.indexOf('label');
  return (row) =>
    columns.map((column, index) => {
      if (row.unknown.includes(column)) return UNKNOWN;
      const cell = OBJECT_SHAPES[column].cell(row);
      const url = index === linked && typeof cell === 'string' ? linkOf(row.name) : null;
      return url === null || typeof cell !== 'string' ? cell : { text: cell, link: { kind: 'url', url } };
    });
}
