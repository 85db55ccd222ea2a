import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { type ColumnChoice, type ColumnKind, moveExportColumn } from './export-draft.ts';
import { columnName } from './export-text.ts';
import classes from './exports.module.css';

type Props = {
  readonly kind: ColumnKind;
  readonly columns: readonly ColumnChoice[];
  readonly onChange: (columns: readonly ColumnChoice[]) => void;
};

const icon = { size: 13, stroke: 1.6, 'aria-hidden': true } as const;

/** What stands in a row: the choice, and the two buttons that move it. */
const PARTS = ['on', 'up', 'down'] as const;
type Part = (typeof PARTS)[number];

/** Letters typed within this time belong to one word. */
const WORD_MS = 700;

/**
 * Which columns are exported, and in which order.
 *
 * One Tab stop: up and down move between columns, left and right to the buttons of one, letters to the next column of
 * that name; with Alt, up and down move the column itself.
 */
export function ExportColumns({ kind, columns, onChange }: Props) {
  const [active, setActive] = useState<{ readonly row: number; readonly part: Part }>({ row: 0, part: 'on' });
  const list = useRef<HTMLDivElement>(null);
  const word = useRef({ text: '', atMs: 0 });
  /** The focus follows a column that was moved, once it is drawn in its new place. */
  const follows = useRef(false);
  const count = columns.filter(({ on }) => on).length;
  const last = columns.length - 1;
  const row = Math.min(active.row, last);
  const all = (on: boolean): void => onChange(columns.map(({ id }) => ({ id, on })));

  const focus = (at: number, part: Part): void => {
    setActive({ row: at, part });
    list.current?.querySelector<HTMLElement>(`[data-row="${at}"] [data-part="${part}"]`)?.focus();
  };
  useEffect(() => {
    if (!follows.current) return;
    follows.current = false;
    focus(active.row, active.part);
  });

  const move = (from: number, by: -1 | 1, part: Part): void => {
    const to = from + by;
    if (to < 0 || to > last) return;
    onChange(moveExportColumn(columns, from, by));
    setActive({ row: to, part });
    follows.current = true;
  };

  const typeAhead = (letter: string): void => {
    const now = Date.now();
    const text = (now - word.current.atMs < WORD_MS ? word.current.text : '') + letter.toLowerCase();
    word.current = { text, atMs: now };
    // A single letter goes on from here; a longer word may still mean the column it has led to.
    const from = text.length === 1 ? row + 1 : row;
    const found = columns.findIndex((_, step) =>
      columnName(kind, columns[(from + step) % columns.length]?.id ?? '')
        .toLowerCase()
        .startsWith(text),
    );
    if (found !== -1) focus((from + found) % columns.length, 'on');
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, altKey, ctrlKey, metaKey } = event;
    const part = PARTS.indexOf(active.part);
    if (ctrlKey || metaKey) return;
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) move(row, key === 'ArrowUp' ? -1 : 1, active.part);
    else if (altKey) return;
    else if (key === 'ArrowDown') focus(Math.min(last, row + 1), active.part);
    else if (key === 'ArrowUp') focus(Math.max(0, row - 1), active.part);
    else if (key === 'ArrowRight') focus(row, PARTS[part + 1] ?? active.part);
    else if (key === 'ArrowLeft') focus(row, PARTS[part - 1] ?? active.part);
    else if (key === 'Home') focus(0, active.part);
    else if (key === 'End') focus(last, active.part);
    else if (/^[\p{L}\p{N}]$/u.test(key)) typeAhead(key);
    else return;
    event.preventDefault();
  };

  return (
    <fieldset className={classes.columns}>
      <legend className={classes.legend}>
        <span className={classes.label}>
          {t('export.columns')}{' '}
          <span className={classes.quiet}>{t('export.columns.count', { count, total: columns.length })}</span>
        </span>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => all(true)}>
          {t('export.columns.all')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => all(false)}>
          {t('export.columns.none')}
        </Button>
      </legend>
      <p className={classes.keys}>{t('export.columns.keys')}</p>
      {/* The keys are those of the controls inside, which take the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={list}
        className={classes.columnList}
        role="group"
        aria-label={t('export.columns.list')}
        onKeyDown={onKeyDown}
      >
        {columns.map(({ id, on }, index) => {
          const name = columnName(kind, id);
          const stop = (part: Part) => ({
            'data-part': part,
            tabIndex: index === row && part === active.part ? 0 : -1,
            onFocus: () => setActive({ row: index, part }),
          });
          return (
            <div key={id} className={classes.column} data-row={index}>
              <Checkbox
                label={name}
                checked={on}
                {...stop('on')}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  onChange(columns.map((one) => (one.id === id ? { id, on: checked } : one)));
                }}
              />
              <span className={classes.moves}>
                {(['up', 'down'] as const).map((way) => (
                  <ActionIcon
                    key={way}
                    size="1.25rem"
                    aria-label={t(`export.columns.${way}`, { column: name })}
                    // Not `disabled`: a button that has the focus must keep it.
                    aria-disabled={index === (way === 'up' ? 0 : last)}
                    className={classes.move}
                    {...stop(way)}
                    onClick={() => move(index, way === 'up' ? -1 : 1, way)}
                  >
                    {way === 'up' ? <IconChevronUp {...icon} /> : <IconChevronDown {...icon} />}
                  </ActionIcon>
                ))}
              </span>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
