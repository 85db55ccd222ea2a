import type { ObjectRow } from '../../../src-preload/contract/catalog.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { ExportSource, ExportSpec } from '../../../src-preload/contract/exports.ts';
import type { Book, Cell, SheetPlan } from '../../domain/sheets/book.ts';
import { setupLink } from '../catalog/setup-link.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import type { LedgerRepository } from '../store/ledger-repository.ts';
import type { AreaAnswer } from './sources/area-answer.ts';
import { areaParts, type AreaPartsDeps } from './sources/area-parts.ts';
import { type ColumnShape, sheetColumns } from './sources/column-shape.ts';
import { coverSheet, orgFacts, readingFacts } from './sources/cover.ts';
import { dictionarySheets, type SetupLinks } from './sources/dictionary-book.ts';
import { fieldCells, GRID_SHAPES } from './sources/field-columns.ts';
import { LEDGER_SHAPES, ledgerFilterWords, ledgerRows } from './sources/ledger-rows.ts';
import { dependentPicklistSheets } from './sources/dependent-picklists.ts';
import { recordTypeSheets } from './sources/record-types.ts';
import { OBJECT_SHAPES, objectCells } from './sources/object-columns.ts';
import { cutList, filterWords, sortWords } from './sources/query-words.ts';

export type BookMakerDeps = AreaPartsDeps & {
  readonly ledger: Pick<LedgerRepository, 'before' | 'count'>;
  /** Throws `not-found`. */
  readonly connection: (connectionId: string) => Connection;
  readonly appVersion: string;
};

/**
 * Makes the book of an export: what it is about, sheet by sheet, with the numbers of rows; rows are read when a target
 * asks for them. The same spec and moment give the same book as long as nothing is read anew. `ledgerId`: the newest row
 * of the outbound ledger that is part of it, because the clock may have been set since a row was written. `given`: what
 * `answerFor` answered for the source; null is enough for those that are made from rows of the store.
 *
 * Throws `not-found` when the connection does not exist.
 */
export type BookMaker = (
  spec: Pick<ExportSpec, 'source' | 'cover'>,
  at: Date,
  ledgerId: number,
  given?: AreaAnswer | null,
) => Book;

type Parts = {
  /** As in `Acme data dictionary`. */
  readonly words: string;
  readonly contents: string;
  readonly sheets: readonly SheetPlan[];
  /** What the cover says of the query. */
  readonly queryFacts: readonly (readonly [string, Cell])[];
  /** API names that it is about; null: all. */
  readonly objects: readonly string[] | null;
  /** What the cover says of the reading; without it, what was read of the objects. */
  readonly readFacts?: readonly (readonly [string, Cell])[];
};

const MOST_NAMES = 20;

export function createBookMaker({ catalog, ledger, connection, appVersion, ...rest }: BookMakerDeps): BookMaker {
  const linksOf = (connectionId: string): SetupLinks => {
    const org = catalog.org(connectionId);
    return {
      field: (object, field) => setupLink(org, object, field).url,
      object: (object) => setupLink(org, object, null).url,
    };
  };

  const partsOf = (source: ExportSource, ledgerId: number, given: AreaAnswer | null): Parts => {
    switch (source.kind) {
      case 'dictionary':
        return {
          words: 'data dictionary',
          contents: `Data dictionary, ${source.layout === 'one' ? 'one sheet' : 'one sheet per object'}`,
          sheets: [
            ...dictionarySheets(catalog, source, linksOf(source.query.connectionId)),
            ...recordTypeSheets(source, { catalog, areas: rest.areas }),
            ...dependentPicklistSheets(source, catalog),
          ],
          queryFacts: queryFacts(source.query),
          objects: source.query.objects,
        };
      case 'fields': {
        const { query } = source;
        const cells = fieldCells(GRID_SHAPES, source.columns, linksOf(query.connectionId).field);
        return {
          words: 'fields',
          contents: 'The grid of fields as it was shown',
          sheets: [
            dataSheet('fields', 'Fields', shapes(GRID_SHAPES, source.columns), source.headers, {
              count: catalog.countFields(query),
              rows: () => mapPages(catalog.iterateFields(query), cells),
            }),
          ],
          queryFacts: queryFacts(query),
          objects: query.objects,
        };
      }
      case 'objects': {
        const rows = objectRows(catalog, source.connectionId, source.names);
        const cells = objectCells(source.columns, linksOf(source.connectionId).object);
        return {
          words: 'objects',
          contents: 'The list of objects as it was shown',
          sheets: [
            dataSheet('objects', 'Objects', shapes(OBJECT_SHAPES, source.columns), source.headers, {
              count: rows.length,
              rows: () => rows.map(cells),
            }),
          ],
          queryFacts: [['Objects shown', source.names === null ? 'Every object that was read' : rows.length]],
          objects: source.names,
        };
      }
      case 'ledger': {
        const { kind: _, columns: chosen, ...filter } = source;
        const { rows, count } = ledgerRows(ledger, filter, ledgerId);
        const columns = shapes(LEDGER_SHAPES, chosen);
        return {
          words: 'outbound requests',
          contents: 'The outbound ledger: every request that left this computer, newest first',
          sheets: [
            dataSheet('ledger', 'Requests', columns, 'label', {
              count: count(),
              rows: () => mapPages([rows()], (row) => columns.map(({ cell }) => cell(row))),
            }),
          ],
          queryFacts: wordFacts('Filter', ledgerFilterWords(filter)),
          objects: [],
        };
      }
      case 'components':
      case 'access':
      case 'reportAnalysis':
      case 'whereUsed':
      case 'fieldsUsed':
        return { ...areaParts(source, { catalog, ...rest }, given), objects: [] };
    }
  };

  return ({ source, cover }, at, ledgerId, given = null) => {
    const { words, contents, sheets, queryFacts: asked, objects, readFacts } = partsOf(source, ledgerId, given);
    const connectionId = 'query' in source ? source.query.connectionId : source.connectionId;
    const of = connectionId === null ? null : connection(connectionId);
    const title = `${of === null ? 'Orgbench' : fileWords(of.name)} ${words} ${at.toISOString().slice(0, 10)}`;
    if (!cover) return { title, sheets };
    const facts = [
      ...(of === null ? ([['Connection', 'All']] as const) : orgFacts(of)),
      ...(of === null || source.kind === 'ledger' ? [] : (readFacts ?? readingFacts(catalog, of.id, objects))),
      ...asked,
    ];
    const dataSheets = sheets.filter(({ kind }) => kind === 'data');
    return { title, sheets: [coverSheet({ contents, at, appVersion, facts, dataSheets }), ...sheets] };
  };
}

/** A connection's name as a file may be called; it stands in the title, which suggests file names. */
function fileWords(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N} ._-]/gu, '_').trim();
  return safe === '' ? 'Org' : safe;
}

function queryFacts(query: Parameters<typeof filterWords>[0]): [string, Cell][] {
  return [
    ['Objects asked for', query.objects === null ? 'Every object that was read' : cutList(query.objects, MOST_NAMES)],
    ...wordFacts('Filters', filterWords(query)),
    ['Order', sortWords(query)],
  ];
}

/** One line for each; the name stands before the first. */
function wordFacts(name: string, words: readonly string[]): [string, Cell][] {
  return (words.length === 0 ? ['None'] : words).map((one, index) => [index === 0 ? name : '', one]);
}

function shapes<Column extends string, Shape>(
  all: Readonly<Record<Column, Shape>>,
  columns: readonly Column[],
): Shape[] {
  return columns.map((column) => all[column]);
}

function dataSheet<Row>(
  id: string,
  name: string,
  columns: readonly ColumnShape<Row>[],
  headers: 'label' | 'api',
  data: { readonly count: number; readonly rows: () => Iterable<readonly Cell[]> },
): SheetPlan {
  return {
    id,
    name,
    kind: 'data',
    title: null,
    columns: sheetColumns(columns, headers),
    hasHeader: true,
    rowCount: data.count,
    rows: data.rows,
  };
}

function* mapPages<Row>(pages: Iterable<Iterable<Row>>, cells: (row: Row) => Cell[]): Generator<Cell[]> {
  for (const page of pages) for (const row of page) yield cells(row);
}

/** In the order of `names`; what is not in the store any more is left out. */
function objectRows(catalog: CatalogStore, connectionId: string, names: readonly string[] | null): ObjectRow[] {
  const all = catalog.objects(connectionId);
  if (names === null) return all;
  const byName = new Map(all.map((row) => [row.name, row]));
  return names.flatMap((name) => byName.get(name) ?? []);
}
