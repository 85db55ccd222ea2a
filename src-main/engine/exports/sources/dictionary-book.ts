import type { FieldQuery } from '../../../../src-preload/contract/catalog.ts';
import type { DictionarySource } from '../../../../src-preload/contract/exports.ts';
import type { Cell, SheetPlan, WrittenSheets } from '../../../domain/sheets/book.ts';
import type { CatalogStore } from '../../store/catalog/index.ts';
import { sheetColumns } from './column-shape.ts';
import { DICTIONARY_SHAPES, type DictionaryRow, fieldCells, type FieldLink } from './field-columns.ts';

export type SetupLinks = {
  readonly field: FieldLink;
  readonly object: (object: string) => string | null;
};

const INDEX_ID = 'index';

function* dictionaryRows(catalog: CatalogStore, query: FieldQuery): Generator<DictionaryRow> {
  for (const page of catalog.iterateFields(query)) {
    for (const row of page) {
      yield {
        ...row,
        picklistValues: row.picklistCount === null || row.picklistCount === 0 ? [] : catalog.picklistOf(row.id),
      };
    }
  }
}

/** The sheets of a data dictionary: one, or an index and one for each object that has a row. */
export function dictionarySheets(
  catalog: CatalogStore,
  source: DictionarySource,
  links: SetupLinks,
): readonly SheetPlan[] {
  const cellsOf = fieldCells(DICTIONARY_SHAPES, source.columns, links.field);
  const columns = sheetColumns(
    source.columns.map((column) => DICTIONARY_SHAPES[column]),
    source.headers,
  );
  function* cells(query: FieldQuery): Generator<Cell[]> {
    // Picklists are read one by one, and most dictionaries of a few columns do without.
    if (source.columns.includes('picklistValues')) {
      for (const row of dictionaryRows(catalog, query)) yield cellsOf(row);
    } else {
      for (const page of catalog.iterateFields(query))
        for (const row of page) yield cellsOf({ ...row, picklistValues: [] });
    }
  }
  const sheet = (id: string, name: string, query: FieldQuery, rowCount: number, title: SheetPlan['title']) => ({
    id,
    name,
    kind: 'data' as const,
    title,
    columns,
    hasHeader: true,
    rowCount,
    rows: () => cells(query),
  });
  if (source.layout === 'one')
    return [sheet('fields', 'Fields', source.query, catalog.countFields(source.query), null)];

  const objects = objectsWithRows(catalog, source.query);
  const data = objects.map(({ name, label, rowCount }) => {
    const setup = links.object(name);
    const title: Cell[] = [
      name,
      label,
      { text: 'Back to index', link: { kind: 'sheet', sheetId: INDEX_ID } },
      ...(setup === null ? [] : [{ text: 'Open in Setup', link: { kind: 'url' as const, url: setup } }]),
    ];
    return sheet(`object ${name}`, name, { ...source.query, objects: [name] }, rowCount, title);
  });
  const indexRows = ({ rows }: WrittenSheets): Cell[][] =>
    objects.map(({ name, label, description, rowCount }) => [
      { text: name, link: { kind: 'sheet', sheetId: `object ${name}` } },
      label,
      rows.get(`object ${name}`) ?? rowCount,
      description,
    ]);
  const index: SheetPlan = {
    id: INDEX_ID,
    name: 'Index',
    kind: 'index',
    title: null,
    columns: [
      { header: 'Object API name', width: 36, wraps: false },
      { header: 'Object', width: 30, wraps: false },
      { header: 'Fields', width: 10, wraps: false },
      { header: 'Description', width: 70, wraps: true },
    ],
    hasHeader: true,
    rowCount: objects.length,
    rows: indexRows,
  };
  return [index, ...data];
}

type ObjectRows = {
  readonly name: string;
  readonly label: string;
  readonly description: Cell;
  readonly rowCount: number;
};

/** Objects of the query by API name, without those that a filter leaves no row: a sheet without rows helps nobody. */
function objectsWithRows(catalog: CatalogStore, query: FieldQuery): ObjectRows[] {
  const wanted = query.objects === null ? null : new Set(query.objects);
  const isFiltered = query.quick !== '' || query.filters.length > 0;
  return catalog
    .objects(query.connectionId)
    .filter(({ name }) => wanted === null || wanted.has(name))
    .map(({ name, label, description, fieldCount, unknown }) => ({
      name,
      label,
      description: unknown.includes('description') ? 'unknown' : description,
      rowCount: isFiltered ? catalog.countFields({ ...query, objects: [name] }) : fieldCount,
    }))
    .filter(({ rowCount }) => rowCount > 0);
}
