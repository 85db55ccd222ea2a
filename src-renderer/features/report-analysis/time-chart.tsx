import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { BarPlot } from '../../ui/bar-plot.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import type { Bar } from './time-series.ts';
import classes from './charts.module.css';

/** So few bars have room for a name and a number each. */
const NAMES = 10;
/** Names below more bars than that. */
const MANY_NAMES = 6;

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
  return (
    <ChartFrame
      title={title}
      words={{ as: t('analysis.chart.as'), picture: t('analysis.chart.picture'), table: t('analysis.chart.table') }}
      none={bars.length === 0 ? t('analysis.chart.none') : null}
      picture={() => (
        <BarPlot
          bars={bars.map((bar) => ({
            key: bar.label,
            name: bar.label,
            told: `${bar.label}: ${formatNumber(bar.count)}`,
            counts: [bar.count],
          }))}
          top={top}
          label={label}
          names={bars.length <= NAMES ? NAMES : MANY_NAMES}
        />
      )}
      table={() => <TimeTable title={title} bars={bars} />}
    >
      {beside === '' ? null : <p className={classes.beside}>{beside}</p>}
    </ChartFrame>
  );
}

function TimeTable({ title, bars }: Pick<Props, 'title' | 'bars'>) {
  return (
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
  );
}
