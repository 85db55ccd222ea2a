import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconWorld } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Output } from '../../../src-preload/contract/index.ts';
import type { LedgerColumn } from '../../../src-preload/contract/ledger.ts';
import { useCall } from '../../api/queries.ts';
import { usePreferences } from '../../api/state.ts';
import { useCurrentConnection } from '../../app/current-connection.ts';
import { formatBytes, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import table from '../../ui/list-table.module.css';
import { Page } from '../../ui/page.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { openExport, setShownGrid } from '../exports/export-store.ts';
import { FoundNote } from './found-note.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerOverview } from './ledger-overview.tsx';
import { LedgerPager } from './ledger-pager.tsx';
import { LedgerRows } from './ledger-rows.tsx';
import { type LedgerSearch, filterOf, isFiltered } from './ledger-search.ts';
import classes from './ledger.module.css';

const PAGE_ROWS = 100;
/** More are a list, which is in the overview. */
const NAMED_HOSTS = 2;
const REFRESH_MS = 4000;
const REFRESH_SUMS_MS = 10_000;
/** What the table shows, as columns of an export: its request is a method, a host and a path there. */
const SHOWN_COLUMNS: readonly LedgerColumn[] = [
  'at',
  'purpose',
  'connectionName',
  'method',
  'host',
  'path',
  'reads',
  'state',
  'status',
  'bytesOut',
  'bytesIn',
  'ms',
];

/** The outbound ledger: every request as a line, and their sums as a picture; one filter for both. */
export function LedgerScreen() {
  const search = useSearch({ from: '/ledger' });
  const navigate = useNavigate({ from: '/ledger' });
  const current = useCurrentConnection();
  const { ledgerDays } = usePreferences();
  const page = search.page ?? 0;
  const filter = filterOf(search);
  const filterKey = JSON.stringify(filter);
  // The export dialog offers "as shown" while this screen is there to be compared with.
  useEffect(() => {
    setShownGrid({ kind: 'ledger', ...(JSON.parse(filterKey) as typeof filter), columns: [...SHOWN_COLUMNS] });
  }, [filterKey]);
  useEffect(() => () => setShownGrid(null), []);

  const list = useCall(
    'ledger.list',
    { offset: page * PAGE_ROWS, limit: PAGE_ROWS, ...filter },
    { keepPrevious: true, refetchIntervalMs: REFRESH_MS, askAgain: true },
  );
  const totals = useCall('ledger.totals', filter, {
    keepPrevious: true,
    refetchIntervalMs: REFRESH_SUMS_MS,
    askAgain: true,
  });
  const summary = useCall('ledger.summary', {}, { refetchIntervalMs: REFRESH_SUMS_MS, askAgain: true });

  const change = (next: Partial<LedgerSearch>, typing = false): void =>
    void navigate({ search: { ...search, page: undefined, ...next }, replace: typing });
  const { data } = list;
  // An address of before, or rows that were removed: nothing stands on a page behind the last.
  const lastPage = data === undefined ? page : Math.max(0, Math.ceil(data.total / PAGE_ROWS) - 1);
  const isBehind = !list.isPlaceholderData && page > lastPage;
  useEffect(() => {
    if (!isBehind) return;
    void navigate({ search: (now) => ({ ...now, page: lastPage === 0 ? undefined : lastPage }), replace: true });
  }, [isBehind, lastPage, navigate]);
  const error = list.error ?? totals.error ?? summary.error;
  const filtered = isFiltered(filter);
  const empty = data !== undefined && data.total === 0 && !filtered;
  return (
    <Page
      title={t('ledger.title')}
      text={t('ledger.text')}
      actions={
        empty ? null : (
          <>
            <SegmentedControl
              aria-label={t('ledger.views')}
              value={search.view ?? 'list'}
              data={[
                { value: 'list', label: t('ledger.view.list') },
                { value: 'overview', label: t('ledger.view.overview') },
              ]}
              onChange={(value) => change({ view: value === 'overview' ? value : undefined })}
            />
            <Button
              leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
              onClick={() => openExport(current?.id ?? null, { kind: 'new', grid: true })}
            >
              {t('ledger.export')}
            </Button>
          </>
        )
      }
    >
      {error !== null ? (
        <div className={classes.failure}>
          <FailureNotice
            error={error}
            onRetry={() => void Promise.all([list, totals, summary].map((one) => one.refetch()))}
          />
        </div>
      ) : data === undefined ? null : empty ? (
        <EmptyState
          icon={<IconWorld size={28} stroke={1.4} aria-hidden="true" />}
          title={t('ledger.empty.title')}
          text={t('ledger.empty.text')}
        />
      ) : (
        <>
          <LedgerFilters search={search} summary={summary.data} filtered={filtered} onChange={change} />
          <FoundNote filterKey={filterKey} known={!list.isPlaceholderData} total={data.total} />
          <p className={classes.totals}>{totals.data === undefined ? '' : sentenceOf(totals.data)}</p>
          {search.view === 'overview' ? (
            <LedgerOverview totals={totals.data} summary={summary.data} onFilter={change} />
          ) : (
            <ScrollRegion className={`${table.scroll} ${classes.scroll}`} label={t('ledger.list')}>
              <LedgerRows rows={data.rows} />
              {data.total === 0 ? <EmptyState title={t('ledger.noMatch')} text="" /> : null}
            </ScrollRegion>
          )}
          <div className={classes.foot}>
            <span className={classes.room}>
              {t('ledger.kept', { days: ledgerDays })}{' '}
              <Link to="/preferences" search={{ find: 'ledger' }} className={classes.link}>
                {t('ledger.kept.link')}
              </Link>
            </span>
            {search.view === 'overview' ? null : (
              <LedgerPager
                page={page}
                pageRows={PAGE_ROWS}
                rows={data.rows.length}
                total={data.total}
                onPage={(next) => void navigate({ search: { ...search, page: next === 0 ? undefined : next } })}
              />
            )}
          </div>
        </>
      )}
    </Page>
  );
}

/** What the rows of the filter come to, in one line. */
function sentenceOf({ byPurpose, hosts, since }: Output<'ledger.totals'>): string {
  const sum = (pick: (row: (typeof byPurpose)[number]) => number): number =>
    byPurpose.reduce((total, row) => total + pick(row), 0);
  const refused = sum((row) => row.refused);
  const to =
    hosts.length > NAMED_HOSTS
      ? t('ledger.totals.hosts.many', { count: formatNumber(hosts.length) })
      : t('ledger.totals.hosts', { hosts: hosts.join(', ') });
  return [
    t('ledger.totals', { requests: sum(({ requests }) => requests) }),
    ...(refused === 0 ? [] : [t('ledger.totals.refused', { count: refused })]),
    t('ledger.totals.bytes', {
      out: formatBytes(sum(({ bytesOut }) => bytesOut)),
      in: formatBytes(sum(({ bytesIn }) => bytesIn)),
    }),
    ...(since === null ? [] : [t('ledger.totals.since', { when: formatDateTime(since) })]),
    ...(hosts.length === 0 ? [] : [to]),
  ].join(' · ');
}
