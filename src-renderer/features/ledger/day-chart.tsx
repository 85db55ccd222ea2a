import { UnstyledButton } from '@mantine/core';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { BarPlot } from '../../ui/bar-plot.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import type { DaySeries } from './day-series.ts';
import { columnText, longDay, seriesName, shortDay } from './day-text.ts';
import classes from './day-chart.module.css';

/** So many dates have room below the bars. */
const DATES = 7;

type Props = {
  readonly data: DaySeries;
  readonly onDays: (from: string, to: string) => void;
};

/** Requests per day as stacked bars, and the same numbers as a table. */
export function DayChart({ data, onDays }: Props) {
  return (
    <ChartFrame
      className={classes.chart}
      title={t(data.unit === 'week' ? 'ledger.weeks.title' : 'ledger.days.title')}
      words={{ as: t('ledger.days.as'), picture: t('ledger.days.picture'), table: t('ledger.days.table') }}
      none={data.columns.length === 0 ? t('ledger.days.none') : null}
      picture={() => <Bars data={data} />}
      table={() => <DayTable data={data} onDays={onDays} />}
    />
  );
}

function Bars({ data }: { readonly data: DaySeries }) {
  const { columns, series, top } = data;
  const first = columns[0];
  const last = columns.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = columns.reduce((best, column) => (column.total > best.total ? column : best), first);
  const label = t('ledger.days.label', {
    requests: columns.reduce((sum, { total }) => sum + total, 0),
    from: longDay(first.from),
    to: longDay(last.to),
    day: longDay(most.from),
    most: formatNumber(most.total),
  });
  const bars = columns.map((column) => ({
    key: column.from,
    name: shortDay(column.from),
    told: columnText(column, data),
    counts: column.counts,
  }));
  return (
    <>
      <BarPlot bars={bars} top={top} label={label} names={DATES} />
      <ul className={classes.legend}>
        {series.map((name, index) => (
          <li key={seriesName(name)}>
            <Swatch index={index} />
            {seriesName(name)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The colour of a series, where its name stands. */
function Swatch({ index }: { readonly index: number }) {
  return <span className={classes.swatch} data-series={index} aria-hidden="true" />;
}

function DayTable({ data, onDays }: Props) {
  const { columns, series, unit } = data;
  return (
    <ScrollRegion className={classes.scroll} label={t('ledger.days.numbers')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t(unit === 'week' ? 'ledger.days.week' : 'ledger.days.day')}</th>
            <th className={classes.number}>{t('ledger.days.total')}</th>
            {series.map((name) => (
              <th key={seriesName(name)} className={classes.number}>
                {seriesName(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.toReversed().map(({ from, to, total, counts }) => (
            <tr key={from}>
              <th scope="row">
                {total === 0 ? (
                  longDay(from)
                ) : (
                  <UnstyledButton
                    className={classes.only}
                    title={t('ledger.days.only', { day: longDay(from) })}
                    onClick={() => onDays(from, to)}
                  >
                    {longDay(from)}
                  </UnstyledButton>
                )}
              </th>
              <td className={classes.number}>{formatNumber(total)}</td>
              {series.map((name, index) => (
                <td key={seriesName(name)} className={classes.number}>
                  {formatNumber(counts[index] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
