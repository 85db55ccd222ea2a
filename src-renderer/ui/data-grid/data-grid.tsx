import { type GridApi, createGrid } from 'ag-grid-community';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { call } from '../../api/client.ts';
import { usePreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../toasts.tsx';
import { copyRows } from './copy-formats.ts';
import './grid-modules.ts';
import { type GridTells, columnDefs, datasource, gridOptions, sortState } from './grid-options.ts';
import { inFrames } from './in-frames.ts';
import classes from './data-grid.module.css';
import type { GridColumn, GridSort, RowSource, ShownColumn } from './types.ts';

const FLASH_MS = 700;

/** What a toolbar may ask of the grid. */
export type GridHandle<Row> = { readonly selectedRows: () => readonly Row[]; readonly focus: () => void };

type Props<Row> = {
  /** The grid's accessible name. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly shown: readonly ShownColumn[];
  readonly onShown: (columns: readonly ShownColumn[]) => void;
  readonly source: RowSource<Row>;
  readonly idOf: (row: Row) => string;
  readonly sort: readonly GridSort[];
  readonly onSort: (column: string, add: boolean) => void;
  readonly filtered?: ReadonlySet<string>;
  readonly onFilter?: (column: string, anchor: Element) => void;
  /** A row was chosen; by keyboard the focus should follow, by mouse it stays. */
  readonly onOpen: (row: Row, byKeyboard: boolean) => void;
  readonly onLoaded: (total: number) => void;
  readonly onFailed: (error: unknown) => void;
  readonly onSelected: (count: number) => void;
  readonly handle?: RefObject<GridHandle<Row> | null>;
  /** Laid over the rows: an empty state. */
  readonly children?: ReactNode;
};

/**
 * A virtualised grid of any number of rows that come in pages.
 *
 * The one place that knows the grid library; screens know columns, a source and what to do with a row.
 */
export function DataGrid<Row>(props: Props<Row>) {
  const { density } = usePreferences();
  const host = useRef<HTMLDivElement>(null);
  const live = useRef<HTMLDivElement>(null);
  const grid = useRef<GridApi<Row> | null>(null);
  const tells = useRef<GridTells<Row> | null>(null);
  const latest = useRef(props);
  const loads = useRef(new AbortController());
  const { columns, shown, sort, source, filtered } = props;
  const sortKey = sortKeyOf(sort);
  const drawn = useRef<{ readonly sortKey: string; readonly key: string; readonly version: number | string }>({
    sortKey: '',
    key: '',
    version: 0,
  });

  useEffect(() => {
    latest.current = props;
  });

  // Made once for each row height; everything that changes reaches it through `latest` or the effects below. In steps,
  // because all of it at once keeps the page from drawing for 0.1 s, also of what runs meanwhile.
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const mine = makeTells(latest, loads, grid, live);
    let api: GridApi<Row> | null = null;
    const stop = inFrames([
      () => {
        api = createGrid<Row>(
          element,
          gridOptions(density, (row: Row) => latest.current.idOf(row), mine),
        );
        element.querySelector('[role=grid], [role=treegrid]')?.setAttribute('aria-label', latest.current.label);
      },
      () => {
        const now = latest.current;
        api?.setGridOption('columnDefs', columnDefs(now.columns, now.shown, mine, now.sort));
        tells.current = mine;
        grid.current = api;
        drawn.current = { sortKey: sortKeyOf(now.sort), key: now.source.key, version: now.source.version };
      },
      () => {
        api?.setGridOption('datasource', datasource(mine));
        if (api !== null && latest.current.handle !== undefined) latest.current.handle.current = makeHandle(api);
      },
    ]);
    return () => {
      stop();
      loads.current.abort();
      loads.current = new AbortController();
      grid.current = null;
      api?.destroy();
    };
  }, [density]);

  useEffect(() => {
    if (grid.current === null || tells.current === null) return;
    grid.current.setGridOption('columnDefs', columnDefs(columns, shown, tells.current));
    // A list that was reordered elsewhere (the chooser, the name switch) also moves columns that exist already.
    grid.current.applyColumnState({ state: shown.map(({ id }) => ({ colId: id })), applyOrder: true });
  }, [columns, shown, density]);

  // Before the sort: the library asks for rows while it is applied, and they must come from the new source.
  useEffect(() => {
    const api = grid.current;
    if (api === null) return;
    const before = drawn.current;
    drawn.current = { sortKey, key: source.key, version: source.version };
    if (before.key !== source.key) {
      loads.current.abort();
      loads.current = new AbortController();
      api.deselectAll();
    }
    if (before.sortKey !== sortKey) {
      const sorted = latest.current.sort;
      api.applyColumnState({
        state: sortState(sorted),
        defaultState: { sort: null },
      });
      api.refreshHeader();
    }
    if (before.key !== source.key) {
      api.purgeInfiniteCache();
      if (api.getDisplayedRowCount() > 0) api.ensureIndexVisible(0, 'top');
    } else if (before.version !== source.version) api.refreshInfiniteCache();
  }, [sortKey, source.key, source.version, density]);

  useEffect(() => grid.current?.refreshHeader(), [filtered]);

  return (
    <div className={classes.frame}>
      <div ref={host} className={classes.grid} />
      <div ref={live} className="ob-hidden" role="status" />
      {props.children === undefined || props.children === null ? null : (
        <div className={classes.over}>{props.children}</div>
      )}
    </div>
  );
}

const sortKeyOf = (sort: readonly GridSort[]): string =>
  sort.map(({ column, direction }) => `${column} ${direction}`).join();

function makeTells<Row>(
  latest: RefObject<Props<Row>>,
  loads: RefObject<AbortController>,
  grid: RefObject<GridApi<Row> | null>,
  live: RefObject<HTMLDivElement | null>,
): GridTells<Row> {
  const announce = (text: string): void => {
    if (live.current !== null) live.current.textContent = text;
  };
  return {
    announce,
    open: (row, byKeyboard) => latest.current.onOpen(row, byKeyboard),
    sort: (column, add) => latest.current.onSort(column, add),
    filter:
      latest.current.onFilter === undefined ? undefined : (column, anchor) => latest.current.onFilter?.(column, anchor),
    isFiltered: (column) => latest.current.filtered?.has(column) ?? false,
    columns: (columns) => latest.current.onShown(columns),
    selected: (count) => latest.current.onSelected(count),
    copy: ({ row, columnId }) => {
      const { columns, shown } = latest.current;
      const chosen = grid.current?.getSelectedRows() ?? [];
      const byId = new Map(columns.map((column) => [column.id, column]));
      const column = byId.get(columnId);
      const many = chosen.length > 1;
      const visible = shown.flatMap(({ id }) => byId.get(id) ?? []);
      const text = many ? copyRows('tsv', visible, chosen) : (column?.text(row) ?? t('common.unknown'));
      call('app.copyText', { text }).then(
        () => announce(many ? t('grid.copiedRows', { count: chosen.length }) : t('grid.copied', { text })),
        showFailure,
      );
      flash(many);
    },
    load: (from, to, done, failed) => {
      const { signal } = loads.current;
      latest.current.source.load(from, to - from, signal).then(
        ({ rows, total }) => {
          if (signal.aborted) return;
          done([...rows], total);
          latest.current.onLoaded(total);
        },
        (error: unknown) => {
          if (signal.aborted) return;
          failed();
          latest.current.onFailed(error);
        },
      );
    },
  };
}

/** Shows for a moment what was copied: the cell that has the focus, or the selected rows. */
function flash(rows: boolean): void {
  const focused = document.activeElement;
  const root = focused?.closest('[role=grid], [role=treegrid]');
  const cells = rows ? root?.querySelectorAll('[role=row][aria-selected=true] [role=gridcell]') : [focused];
  for (const cell of cells ?? []) {
    cell?.classList.add('ob-flash');
    setTimeout(() => cell?.classList.remove('ob-flash'), FLASH_MS);
  }
}

const makeHandle = <Row,>(api: GridApi<Row>): GridHandle<Row> => ({
  selectedRows: () => api.getSelectedRows(),
  focus: () => {
    // The library's types say null; it answers undefined where nothing has been focused yet.
    const focused = api.getFocusedCell() ?? null;
    const first = api.getAllDisplayedColumns()[0];
    if (focused !== null) api.setFocusedCell(focused.rowIndex, focused.column);
    else if (first !== undefined && api.getDisplayedRowCount() > 0) api.setFocusedCell(0, first);
  },
});
