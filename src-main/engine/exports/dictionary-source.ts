import type { FieldQuery } from '../../../src-preload/contract/catalog.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import type { DictionaryRow } from './dictionary-cells.ts';
import type { DictionaryObject, DictionarySource } from './dictionary-writer.ts';

/** The rows of a dictionary as the store holds them now. */
export function dictionarySource(catalog: CatalogStore): DictionarySource {
  function* rows(query: FieldQuery): Iterable<DictionaryRow> {
    for (const page of catalog.iterateFields(query)) {
      for (const row of page) {
        yield {
          ...row,
          picklistValues: row.picklistCount === null || row.picklistCount === 0 ? [] : catalog.picklistOf(row.id),
        };
      }
    }
  }

  const objects = (query: FieldQuery): DictionaryObject[] => {
    const wanted = query.objects === null ? null : new Set(query.objects);
    // A filter may leave an object without any row, and a sheet without rows helps nobody.
    const isFiltered = query.quick !== '' || query.filters.length > 0;
    return catalog
      .objects(query.connectionId)
      .filter((object) => wanted === null || wanted.has(object.name))
      .filter((object) =>
        isFiltered ? catalog.countFields({ ...query, objects: [object.name] }) > 0 : object.fieldCount > 0,
      )
      .map(({ name, label, description }) => ({ name, label, description }));
  };

  return { objects, rows };
}
