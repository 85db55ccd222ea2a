import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useNow } from '../../api/state.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { BarTable } from './bar-table.tsx';
import { TimeChart } from './time-chart.tsx';
import { type Bar, type Series, ageSeries, timeSeries } from './time-series.ts';
import classes from './charts.module.css';

type Analysis = Output<'reports.analysis'>;
type Props = {
  readonly connectionId: string;
  readonly analysis: Analysis;
  readonly onUnusedFields: () => void;
};

const total = ({ fresh, stale, never }: Analysis['charts']['folders'][number]): number => fresh + stale + never;

const NO_BAR: Bar = { label: '', count: -1 };

/** What has no month, where there is any. */
const besideText = ({ never, unknown }: Series): string =>
  [
    ...(never === 0 ? [] : [t('analysis.chart.never', { count: formatNumber(never) })]),
    ...(unknown === 0 ? [] : [t('analysis.chart.unknown', { count: formatNumber(unknown) })]),
  ].join(' · ');

/** Reports by time, folder, format and type, and the fields that they use. */
export function Charts({ connectionId, analysis, onUnusedFields }: Props) {
  const { charts, fields, findings } = analysis;
  const now = useNow();
  const lastRun = useMemo(() => ageSeries(charts.lastRun, now), [charts, now]);
  const created = useMemo(() => timeSeries(charts.created), [charts]);
  const unused = findings.filter(({ kind }) => kind === 'documented field unused').length;
  const reports = [t('analysis.chart.reports')];
  return (
    <ScrollRegion className={classes.charts} label={t('analysis.view.charts')}>
      <TimeChart
        title={t('analysis.chart.lastRun')}
        bars={lastRun.bars.map(({ age, count }) => ({ label: t(`analysis.age.${age}`), count }))}
        top={lastRun.top}
        beside=""
        label={t('analysis.chart.lastRun.unit', {
          most: t(`analysis.age.${lastRun.bars.reduce((best, bar) => (bar.count > best.count ? bar : best)).age}`),
        })}
      />
      <TimeChart
        title={t('analysis.chart.created')}
        bars={created.bars}
        top={created.top}
        beside={besideText(created)}
        label={t('analysis.chart.created.unit', {
          unit: t(`analysis.chart.${created.unit}`),
          from: created.bars[0]?.label ?? '',
          to: created.bars.at(-1)?.label ?? '',
          most: created.bars.reduce((best, bar) => (bar.count > best.count ? bar : best), NO_BAR).label,
        })}
      />
      <BarTable
        title={t('analysis.chart.folders')}
        heading={t('analysis.chart.folder')}
        series={[t('analysis.chart.fresh'), t('analysis.chart.stale'), t('analysis.chart.neverRun')]}
        rows={charts.folders
          .toSorted((a, b) => total(b) - total(a))
          .map(({ label, fresh, stale, never }) => ({
            key: label,
            name: <span dir="auto">{label}</span>,
            counts: [fresh, stale, never],
          }))}
      />
      <BarTable
        title={t('analysis.chart.fields')}
        heading={t('analysis.chart.field')}
        series={reports}
        rows={fields.map(({ field, label, reports: count }) => ({
          key: field,
          name: (
            <Link
              className={classes.link}
              to="/org/$connectionId/fields"
              params={{ connectionId }}
              search={{ objects: field.slice(0, field.indexOf('.')), field, tab: 'usage' }}
              title={field}
            >
              <span dir="auto">{label ?? field}</span>
              {label === null ? null : <span className={`${classes.api} ob-mono`}>{field}</span>}
            </Link>
          ),
          counts: [count],
        }))}
      />
      <BarTable
        title={t('analysis.chart.reportTypes')}
        heading={t('analysis.chart.reportType')}
        series={reports}
        rows={charts.reportTypes.map(named)}
      />
      <div className={classes.stack}>
        <BarTable
          title={t('analysis.chart.formats')}
          heading={t('analysis.chart.format')}
          series={reports}
          rows={charts.formats.map(named)}
        />
        <section className={classes.chart} aria-label={t('analysis.chart.unusedFields')}>
          <h2 className={classes.title}>{t('analysis.chart.unusedFields')}</h2>
          <p className={classes.text}>
            {analysis.descriptionsRead
              ? t('analysis.chart.unusedFields.text', { count: unused, shown: formatNumber(unused) })
              : t('analysis.why.fields')}
          </p>
          {unused === 0 ? null : (
            <div>
              <Button variant="default" onClick={onUnusedFields}>
                {t('analysis.chart.unusedFields.show')}
              </Button>
            </div>
          )}
        </section>
      </div>
    </ScrollRegion>
  );
}

const named = ({ label, count }: { readonly label: string; readonly count: number }) => ({
  key: label,
  name: <span dir="auto">{label}</span>,
  counts: [count],
});
