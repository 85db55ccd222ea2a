import type { Finding } from '../../../src-preload/contract/report-analysis.ts';
import { formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import type { GridColumn } from '../../ui/data-grid/types.ts';
import { kindName } from './tiles.ts';
import classes from './report-analysis.module.css';

/** One thing may be found for several reasons; each is a row of its own. */
export const findingId = ({ kind, type, name }: Finding): string => `${kind} ${type} ${name}`;

const date = (value: string | null): string => (value === null ? '' : formatDate(value));

/** How sure it is as a mark that is told apart by more than its colour. */
function paintSure({ sure }: Finding): Node {
  const mark = document.createElement('span');
  mark.className = classes['sure'] ?? '';
  mark.dataset['sure'] = sure;
  mark.textContent = t(`analysis.sure.${sure}`);
  return mark;
}

export const FINDING_COLUMNS: readonly GridColumn<Finding>[] = [
  { id: 'label', header: t('analysis.column.label'), widthPx: 220, sortable: true, text: (row) => row.label },
  { id: 'kind', header: t('analysis.column.kind'), widthPx: 190, sortable: true, text: (row) => kindName(row.kind) },
  {
    id: 'type',
    header: t('analysis.column.type'),
    widthPx: 95,
    sortable: true,
    text: (row) => t(`analysis.type.${row.type}`),
  },
  {
    id: 'folder',
    header: t('analysis.column.folder'),
    widthPx: 150,
    sortable: true,
    text: (row) => row.folder ?? '',
  },
  {
    id: 'sure',
    header: t('analysis.column.sure'),
    widthPx: 105,
    sortable: true,
    text: (row) => t(`analysis.sure.${row.sure}`),
    paint: paintSure,
  },
  { id: 'why', header: t('analysis.column.why'), widthPx: 420, text: (row) => row.why },
  {
    id: 'lastRunDate',
    header: t('analysis.column.lastRunDate'),
    widthPx: 110,
    sortable: true,
    text: (row) => row.lastRunDate ?? '',
    show: (row) => date(row.lastRunDate),
  },
  {
    id: 'lastModifiedDate',
    header: t('analysis.column.lastModifiedDate'),
    widthPx: 125,
    sortable: true,
    text: (row) => row.lastModifiedDate ?? '',
    show: (row) => date(row.lastModifiedDate),
  },
  {
    id: 'name',
    header: t('analysis.column.name'),
    widthPx: 280,
    sortable: true,
    mono: true,
    copyable: true,
    text: (row) => row.name,
  },
  { id: 'doubt', header: t('analysis.column.doubt'), widthPx: 360, text: (row) => row.doubt ?? '' },
];
