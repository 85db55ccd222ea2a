import type { FieldQuery } from '../../../src-preload/contract/catalog.ts';
import {
  type DictionaryColumn,
  type DictionarySpec,
  DICTIONARY_COLUMNS,
} from '../../../src-preload/contract/exports.ts';
import type { Preferences } from '../../../src-preload/contract/preferences.ts';
import { type MessageId, t } from '../../i18n/t.ts';

export type Scope = 'all' | 'shown' | 'chosen';

/** What the dialog holds: a spec, but with the choice of fields as the person made it. */
export type ExportDraft = {
  readonly scope: Scope;
  readonly objects: readonly string[];
  readonly format: DictionarySpec['format'];
  readonly layout: DictionarySpec['layout'];
  readonly headers: DictionarySpec['headers'];
  readonly defuse: boolean;
  /** Every column in its order, with whether it is exported. */
  readonly columns: readonly { readonly id: DictionaryColumn; readonly on: boolean }[];
};

/** True when the grid shows other rows, or another order, than "all fields" would give. */
export const differsFromAll = (shown: FieldQuery | null): boolean =>
  shown !== null && (shown.objects !== null || shown.quick !== '' || shown.filters.length > 0 || shown.sort.length > 0);

export function firstDraft(preferences: Preferences, shown: FieldQuery | null): ExportDraft {
  return {
    scope: differsFromAll(shown) ? 'shown' : 'all',
    objects: shown?.objects ?? [],
    format: 'xlsx',
    layout: 'one',
    headers: preferences.nameStyle,
    defuse: preferences.csvDefuse,
    columns: DICTIONARY_COLUMNS.map((id) => ({ id, on: true })),
  };
}

/** The dialog as it was for an earlier export. */
export function draftOf(spec: DictionarySpec): ExportDraft {
  const on = new Set(spec.columns);
  const plain = spec.query.quick === '' && spec.query.filters.length === 0 && spec.query.sort.length === 0;
  return {
    scope: !plain ? 'shown' : spec.query.objects === null ? 'all' : 'chosen',
    objects: spec.query.objects ?? [],
    format: spec.format,
    layout: spec.layout,
    headers: spec.headers,
    defuse: spec.defuse,
    columns: [
      ...spec.columns.map((id) => ({ id, on: true })),
      ...DICTIONARY_COLUMNS.filter((id) => !on.has(id)).map((id) => ({ id, on: false })),
    ],
  };
}

/** @returns null while nothing could be exported: no column, or objects to choose and none chosen. */
export function specOf(draft: ExportDraft, connectionId: string, shown: FieldQuery | null): DictionarySpec | null {
  const columns = draft.columns.filter(({ on }) => on).map(({ id }) => id);
  if (columns.length === 0 || (draft.scope === 'chosen' && draft.objects.length === 0)) return null;
  const all: FieldQuery = { connectionId, objects: null, quick: '', filters: [], sort: [] };
  const query =
    draft.scope === 'shown' && shown !== null
      ? shown
      : draft.scope === 'chosen'
        ? { ...all, objects: [...draft.objects] }
        : all;
  return {
    query,
    format: draft.format,
    layout: draft.layout,
    columns,
    headers: draft.headers,
    defuse: draft.defuse,
  };
}

/** Exchanges a column with its neighbour. */
export function moveExportColumn(columns: ExportDraft['columns'], index: number, by: -1 | 1): ExportDraft['columns'] {
  const moved = columns[index];
  const other = columns[index + by];
  if (moved === undefined || other === undefined) return columns;
  return columns.map((column, at) => (at === index ? other : at === index + by ? moved : column));
}

export const columnName = (column: DictionaryColumn): string =>
  column === 'picklistValues' ? t('export.column.picklistValues') : t(`fields.column.${column}` satisfies MessageId);
