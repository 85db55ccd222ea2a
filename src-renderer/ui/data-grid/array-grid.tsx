import { type ReactNode, type RefObject, useMemo, useState } from 'react';
import { showFailure } from '../toasts.tsx';
import { arrangeRows } from './arrange-rows.ts';
import { CopyMenu } from './copy-menu.tsx';
import { type GridHandle, DataGrid } from './data-grid.tsx';
import { GridFoot } from './grid-foot.tsx';
import { nextSortText, parseSort } from './sort-text.ts';
import type { GridColumn, RowSource, ShownColumn } from './types.ts';

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** All of them, in the order of the answer; undefined while it is awaited. */
  readonly rows: readonly Row[] | undefined;
  /** Changes when other rows are asked for. */
  readonly rowsKey?: string;
  /** Changes when the same question has a new answer. */
  readonly version: number;
  readonly idOf: (row: Row) => string;
  /** Text that one of the columns must hold. */
  readonly quick: string;
  /** `-label,name` as an address says it; undefined: the order of the answer. */
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly onOpen: (row: Row, byKeyboard: boolean) => void;
  readonly onSelected?: (count: number) => void;
  readonly things: (total: number) => string;
  readonly handle: RefObject<GridHandle<Row> | null>;
  /** Beside the counts. */
  readonly copy?: boolean;
  readonly children?: ReactNode;
};

const ignore = (): void => {};

/** The grid over rows that the page already holds: filtered and sorted here, with the counts below. */
export function ArrayGrid<Row>(props: Props<Row>) {
  const { label, columns, rows, rowsKey = '', version, quick, sort, handle } = props;
  const [selected, setSelected] = useState(0);
  const [shown, setShown] = useState<readonly ShownColumn[]>(() => columns.map(({ id }) => ({ id })));
  const sorts = useMemo(
    () => parseSort(sort, (id): id is string => columns.some((column) => column.id === id)),
    [sort, columns],
  );
  const arranged = useMemo(() => arrangeRows(rows ?? [], columns, quick, sorts), [rows, columns, quick, sorts]);
  const source = useMemo(
    (): RowSource<Row> => ({
      key: JSON.stringify([label, rowsKey, quick, sort, arranged.length, rows === undefined]),
      version,
      load: (offset, limit) =>
        Promise.resolve({ rows: arranged.slice(offset, offset + limit), total: arranged.length }),
    }),
    [label, rowsKey, quick, sort, arranged, version, rows],
  );
  return (
    <>
      <DataGrid
        label={label}
        columns={columns}
        shown={shown}
        onShown={setShown}
        source={source}
        idOf={props.idOf}
        sort={sorts}
        onSort={(column, add) => props.onSort(nextSortText(sorts, column, add))}
        onOpen={props.onOpen}
        onLoaded={ignore}
        onFailed={showFailure}
        onSelected={(count) => {
          setSelected(count);
          props.onSelected?.(count);
        }}
        handle={handle}
      >
        {rows === undefined || arranged.length > 0 ? null : props.children}
      </DataGrid>
      <GridFoot
        shown={rows === undefined ? null : arranged.length}
        total={rows === undefined ? null : rows.length}
        selected={selected}
        things={props.things(rows?.length ?? 0)}
      >
        {props.copy === true ? (
          <CopyMenu
            columns={columns}
            selected={selected}
            selectedRows={() => handle.current?.selectedRows() ?? []}
            total={arranged.length}
            source={source}
          />
        ) : null}
      </GridFoot>
    </>
  );
}
