import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { t } from '../../i18n/t.ts';
import { type FilterColumn, type GridFilter, filterText } from './filters.ts';
import classes from './filters.module.css';

type Props = {
  readonly columns: readonly FilterColumn[];
  readonly filters: readonly GridFilter[];
  readonly onEdit: (index: number, anchor: Element) => void;
  readonly onDrop: (index: number) => void;
  readonly onClear: () => void;
};

/** The filters in force: a click changes one, its cross removes it. */
export function FilterChips({ columns, filters, onEdit, onDrop, onClear }: Props) {
  if (filters.length === 0) return null;
  return (
    <div className={classes.chips} role="group" aria-label={t('grid.filter.chips')}>
      {filters.map((filter, index) => {
        const text = filterText(columns, filter);
        return (
          <span key={`${filter.column} ${filter.operator} ${filter.value}`} className={classes.chip}>
            <UnstyledButton
              className={classes.chipText}
              aria-label={t('grid.filter.edit', { filter: text })}
              onClick={(event) => onEdit(index, event.currentTarget)}
            >
              {text}
            </UnstyledButton>
            <ActionIcon
              size="1.25rem"
              aria-label={t('grid.filter.drop', { filter: text })}
              onClick={() => onDrop(index)}
            >
              <IconX size={12} stroke={1.8} />
            </ActionIcon>
          </span>
        );
      })}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
        {t('grid.filter.clear')}
      </Button>
    </div>
  );
}
