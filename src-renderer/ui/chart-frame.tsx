import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import classes from './chart-frame.module.css';

type Props = {
  readonly title: string;
  /** Names of the switch and of its two sides. */
  readonly words: { readonly as: string; readonly picture: string; readonly table: string };
  /** What is said where there is nothing to draw; null: there is something. */
  readonly none: string | null;
  readonly picture: () => ReactNode;
  /** The same numbers, for whoever would rather read them. */
  readonly table: () => ReactNode;
  readonly className?: string | undefined;
  /** Below either. */
  readonly children?: ReactNode;
};

/** A chart with its title, and the switch between the picture and the same numbers as a table. */
export function ChartFrame({ title, words, none, picture, table, className, children }: Props) {
  const [as, setAs] = useState<'picture' | 'table'>('picture');
  return (
    <section className={`${classes.chart} ${className ?? ''}`} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {none === null ? (
          <SegmentedControl
            aria-label={words.as}
            value={as}
            data={[
              { value: 'picture', label: words.picture },
              { value: 'table', label: words.table },
            ]}
            onChange={(value) => setAs(value === 'table' ? value : 'picture')}
          />
        ) : null}
      </div>
      {none === null ? as === 'picture' ? picture() : table() : <p className={classes.none}>{none}</p>}
      {children}
    </section>
  );
}
