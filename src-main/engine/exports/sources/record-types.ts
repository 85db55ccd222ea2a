import type { DictionarySource } from '../../../../src-preload/contract/exports.ts';
import type { Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import type { AreaStore } from '../../store/areas/index.ts';
import type { CatalogStore } from '../../store/catalog/index.ts';
import { recordTypePicklists } from '../../areas/object-parts.ts';
import { answerRows, answerSheet, column } from './answer-table.ts';

/** Record types with the values that each picklist has in them; none while they were not read, or where one sheet is wanted. */
export function recordTypeSheets(
  { query, layout }: Pick<DictionarySource, 'query' | 'layout'>,
  { catalog, areas }: { readonly catalog: CatalogStore; readonly areas: AreaStore },
): readonly SheetPlan[] {
  if (layout === 'one') return [];
  const { key } = catalog.org(query.connectionId);
  const wanted = query.objects === null ? null : new Set(query.objects);
  const rows = areas.components
    .ofType(key, 'RecordType')
    .filter(({ object }) => object !== null && wanted?.has(object) !== false)
    .flatMap((recordType) =>
      (recordTypePicklists(recordType.facts) ?? []).flatMap(({ field, values, defaultValue }) =>
        values.map((value): Cell[] => [
          recordType.object,
          recordType.name.slice(recordType.name.indexOf('.') + 1),
          recordType.label,
          field,
          value,
          value === defaultValue,
        ]),
      ),
    );
  if (rows.length === 0) return [];
  const columns = [
    column('Object API name', 36),
    column('Record type API name', 30),
    column('Record type', 30),
    column('Picklist', 30),
    column('Value', 36),
    column('Default', 9),
  ];
  return [answerSheet('record types', 'Record types', { columns, ...answerRows(rows, (row) => row) })];
}
