import type { ReactNode } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import classes from './toolbar.module.css';

type Props = {
  /** Null while not known yet: a count that is still coming is not 0. */
  readonly shown: number | null;
  readonly total: number | null;
  readonly selected: number;
  /** What is counted, e.g. "fields". */
  readonly things: string;
  /** At the right end: what can be done with the rows. */
  readonly children?: ReactNode;
};

/** "1,240 of 10,337 fields · 3 selected" */
export function GridFoot({ shown, total, selected, things, children }: Props) {
  const counts = (
    <div className={classes.counts} role="status">
      <span>
        {shown === null || total === null
          ? t('common.loading')
          : `${t('grid.count', { shown: formatNumber(shown), total: formatNumber(total) })} ${things}`}
      </span>
      {selected === 0 ? null : <span>· {t('grid.selected', { count: selected })}</span>}
    </div>
  );
  if (children === undefined || children === null) return counts;
  return (
    <div className={classes.footLine}>
      {counts}
      {children}
    </div>
  );
}
