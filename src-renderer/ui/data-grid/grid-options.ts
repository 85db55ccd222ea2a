import type {
  CellKeyDownEvent,
  ColDef,
  GridApi,
  GridOptions,
  IDatasource,
  SuppressHeaderKeyboardEventParams,
} from 'ag-grid-community';
import type { Preferences } from '../../../src-preload/contract/preferences.ts';
import { styleNonce } from '../../nonce.ts';
import { gridTheme } from './grid-theme.ts';
import { HeaderCell } from './header-cell.ts';
import { PaintedCell } from './painted-cell.ts';
import type { GridColumn, GridSort, ShownColumn } from './types.ts';

/** Rows asked for at once, and how many of such blocks are kept. */
export const BLOCK_ROWS = 200;
const KEPT_BLOCKS = 40;
/** Drawn as loading until the first page says how many there are. */
const FIRST_GUESS_ROWS = 60;

/** What the grid tells; a function for each, so that the grid itself is made once. */
export type GridTells<Row> = {
  readonly open: (row: Row, byKeyboard: boolean) => void;
  readonly copy: (focused: { readonly row: Row; readonly columnId: string }) => void;
  readonly sort: (column: string, add: boolean) => void;
  readonly filter: ((column: string, anchor: Element) => void) | undefined;
  readonly isFiltered: (column: string) => boolean;
  readonly announce: (text: string) => void;
  readonly columns: (columns: readonly ShownColumn[]) => void;
  readonly selected: (count: number) => void;
  readonly load: (from: number, to: number, done: (rows: Row[], total: number) => void, failed: () => void) => void;
};

/** Where the grid asks for its rows. */
export const datasource = <Row>(tells: GridTells<Row>): IDatasource => ({
  getRows: ({ startRow, endRow, successCallback, failCallback }) =>
    tells.load(startRow, endRow, (rows, total) => successCallback(rows, total), failCallback),
});

type ColumnSort = { readonly colId: string; readonly sort: GridSort['direction']; readonly sortIndex: number };

/** Our order as the library's. */
export const sortState = (sort: readonly GridSort[]): ColumnSort[] =>
  sort.map(({ column, direction }, sortIndex) => ({ colId: column, sort: direction, sortIndex }));

const initially = (one: ColumnSort | undefined) =>
  one === undefined ? {} : { initialSort: one.sort, initialSortIndex: one.sortIndex };

/**
 * Our columns as the library's. The first is frozen.
 *
 * @param initialSort of columns that are new to the grid; it is applied later to those that are not.
 */
export function columnDefs<Row>(
  columns: readonly GridColumn<Row>[],
  shown: readonly ShownColumn[],
  tells: GridTells<Row>,
  initialSort: readonly GridSort[] = [],
): ColDef<Row>[] {
  const sorts = new Map(sortState(initialSort).map((one) => [one.colId, one]));
  const byId = new Map(columns.map((column) => [column.id, column]));
  return shown.flatMap(({ id, widthPx }, index): ColDef<Row>[] => {
    const column = byId.get(id);
    if (column === undefined) return [];
    const frozen = index === 0;
    return [
      {
        colId: id,
        headerName: column.header,
        width: widthPx ?? column.widthPx,
        sortable: column.sortable === true,
        ...initially(sorts.get(id)),
        pinned: frozen ? 'left' : null,
        lockPinned: true,
        suppressMovable: frozen,
        lockPosition: frozen ? 'left' : false,
        cellClass: [...(column.numeric === true ? ['ob-numeric'] : []), ...(frozen ? ['ob-first'] : [])],
        headerClass: frozen ? 'ob-first' : '',
        cellRendererParams: { ours: column, announce: tells.announce },
        headerComponentParams: {
          ours: column,
          onSort: tells.sort,
          onFilter: tells.filter,
          isFiltered: tells.isFiltered,
        },
      },
    ];
  });
}

/** The tuned settings: few rows beyond the visible ones, no animation, no hover, pages from the engine. */
export function gridOptions<Row>(
  density: Preferences['density'],
  idOf: (row: Row) => string,
  tells: GridTells<Row>,
): GridOptions<Row> {
  const state = (api: GridApi<Row>): readonly ShownColumn[] =>
    api.getAllDisplayedColumns().map((column) => ({ id: column.getColId(), widthPx: column.getActualWidth() }));
  return {
    theme: gridTheme(density),
    styleNonce,
    rowModelType: 'infinite',
    cacheBlockSize: BLOCK_ROWS,
    maxBlocksInCache: KEPT_BLOCKS,
    maxConcurrentDatasourceRequests: 2,
    blockLoadDebounceMillis: 20,
    infiniteInitialRowCount: FIRST_GUESS_ROWS,
    getRowId: ({ data }) => idOf(data),
    rowBuffer: 4,
    // A scroll bar that comes with the first rows has the whole page styled again, twice, which takes longer than the rows.
    alwaysShowVerticalScroll: true,
    animateRows: false,
    suppressRowHoverHighlight: true,
    suppressColumnMoveAnimation: true,
    suppressDragLeaveHidesColumns: true,
    // Screens lay their own empty states over the rows.
    suppressNoRowsOverlay: true,
    ensureDomOrder: true,
    rowSelection: { mode: 'multiRow', checkboxes: false, headerCheckbox: false, enableClickSelection: true },
    defaultColDef: {
      resizable: true,
      minWidth: 60,
      cellRenderer: PaintedCell,
      headerComponent: HeaderCell,
      suppressHeaderKeyboardEvent: (params) => headerKey(params, tells),
    },
    // Twenty cells a row are no tab stops: arrows move inside, Tab leaves.
    tabToNextCell: () => false,
    tabToNextHeader: () => false,
    onCellClicked: ({ data, event }) => {
      if (data === undefined || !(event instanceof MouseEvent)) return;
      if (!event.shiftKey && !event.ctrlKey && !event.metaKey) tells.open(data, false);
    },
    onCellKeyDown: (event) => {
      if ('column' in event) cellKey(event, tells);
    },
    onSelectionChanged: ({ api }) => tells.selected(api.getSelectedNodes().length),
    onColumnResized: ({ api, finished, source }) => {
      if (finished && source === 'uiColumnResized') tells.columns(state(api));
    },
    onColumnMoved: ({ api, finished, source }) => {
      if (finished && source === 'uiColumnMoved') tells.columns(state(api));
    },
  };
}

function cellKey<Row>(event: CellKeyDownEvent<Row>, tells: GridTells<Row>): void {
  const { data, api, rowIndex } = event;
  const key = event.event;
  if (!(key instanceof KeyboardEvent) || data === undefined || rowIndex === null) return;
  if (key.key === 'Enter') {
    event.node.setSelected(true, true);
    tells.open(data, true);
  } else if (key.key.toLowerCase() === 'c' && (key.ctrlKey || key.metaKey) && !key.altKey) {
    tells.copy({ row: data, columnId: event.column.getColId() });
  } else if (key.shiftKey && (key.key === 'ArrowDown' || key.key === 'ArrowUp')) {
    extendSelection(api, rowIndex);
    return;
  } else return;
  key.preventDefault();
}

/** Shift with an arrow adds the row that the focus left and, once it has moved, the one it came to. */
function extendSelection<Row>(api: GridApi<Row>, left: number): void {
  api.getDisplayedRowAtIndex(left)?.setSelected(true);
  requestAnimationFrame(() => {
    const now = api.getFocusedCell()?.rowIndex;
    if (now !== undefined) api.getDisplayedRowAtIndex(now)?.setSelected(true);
  });
}

/** Keys on a header that the library leaves to headers of one's own. Answers whether the library must ignore the key. */
function headerKey<Row>(params: SuppressHeaderKeyboardEventParams<Row>, tells: GridTells<Row>): boolean {
  const { event, column } = params;
  const id = 'getColId' in column ? column.getColId() : null;
  if (id === null) return false;
  if (event.key === 'ArrowDown' && event.altKey) {
    const cell = event.target instanceof Element ? event.target : null;
    if (cell !== null) tells.filter?.(id, cell);
  } else if (event.key === 'Enter' && 'isSortable' in column && column.isSortable()) {
    tells.sort(id, event.shiftKey);
  } else return false;
  event.preventDefault();
  return true;
}
