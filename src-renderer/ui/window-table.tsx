import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import classes from './window-table.module.css';

type Column<T> = {
  readonly header: string;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly render: (row: T) => ReactNode;
};

type Props<T> = {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T, index: number) => string;
  /** Shown instead of rows. */
  readonly empty: string;
};

const ROW_PX = 28;
const OVERSCAN_ROWS = 10;

/** A table to read, of any length: only rows in sight are drawn. The keyboard scrolls it. */
export function WindowTable<T>({ label, rows, columns, keyOf, empty }: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(top / ROW_PX) - OVERSCAN_ROWS);
  const end = Math.min(rows.length, Math.ceil((top + height) / ROW_PX) + OVERSCAN_ROWS);
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    <div
      ref={box}
      className={classes.box}
      // WCAG 2.1.1: scrollable without a pointer.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div role="row" aria-rowindex={1} className={classes.head} style={tracks}>
        {columns.map(({ header }) => (
          <span key={header} role="columnheader" title={header} className={classes.cell}>
            {header}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={classes.room} style={{ height: rows.length * ROW_PX }}>
        {rows.slice(first, end).map((row, offset) => {
          const index = first + offset;
          return (
            <div
              key={keyOf(row, index)}
              role="row"
              aria-rowindex={index + 2}
              className={classes.row}
              style={{ ...tracks, top: index * ROW_PX }}
            >
              {columns.map(({ header, render }) => (
                <span key={header} role="cell" className={classes.cell}>
                  {render(row)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
      {rows.length === 0 ? <p className={classes.empty}>{empty}</p> : null}
    </div>
  );
}
