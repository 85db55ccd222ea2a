import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { formatBytes, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { DayChart } from './day-chart.tsx';
import { daySeries } from './day-series.ts';
import type { LedgerSearch } from './ledger-search.ts';
import { OrgLimits } from './org-limits.tsx';
import classes from './overview.module.css';

type Totals = Output<'ledger.totals'>;
type Props = {
  /** Undefined until they are known. */
  readonly totals: Totals | undefined;
  readonly summary: Output<'ledger.summary'> | undefined;
  readonly onFilter: (change: Partial<LedgerSearch>) => void;
};

const NO_COUNTS: Totals['byPurposeAndDay'] = [];

/** What all requests of the filter come to: per day, per purpose, per org, and where they went. */
export function LedgerOverview({ totals, summary, onFilter }: Props) {
  const counts = totals?.byPurposeAndDay ?? NO_COUNTS;
  const series = useMemo(() => daySeries(counts), [counts]);
  return (
    <ScrollRegion className={classes.overview} label={t('ledger.view.overview')}>
      {totals === undefined ? null : (
        <DayChart data={series} onDays={(from, to) => onFilter({ from, to, view: undefined })} />
      )}
      <div className={classes.columns}>
        {totals === undefined ? null : <Purposes rows={totals.byPurpose} onFilter={onFilter} />}
        <div className={classes.side}>
          {summary === undefined ? null : <OrgLimits orgs={summary.orgs} />}
          {totals === undefined ? null : <Hosts hosts={totals.hosts} onFilter={onFilter} />}
        </div>
      </div>
    </ScrollRegion>
  );
}

type PurposesProps = { readonly rows: Totals['byPurpose']; readonly onFilter: Props['onFilter'] };

function Purposes({ rows, onFilter }: PurposesProps) {
  const sorted = rows.toSorted((a, b) => b.requests - a.requests || a.purpose.localeCompare(b.purpose));
  return (
    <section className={classes.part} aria-label={t('ledger.purposes.title')}>
      <h2 className={classes.title}>{t('ledger.purposes.title')}</h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('ledger.purpose')}</th>
              <th className={classes.number}>{t('ledger.sum.requests')}</th>
              <th className={classes.number}>{t('ledger.sum.refused')}</th>
              <th className={classes.number}>{t('ledger.sum.out')}</th>
              <th className={classes.number}>{t('ledger.sum.in')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ purpose, requests, refused, bytesIn, bytesOut }) => (
              <tr key={purpose}>
                <th scope="row">
                  <UnstyledButton
                    className={classes.only}
                    title={t('ledger.purposes.only', { purpose })}
                    onClick={() => onFilter({ purpose, view: undefined })}
                  >
                    {purpose}
                  </UnstyledButton>
                </th>
                <td className={classes.number}>{formatNumber(requests)}</td>
                <td className={classes.number}>{formatNumber(refused)}</td>
                <td className={classes.number}>{formatBytes(bytesOut)}</td>
                <td className={classes.number}>{formatBytes(bytesIn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type HostsProps = { readonly hosts: readonly string[]; readonly onFilter: Props['onFilter'] };

function Hosts({ hosts, onFilter }: HostsProps) {
  return (
    <section className={classes.part} aria-label={t('ledger.hosts.title')}>
      <h2 className={classes.title}>{t('ledger.hosts.title')}</h2>
      <p className={classes.text}>{t(hosts.length === 0 ? 'ledger.hosts.none' : 'ledger.hosts.text')}</p>
      <ul className={classes.hosts}>
        {hosts.map((host) => (
          <li key={host}>
            <UnstyledButton
              className={`${classes.only} ob-mono`}
              aria-label={t('ledger.hosts.only', { host })}
              onClick={() => onFilter({ host, view: undefined })}
            >
              {host}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
