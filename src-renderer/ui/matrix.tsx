import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import classes from './matrix.module.css';

type Heading = {
  readonly key: string;
  readonly label: string;
  /** A quiet second line: an API name, or the kind of holder. */
  readonly note: string;
  readonly title: string;
};
type Place = { readonly row: number; readonly column: number };

type Props = {
  readonly label: string;
  /** Names the first column. */
  readonly corner: string;
  readonly rows: readonly Heading[];
  readonly columns: readonly Heading[];
  readonly cell: (row: number, column: number) => ReactNode;
  /** The cell as a sentence, with its row and column. */
  readonly words: (row: number, column: number) => string;
  readonly onRow?: (row: number) => void;
  readonly onColumn?: (column: number) => void;
  /** Told which cell the cursor is on, as words; `''` on a heading. */
  readonly onWords: (words: string) => void;
  readonly empty: string;
  /** Said with the name: what keys do. */
  readonly hint?: string;
  readonly columnPx?: number;
};

const FIRST_PX = 232;
const COLUMN_PX = 108;
const ROW_PX = 28;
const HEAD_PX = 58;
const OVERSCAN = 6;

/**
 * Rows by columns of any number: only what is in sight is drawn, headings stay.
 *
 * A grid to assistive technology: the focus stays on the whole, arrows move from cell to cell, and headings are cells.
 */
export function Matrix(props: Props) {
  const { label, corner, rows, columns, cell, words, onRow, onColumn, onWords, empty, hint } = props;
  const columnPx = props.columnPx ?? COLUMN_PX;
  const box = useRef<HTMLDivElement>(null);
  const baseId = useId();
  const [view, setView] = useState({ top: 0, left: 0, width: 1200, height: 600 });
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => setView((now) => ({ ...now, width: element.clientWidth, height: element.clientHeight }));
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const lastRow = rows.length;
  const lastColumn = columns.length;
  const at: Place = { row: Math.min(active.row, lastRow), column: Math.min(active.column, lastColumn) };
  const firstRow = Math.max(0, Math.floor(view.top / ROW_PX) - OVERSCAN);
  const endRow = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW_PX) + OVERSCAN);
  const firstColumn = Math.max(0, Math.floor(view.left / columnPx) - OVERSCAN);
  const endColumn = Math.min(columns.length, Math.ceil((view.left + view.width) / columnPx) + OVERSCAN);
  const shownColumns = columns.slice(firstColumn, endColumn);
  const width = FIRST_PX + columns.length * columnPx;

  // Headings are row 0 and column 0: the first data cell is 1, 1.
  const idOf = ({ row, column }: Place): string => `${baseId}-${row}-${column}`;
  const isDrawn =
    (at.row === 0 || (at.row > firstRow && at.row <= endRow)) &&
    (at.column === 0 || (at.column > firstColumn && at.column <= endColumn));

  const moveTo = (row: number, column: number): void => {
    const next = {
      row: Math.max(0, Math.min(lastRow, row)),
      column: Math.max(0, Math.min(lastColumn, column)),
    };
    setActive(next);
    onWords(next.row > 0 && next.column > 0 ? words(next.row - 1, next.column - 1) : '');
    const element = box.current;
    if (element === null) return;
    if (next.row > 0) {
      const top = (next.row - 1) * ROW_PX;
      const room = element.clientHeight - HEAD_PX;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + ROW_PX > element.scrollTop + room) element.scrollTop = top + ROW_PX - room;
    }
    if (next.column > 0) {
      const left = (next.column - 1) * columnPx;
      const room = element.clientWidth - FIRST_PX;
      if (left < element.scrollLeft) element.scrollLeft = left;
      else if (left + columnPx > element.scrollLeft + room) element.scrollLeft = left + columnPx - room;
    }
  };
  const open = ({ row, column }: Place): void => {
    if (column === 0 && row > 0) onRow?.(row - 1);
    if (row === 0 && column > 0) onColumn?.(column - 1);
  };

  const page = Math.max(1, Math.floor((view.height - HEAD_PX) / ROW_PX) - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, column } = at;
    const whole = event.ctrlKey || event.metaKey;
    const moves: Readonly<Record<string, Place>> = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + page, column },
      PageUp: { row: row - page, column },
      Home: { row: whole ? 0 : row, column: 0 },
      End: { row: whole ? lastRow : row, column: lastColumn },
    };
    const target = moves[event.key];
    if (target !== undefined) moveTo(target.row, target.column);
    else if (event.key === 'Enter') open(at);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const found = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    const place = { row: Number(found?.dataset['row']), column: Number(found?.dataset['column']) };
    if (found === null || Number.isNaN(place.row) || Number.isNaN(place.column)) return;
    moveTo(place.row, place.column);
    open(place);
  };

  const mark = (place: Place) => ({
    id: idOf(place),
    'data-row': place.row,
    'data-column': place.column,
    'data-active': place.row === at.row && place.column === at.column,
    'aria-colindex': place.column + 1,
  });

  return (
    <div
      ref={box}
      className={classes.matrix}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={isDrawn ? idOf(at) : undefined}
      aria-readonly="true"
      aria-describedby={hint === undefined ? undefined : `${baseId}-hint`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onScroll={({ currentTarget: { scrollTop, scrollLeft } }) =>
        setView((now) => ({ ...now, top: scrollTop, left: scrollLeft }))
      }
    >
      <div role="row" aria-rowindex={1} className={classes.head} style={{ width, height: HEAD_PX }}>
        <div
          role="columnheader"
          className={classes.corner}
          style={{ width: FIRST_PX }}
          {...mark({ row: 0, column: 0 })}
        >
          {corner}
        </div>
        {shownColumns.map((column, offset) => {
          const index = firstColumn + offset;
          return (
            <div
              key={column.key}
              role="columnheader"
              className={classes.column}
              data-opens={onColumn !== undefined}
              title={column.title}
              style={{ left: FIRST_PX + index * columnPx, width: columnPx }}
              {...mark({ row: 0, column: index + 1 })}
            >
              <span className={classes.columnLabel} dir="auto">
                {column.label}
              </span>
              <span className={classes.note}>{column.note}</span>
            </div>
          );
        })}
      </div>
      <div role="rowgroup" className={classes.room} style={{ width, height: rows.length * ROW_PX }}>
        {rows.slice(firstRow, endRow).map((row, rowOffset) => {
          const index = firstRow + rowOffset;
          return (
            <div
              key={row.key}
              role="row"
              aria-rowindex={index + 2}
              className={classes.row}
              style={{ top: index * ROW_PX, width, height: ROW_PX }}
            >
              <div
                role="rowheader"
                className={classes.first}
                data-opens={onRow !== undefined}
                title={row.title}
                style={{ width: FIRST_PX }}
                {...mark({ row: index + 1, column: 0 })}
              >
                <span className={classes.rowLabel} dir="auto">
                  {row.label}
                </span>
                {row.note === '' ? null : <span className={`${classes.rowNote} ob-mono`}>{row.note}</span>}
              </div>
              {shownColumns.map((column, offset) => {
                const columnIndex = firstColumn + offset;
                const said = words(index, columnIndex);
                return (
                  <div
                    key={column.key}
                    role="gridcell"
                    className={classes.cell}
                    title={said}
                    style={{ left: FIRST_PX + columnIndex * columnPx, width: columnPx }}
                    {...mark({ row: index + 1, column: columnIndex + 1 })}
                  >
                    <span className="ob-hidden">{said}</span>
                    <span className={classes.shown} aria-hidden="true">
                      {cell(index, columnIndex)}
                    </span>
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
      {rows.length === 0 ? <p className={classes.empty}>{empty}</p> : null}
      {hint === undefined ? null : (
        <span id={`${baseId}-hint`} hidden>
          {hint}
        </span>
      )}
    </div>
  );
}
