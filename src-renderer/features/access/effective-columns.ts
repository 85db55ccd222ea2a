import type { ObjectRights } from '../../../src-preload/contract/access.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { t } from '../../i18n/t.ts';
import type { GridColumn } from '../../ui/data-grid/types.ts';
import { paintFieldRight, paintRights } from './cells.tsx';
import { rightsLetters, sessionOnly, stepsText, waysText } from './rights.ts';

type Answer = Output<'access.effective'>;
export type ObjectRow = Answer['objects'][number];
export type FieldRow = Answer['fields'][number];
export type SystemRow = Answer['system'][number];

const names = (rights: readonly (keyof ObjectRights)[]): string =>
  rights.map((right) => t(`access.right.${right}`)).join(', ');

export const OBJECT_COLUMNS: readonly GridColumn<ObjectRow>[] = [
  { id: 'label', header: t('access.column.label'), widthPx: 200, sortable: true, text: (row) => row.label },
  {
    id: 'object',
    header: t('access.column.object'),
    widthPx: 220,
    sortable: true,
    mono: true,
    copyable: true,
    text: (row) => row.object,
  },
  {
    id: 'rights',
    header: t('access.column.rights'),
    widthPx: 130,
    sortable: true,
    text: (row) => rightsLetters(row.rights),
    paint: (row) => paintRights(row.rights),
  },
  { id: 'paths', header: t('access.column.paths'), widthPx: 640, text: (row) => waysText(row.paths) },
  {
    id: 'inSession',
    header: t('access.column.inSession'),
    widthPx: 150,
    sortable: true,
    text: (row) => names(sessionOnly(row.rights, row.inSession)),
  },
];

const rightOf = (row: { readonly read: boolean; readonly edit: boolean }): 'none' | 'read' | 'edit' =>
  row.edit ? 'edit' : row.read ? 'read' : 'none';
const words = (right: 'none' | 'read' | 'edit'): string =>
  right === 'none' ? t('access.field.none') : t(right === 'edit' ? 'access.field.editWords' : 'access.field.readWords');

export const FIELD_COLUMNS: readonly GridColumn<FieldRow>[] = [
  { id: 'label', header: t('access.column.label'), widthPx: 220, sortable: true, text: (row) => row.label },
  {
    id: 'field',
    header: t('access.matrix.field'),
    widthPx: 230,
    sortable: true,
    mono: true,
    copyable: true,
    text: (row) => row.field,
  },
  {
    id: 'can',
    header: t('access.column.can'),
    widthPx: 110,
    sortable: true,
    text: (row) => words(rightOf(row)),
    paint: (row) => paintFieldRight(rightOf(row)),
  },
  { id: 'paths', header: t('access.column.paths'), widthPx: 640, text: (row) => waysText(row.paths) },
  {
    id: 'inSession',
    header: t('access.column.inSession'),
    widthPx: 150,
    sortable: true,
    text: (row) => (rightOf(row) === rightOf(row.inSession) ? '' : words(rightOf(row.inSession))),
  },
];

export const SYSTEM_COLUMNS: readonly GridColumn<SystemRow>[] = [
  { id: 'label', header: t('access.column.permission'), widthPx: 280, sortable: true, text: (row) => row.label },
  {
    id: 'name',
    header: t('access.column.apiName'),
    widthPx: 230,
    sortable: true,
    mono: true,
    copyable: true,
    text: (row) => row.name,
  },
  { id: 'paths', header: t('access.column.paths'), widthPx: 720, text: (row) => stepsText(row.paths) },
  {
    id: 'inSession',
    header: t('access.column.inSession'),
    widthPx: 150,
    sortable: true,
    text: (row) => t(row.inSession ? 'grid.yes' : 'grid.no'),
  },
];
