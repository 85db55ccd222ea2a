import { formatNumber } from '../i18n/format.ts';
import classes from './bar-plot.module.css';

/** Units of the drawing, which is stretched to the room there is. */
const STEP = 10;
const BAR = 7.6;
const HEIGHT = 100;
/** One of something in a tall picture is still a line, not a false zero. */
const LEAST = 0.8;

/** A bar of one or several parts, from the ground up, each in the colour `--series-0` to `--series-6` of its place. */
export type PlotBar = {
  readonly key: string;
  /** Below the bar. */
  readonly name: string;
  /** What is told where the bar is pointed at. */
  readonly told: string;
  readonly counts: readonly number[];
};

type Props = {
  readonly bars: readonly PlotBar[];
  /** Where the axis ends. */
  readonly top: number;
  /** What a screen reader hears of the picture. */
  readonly label: string;
  /** How many names fit below; where all do, each bar has its number above it. */
  readonly names: number;
};

/** Counts as bars side by side, mostly over time. */
export function BarPlot({ bars, top, label, names }: Props) {
  const all = bars.length <= names;
  const every = Math.ceil(bars.length / names);
  const marks = top % 2 === 0 ? [top, top / 2, 0] : [top, 0];
  const middle = (index: number): string => `${((index + 0.5) / bars.length) * 100}%`;
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
          {bars.map((bar, index) => (
            <Bar key={bar.key} bar={bar} left={index * STEP} top={top} />
          ))}
        </svg>
        {all
          ? bars.map(({ key, counts }, index) => {
              const total = sum(counts);
              const style = { left: middle(index), bottom: `${(total / top) * 100}%` };
              return (
                <span key={key} className={classes.value} aria-hidden="true" style={style}>
                  {formatNumber(total)}
                </span>
              );
            })
          : null}
      </div>
      <div className={classes.names} aria-hidden="true">
        {bars.map(({ key, name }, index) =>
          (bars.length - 1 - index) % every === 0 ? (
            <span
              key={key}
              className={classes.name}
              style={{ left: middle(index) }}
              data-at={all ? 'middle' : index === bars.length - 1 ? 'end' : index < every / 2 ? 'start' : 'middle'}
            >
              {name}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}

function Bar({ bar, left, top }: { readonly bar: PlotBar; readonly left: number; readonly top: number }) {
  const heights = bar.counts.map((count) => (count === 0 ? 0 : Math.max((count / top) * HEIGHT, LEAST)));
  return (
    <g className={classes.bar}>
      <title>{bar.told}</title>
      {/* The whole column can be pointed at, also over a low bar. */}
      <rect className={classes.ground} x={left} y={0} width={STEP} height={HEIGHT} />
      {heights.map((height, place) =>
        height === 0 ? null : (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- a part is known by its place and nothing else
            key={place}
            data-series={place}
            x={left + (STEP - BAR) / 2}
            y={HEIGHT - sum(heights.slice(0, place + 1))}
            width={BAR}
            height={height}
          />
        ),
      )}
    </g>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
