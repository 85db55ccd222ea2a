import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import type { Column, DaySeries } from './day-series.ts';
import { columnText, longDay, seriesName, shortDay } from './day-text.ts';
import classes from './day-chart.module.css';

/** Units of the drawing, which is stretched to the room there is. */
const STEP = 10;
const BAR = 7.6;
const HEIGHT = 100;
/** A single request in a tall picture is still a line, not a false zero. */
const LEAST = 0.8;
const LABELS = 7;

type Props = {
  readonly data: DaySeries;
  readonly onDays: (from: string, to: string) => void;
};

/** Requests per day as stacked bars, and the same numbers as a table. */
export function DayChart({ data, onDays }: Props) {
  const [as, setAs] = useState<'picture' | 'table'>('picture');
  const title = t(data.unit === 'week' ? 'ledger.weeks.title' : 'ledger.days.title');
  return (
    <section className={classes.chart} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {data.columns.length === 0 ? null : (
          <SegmentedControl
            aria-label={t('ledger.days.as')}
            value={as}
            data={[
              { value: 'picture', label: t('ledger.days.picture') },
              { value: 'table', label: t('ledger.days.table') },
            ]}
            onChange={(value) => setAs(value === 'table' ? value : 'picture')}
          />
        )}
      </div>
      {data.columns.length === 0 ? (
        <p className={classes.none}>{t('ledger.days.none')}</p>
      ) : as === 'picture' ? (
        <Bars data={data} />
      ) : (
        <DayTable data={data} onDays={onDays} />
      )}
    </section>
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
  const every = Math.ceil(columns.length / LABELS);
  const marks = top % 2 === 0 ? [top, top / 2, 0] : [top, 0];
  return (
    <>
      <div className={classes.plot}>
        <div className={classes.axis} aria-hidden="true">
          {marks.map((mark) => (
            <span key={mark}>{formatNumber(mark)}</span>
          ))}
        </div>
        <div className={classes.field}>
          {marks.map((mark) => (
            <span key={mark} className={classes.line} style={{ bottom: `${(mark / top) * 100}%` }} />
          ))}
          <svg
            className={classes.bars}
            role="img"
            aria-label={label}
            viewBox={`0 0 ${columns.length * STEP} ${HEIGHT}`}
            preserveAspectRatio="none"
          >
            {columns.map((column, index) => (
              <Bar key={column.from} column={column} left={index * STEP} data={data} />
            ))}
          </svg>
        </div>
        <div className={classes.days} aria-hidden="true">
          {columns.map(({ from }, index) =>
            (columns.length - 1 - index) % every === 0 ? (
              <span
                key={from}
                className={classes.day}
                style={{ left: `${((index + 0.5) / columns.length) * 100}%` }}
                data-at={index === columns.length - 1 ? 'end' : index < every / 2 ? 'start' : 'middle'}
              >
                {shortDay(from)}
              </span>
            ) : null,
          )}
        </div>
      </div>
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

type BarProps = { readonly column: Column; readonly left: number; readonly data: DaySeries };

function Bar({ column, left, data }: BarProps) {
  if (column.total === 0) return null;
  const heights = column.counts.map((count) => (count === 0 ? 0 : Math.max((count / data.top) * HEIGHT, LEAST)));
  return (
    <g className={classes.bar}>
      <title>{columnText(column, data)}</title>
      {/* The whole column can be pointed at, also over a low bar. */}
      <rect className={classes.ground} x={left} y={0} width={STEP} height={HEIGHT} />
      {heights.map((height, index) =>
        height === 0 ? null : (
          <rect
            key={seriesName(data.series[index] ?? null)}
            data-series={index}
            x={left + (STEP - BAR) / 2}
            y={HEIGHT - heights.slice(0, index + 1).reduce((sum, one) => sum + one, 0)}
            width={BAR}
            height={height}
          />
        ),
      )}
    </g>
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
