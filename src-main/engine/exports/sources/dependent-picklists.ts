import type { DictionarySource } from '../../../../src-preload/contract/exports.ts';
import { dependentValues } from '../../../domain/metadata/dependent-values.ts';
import type { Cell, SheetPlan } from '../../../domain/sheets/book.ts';
import { controllingValues } from '../../catalog/controlling-values.ts';
import type { CatalogStore } from '../../store/catalog/index.ts';
import { answerRows, answerSheet, column } from './answer-table.ts';

/**
 * What each dependent picklist offers under each value of the field that controls it: a row for each pair. None where one
 * sheet is wanted. Where the controlling field may not be read, the pairs are unknown and one row says so.
 */
export function dependentPicklistSheets(
  { query, layout }: Pick<DictionarySource, 'query' | 'layout'>,
  catalog: CatalogStore,
): readonly SheetPlan[] {
  if (layout === 'one') return [];
  const { connectionId } = query;
  const wanted = query.objects === null ? null : new Set(query.objects);
  const rows = catalog
    .dependentPicklists(catalog.org(connectionId).key)
    .filter(({ object }) => wanted?.has(object) !== false)
    .flatMap(({ object, name }): Cell[][] => {
      const field = catalog.field(connectionId, object, name);
      if (field === null) return [];
      const known: Cell[] = [object, name, field.controllerName];
      const controlling = controllingValues(catalog, connectionId, field);
      if (controlling === null) return [[...known, 'unknown', 'unknown', 'unknown']];
      return dependentValues(field.picklist, controlling).flatMap((one) =>
        one.values.map(({ value, label }) => [...known, one.controlling, value, label]),
      );
    });
  if (rows.length === 0) return [];
  const columns = [
    column('Object API name', 36),
    column('Dependent picklist', 30),
    column('Controlling field', 30),
    column('Controlling value', 36),
    column('Value', 36),
    column('Label', 36),
  ];
  return [answerSheet('dependent picklists', 'Dependent picklists', { columns, ...answerRows(rows, (row) => row) })];
}
