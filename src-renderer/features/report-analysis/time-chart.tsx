import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import type { Bar } from './time-series.ts';
import classes from './charts.module.css';

/** Units of the drawing, which is stretched to the room there is. */
const STEP = 10;
const BAR = 7.6;
const HEIGHT = 100;
/** A single report in a tall picture is still a line, not a false zero. */
const LEAST = 0.8;
const LABELS = 6;
/** So few bars have room for a label and a number each. */
const FEW = 10;

type Props = {
  readonly title: string;
  /** In the order of time. */
  readonly bars: readonly Bar[];
  /** Where the axis ends. */
  readonly top: number;
  /** Counts that have no place in time; `''`: there are none. */
  readonly beside: string;
  /** What a screen reader hears of the picture. */
  readonly label: string;
};

/** Counts over time as bars, and the same numbers as a table. */
export function TimeChart({ title, bars, top, beside, label }: Props) {
  const [as, setAs] = useState<'picture' | 'table'>('picture');
  return (
    <section className={classes.chart} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {bars.length === 0 ? null : (
          <SegmentedControl
            aria-label={t('analysis.chart.as')}
            value={as}
            data={[
              { value: 'picture', label: t('analysis.chart.picture') },
              { value: 'table', label: t('analysis.chart.table') },
            ]}
            onChange={(value) => setAs(value === 'table' ? value : 'picture')}
          />
        )}
      </div>
      {bars.length === 0 ? (
        <p className={classes.none}>{t('analysis.chart.none')}</p>
      ) : as === 'picture' ? (
        <Picture bars={bars} top={top} label={label} />
      ) : (
        <ScrollRegion className={classes.scroll} label={title}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('analysis.chart.period')}</th>
                <th scope="col" className={classes.number}>
                  {t('analysis.chart.reports')}
                </th>
              </tr>
            </thead>
            <tbody>
              {bars.toReversed().map((bar) => (
                <tr key={bar.label}>
                  <th scope="row">{bar.label}</th>
                  <td className={classes.number}>{formatNumber(bar.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {beside === '' ? null : <p className={classes.beside}>{beside}</p>}
    </section>
  );
}

function Picture({ bars, top, label }: Pick<Props, 'bars' | 'top' | 'label'>) {
  const few = bars.length <= FEW;
  const every = few ? 1 : Math.ceil(bars.length / LABELS);
  const marks = top % 2 === 0 ? [top, top / 2, 0] : [top, 0];
  return (
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
          viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          {bars.map((bar, index) => {
            const height = bar.count === 0 ? 0 : Math.max((bar.count / top) * HEIGHT, LEAST);
            return (
              <g key={bar.label} className={classes.bar}>
                <title>{`${bar.label}: ${formatNumber(bar.count)}`}</title>
                {/* The whole column can be pointed at, also over a low bar. */}
                <rect className={classes.ground} x={index * STEP} y={0} width={STEP} height={HEIGHT} />
                <rect
                  className={classes.fill}
                  x={index * STEP + (STEP - BAR) / 2}
                  y={HEIGHT - height}
                  width={BAR}
                  height={height}
                />
              </g>
            );
          })}
        </svg>
        {few
          ? bars.map((bar, index) => (
              <span
                key={bar.label}
                className={classes.value}
                aria-hidden="true"
                style={{ left: `${((index + 0.5) / bars.length) * 100}%`, bottom: `${(bar.count / top) * 100}%` }}
              >
                {formatNumber(bar.count)}
              </span>
            ))
          : null}
      </div>
      <div className={classes.periods} aria-hidden="true">
        {bars.map((bar, index) =>
          (bars.length - 1 - index) % every === 0 ? (
            <span
              key={bar.label}
              className={classes.period}
              style={{ left: `${((index + 0.5) / bars.length) * 100}%` }}
              data-at={few ? 'middle' : index === bars.length - 1 ? 'end' : index < every / 2 ? 'start' : 'middle'}
            >
              {bar.label}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}
