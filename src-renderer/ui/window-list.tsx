import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import classes from './window-list.module.css';

type Props<T> = {
  readonly label: string;
  readonly items: readonly T[];
  readonly idOf: (item: T) => string;
  readonly isSelected: (item: T) => boolean;
  readonly onToggle: (item: T) => void;
  readonly render: (item: T, selected: boolean) => ReactNode;
};

const ROW_PX = 28;
const OVERSCAN_ROWS = 12;

/**
 * A list of any length with many choices: only the rows in sight are drawn.
 *
 * Works as a listbox: arrows, Page up and down, Home and End move, Space toggles. The focus stays on the list.
 */
export function WindowList<T>({ label, items, idOf, isSelected, onToggle, render }: Props<T>) {
  const box = useRef<HTMLDivElement>(null);
  const baseId = useId();
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [active, setActive] = useState(0);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    setHeight(element.clientHeight);
    return () => observer.disconnect();
  }, []);

  const last = items.length - 1;
  const current = Math.min(active, Math.max(last, 0));
  const first = Math.max(0, Math.floor(top / ROW_PX) - OVERSCAN_ROWS);
  const end = Math.min(items.length, Math.ceil((top + height) / ROW_PX) + OVERSCAN_ROWS);

  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(last, index));
    setActive(next);
    const element = box.current;
    if (element === null) return;
    if (next * ROW_PX < element.scrollTop) element.scrollTop = next * ROW_PX;
    else if ((next + 1) * ROW_PX > element.scrollTop + element.clientHeight)
      element.scrollTop = (next + 1) * ROW_PX - element.clientHeight;
  };

  const page = Math.max(1, Math.floor(height / ROW_PX) - 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: last,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = moves[event.key];
    const item = items[current];
    if (target !== undefined) moveTo(target);
    else if ((event.key === ' ' || event.key === 'Enter') && item !== undefined) onToggle(item);
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const index = Number(row?.dataset['index'] ?? Number.NaN);
    const item = items[index];
    if (item === undefined) return;
    setActive(index);
    onToggle(item);
  };

  return (
    <div
      ref={box}
      className={classes.list}
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={items.length === 0 ? undefined : `${baseId}-${current}`}
      tabIndex={0}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className={classes.room} role="presentation" style={{ height: items.length * ROW_PX }}>
        {items.slice(first, end).map((item, offset) => {
          const index = first + offset;
          const selected = isSelected(item);
          return (
            <div
              key={idOf(item)}
              id={`${baseId}-${index}`}
              className={classes.row}
              role="option"
              aria-selected={selected}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              data-index={index}
              data-active={index === current}
              style={{ top: index * ROW_PX }}
            >
              {render(item, selected)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
