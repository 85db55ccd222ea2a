import { ActionIcon, Button, Checkbox, Popover, ScrollArea } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns } from '@tabler/icons-react';
import { t } from '../../i18n/t.ts';
import { moveColumn, toggleColumn } from './column-list.ts';
import classes from './toolbar.module.css';
import type { ShownColumn } from './types.ts';

type Named = { readonly id: string; readonly header: string };
type Props = {
  readonly columns: readonly Named[];
  readonly shown: readonly ShownColumn[];
  readonly onShown: (columns: readonly ShownColumn[]) => void;
  readonly onReset: () => void;
};

const icon = { size: 14, stroke: 1.6, 'aria-hidden': true } as const;

/** Which columns are shown and in which order; the same without a mouse as dragging headers is with one. */
export function ColumnChooser({ columns, shown, onShown, onReset }: Props) {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const visible = shown.flatMap(({ id }) => byId.get(id) ?? []);
  const hidden = columns.filter(({ id }) => !shown.some((one) => one.id === id));
  return (
    <Popover position="bottom-end" shadow="md" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns {...icon} />}>
          {t('grid.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.columns} aria-label={t('grid.columns')}>
        <ScrollArea.Autosize mah="min(24rem, 60vh)" type="auto" scrollbars="y" offsetScrollbars="present">
          <div className={classes.caption}>{t('grid.columns.title')}</div>
          {visible.map(({ id, header }, index) => (
            <div key={id} className={classes.column}>
              <Checkbox
                label={header}
                checked
                disabled={index === 0}
                onChange={() => onShown(toggleColumn(shown, id))}
              />
              {index === 0 ? (
                <span className={classes.quiet}>{t('grid.columns.frozen')}</span>
              ) : (
                <span className={classes.moves}>
                  <ActionIcon
                    size="1.375rem"
                    aria-label={t('grid.columns.left', { column: header })}
                    disabled={index === 1}
                    onClick={() => onShown(moveColumn(shown, id, -1))}
                  >
                    <IconChevronUp {...icon} />
                  </ActionIcon>
                  <ActionIcon
                    size="1.375rem"
                    aria-label={t('grid.columns.right', { column: header })}
                    disabled={index === visible.length - 1}
                    onClick={() => onShown(moveColumn(shown, id, 1))}
                  >
                    <IconChevronDown {...icon} />
                  </ActionIcon>
                </span>
              )}
            </div>
          ))}
          {hidden.length === 0 ? null : <div className={classes.caption}>{t('grid.columns.hidden')}</div>}
          {hidden.map(({ id, header }) => (
            <div key={id} className={classes.column}>
              <Checkbox label={header} checked={false} onChange={() => onShown(toggleColumn(shown, id))} />
            </div>
          ))}
        </ScrollArea.Autosize>
        <div className={classes.foot}>
          <Button variant="subtle" color="gray" onClick={onReset}>
            {t('grid.columns.reset')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
