import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { FieldFilter } from '../../../src-preload/contract/catalog.ts';
import { t } from '../../i18n/t.ts';
import classes from './fields.module.css';
import { filterText } from './filter-rules.ts';

type Props = {
  readonly filters: readonly FieldFilter[];
  readonly onEdit: (index: number, anchor: Element) => void;
  readonly onDrop: (index: number) => void;
  readonly onClear: () => void;
};

/** The filters in force: a click changes one, its cross removes it. */
export function FilterChips({ filters, onEdit, onDrop, onClear }: Props) {
  if (filters.length === 0) return null;
  return (
    <div className={classes.chips} role="group" aria-label={t('fields.filter.chips')}>
      {filters.map((filter, index) => {
        const text = filterText(filter);
        return (
          <span key={`${filter.column} ${filter.operator} ${filter.value}`} className={classes.chip}>
            <UnstyledButton
              className={classes.chipText}
              aria-label={t('fields.filter.edit', { filter: text })}
              onClick={(event) => onEdit(index, event.currentTarget)}
            >
              {text}
            </UnstyledButton>
            <ActionIcon
              size="1.25rem"
              aria-label={t('fields.filter.drop', { filter: text })}
              onClick={() => onDrop(index)}
            >
              <IconX size={12} stroke={1.8} />
            </ActionIcon>
          </span>
        );
      })}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
        {t('fields.filter.clear')}
      </Button>
    </div>
  );
}
