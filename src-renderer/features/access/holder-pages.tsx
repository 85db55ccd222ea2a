import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { MOST_HOLDERS } from './access-search.ts';
import classes from './access.module.css';

type Props = {
  /** Place of the first column shown, from 0. */
  readonly first: number;
  readonly shown: number;
  readonly total: number;
  readonly onPage: (from: number) => void;
};

/** Where a matrix has more columns than it shows: which these are, how many are not shown, and the way to them. */
export function HolderPages({ first, shown, total, onPage }: Props) {
  const step = (label: string, from: number, icon: typeof IconChevronLeft) => {
    const Icon = icon;
    const isEnd = from < 0 || from >= total;
    return (
      <Tooltip label={label}>
        <ActionIcon
          variant="default"
          size="1.875rem"
          aria-label={label}
          // Stays in the order of Tab at either end.
          data-disabled={isEnd ? true : undefined}
          aria-disabled={isEnd}
          onClick={() => {
            if (!isEnd) onPage(from);
          }}
        >
          <Icon size={14} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    );
  };
  return (
    <div className={classes.pages}>
      <span role="status">
        {t('access.pages', {
          first: formatNumber(first + 1),
          last: formatNumber(first + shown),
          total: formatNumber(total),
          left: formatNumber(total - shown),
        })}
      </span>
      {step(t('access.pages.before'), first - MOST_HOLDERS, IconChevronLeft)}
      {step(t('access.pages.next'), first + MOST_HOLDERS, IconChevronRight)}
    </div>
  );
}
