import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import classes from './charts.module.css';

export type BarRow = {
  readonly key: string;
  readonly name: ReactNode;
  /** As many as there are series, in their order. */
  readonly counts: readonly number[];
};

type Props = {
  readonly title: string;
  /** Names the first column. */
  readonly heading: string;
  /** What is counted; one series needs no legend. */
  readonly series: readonly string[];
  readonly rows: readonly BarRow[];
};

const FIRST_ROWS = 12;

/** Bars that are a table: each row has its name, its numbers and, for the eye only, a bar as long as they are. */
export function BarTable({ title, heading, series, rows }: Props) {
  const [all, setAll] = useState(false);
  const longest = Math.max(1, ...rows.map(({ counts }) => sum(counts)));
  const single = series.length === 1;
  return (
    <section className={classes.chart} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      {rows.length === 0 ? (
        <p className={classes.none}>{t('analysis.chart.none')}</p>
      ) : (
        <table className={classes.barTable} data-many={!single}>
          <thead className={single ? 'ob-hidden' : undefined}>
            <tr>
              <th scope="col" colSpan={2}>
                {heading}
              </th>
              {series.map((name, index) => (
                <th key={name} scope="col" className={classes.number}>
                  {single ? null : <span className={classes.swatch} data-series={index} aria-hidden="true" />}
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(all ? rows : rows.slice(0, FIRST_ROWS)).map(({ key, name, counts }) => (
              <tr key={key}>
                <th scope="row" className={classes.barName}>
                  {name}
                </th>
                <td className={classes.barRoom}>
                  <span className={classes.track} aria-hidden="true">
                    {counts.map((count, index) =>
                      count === 0 ? null : (
                        <span
                          key={series[index]}
                          className={classes.part}
                          data-series={index}
                          style={{ width: `${(count / longest) * 100}%` }}
                        />
                      ),
                    )}
                  </span>
                </td>
                {counts.map((count, index) => (
                  <td key={series[index]} className={classes.number}>
                    {formatNumber(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {all || rows.length <= FIRST_ROWS ? null : (
        <div>
          <Button variant="subtle" color="gray" onClick={() => setAll(true)}>
            {t('analysis.chart.showAll', { count: formatNumber(rows.length) })}
          </Button>
        </div>
      )}
    </section>
  );
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
