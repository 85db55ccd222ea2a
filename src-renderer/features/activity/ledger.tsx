import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch, IconWorld } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ALL_REQUESTS, type LedgerColumn, type LedgerRow } from '../../../src-preload/contract/ledger.ts';
import { useCall } from '../../api/queries.ts';
import { useConnections } from '../../api/state.ts';
import { useAppCommand } from '../../app/commands.ts';
import { useCurrentConnection } from '../../app/current-connection.ts';
import { formatBytes, formatClock, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { openExport, setShownGrid } from '../exports/export-store.ts';
import classes from './activity.module.css';

const PAGE_ROWS = 100;
const ALL = '*';
const REFRESH_MS = 4000;
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

/** The outbound ledger: every request, newest first, in pages. */
export function Ledger() {
  const search = useSearch({ from: '/activity' });
  const navigate = useNavigate({ from: '/activity' });
  const connections = useConnections() ?? [];
  const input = useRef<HTMLInputElement>(null);
  useAppCommand('filter', () => input.current?.focus());
  const page = search.page ?? 0;
  const [text] = useDebouncedValue(search.text ?? '', 200);
  const current = useCurrentConnection();
  const only = search.connection ?? null;
  // The export dialog offers "as shown" while this screen is there to be compared with.
  useEffect(() => {
    setShownGrid({ kind: 'ledger', ...ALL_REQUESTS, connectionId: only, text, columns: [...SHOWN_COLUMNS] });
  }, [only, text]);
  useEffect(() => () => setShownGrid(null), []);
  const { data, error, refetch } = useCall(
    'ledger.list',
    { offset: page * PAGE_ROWS, limit: PAGE_ROWS, ...ALL_REQUESTS, text, connectionId: only },
    { keepPrevious: true, refetchIntervalMs: REFRESH_MS },
  );
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const filtered = text !== '' || search.connection !== undefined;
  if (data.total === 0 && !filtered) {
    return (
      <EmptyState
        icon={<IconWorld size={28} stroke={1.4} aria-hidden="true" />}
        title={t('ledger.empty.title')}
        text={t('ledger.empty.text')}
      />
    );
  }
  const toPage = (next: number): void => void navigate({ search: { ...search, page: next === 0 ? undefined : next } });
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          ref={input}
          className={classes.filter}
          aria-label={t('ledger.filter')}
          placeholder={t('ledger.filter')}
          leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
          value={search.text ?? ''}
          onChange={(event) =>
            void navigate({
              search: { ...search, page: undefined, text: event.currentTarget.value || undefined },
              replace: true,
            })
          }
        />
        <Select
          className={classes.select}
          aria-label={t('ledger.connection')}
          value={search.connection ?? ALL}
          data={[
            { value: ALL, label: t('ledger.connection.all') },
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) =>
            void navigate({
              search: { ...search, page: undefined, connection: value === ALL || value === null ? undefined : value },
            })
          }
        />
        <span className={classes.room} />
        <Button
          leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
          onClick={() => openExport(current?.id ?? null, { kind: 'new', grid: true })}
        >
          {t('ledger.export')}
        </Button>
      </div>
      <div className={classes.totals}>
        <Totals />
      </div>
      <ScrollRegion className={classes.scroll} label={t('ledger.list')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('ledger.column.at')}</th>
              <th>{t('ledger.column.purpose')}</th>
              <th>{t('ledger.column.connection')}</th>
              <th>{t('ledger.column.request')}</th>
              <th>{t('ledger.column.reads')}</th>
              <th>{t('ledger.column.state')}</th>
              <th className={classes.number}>{t('ledger.column.out')}</th>
              <th className={classes.number}>{t('ledger.column.in')}</th>
              <th className={classes.number}>{t('ledger.column.ms')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
        {data.total === 0 ? <EmptyState title={t('ledger.noMatch')} text="" /> : null}
      </ScrollRegion>
      <div className={classes.foot}>
        <span className={classes.room}>
          {data.total === 0
            ? ''
            : t('ledger.page', {
                from: formatNumber(page * PAGE_ROWS + 1),
                to: formatNumber(page * PAGE_ROWS + data.rows.length),
                total: formatNumber(data.total),
              })}
        </span>
        <Button variant="default" disabled={page === 0} onClick={() => toPage(page - 1)}>
          {t('ledger.newer')}
        </Button>
        <Button variant="default" disabled={(page + 1) * PAGE_ROWS >= data.total} onClick={() => toPage(page + 1)}>
          {t('ledger.older')}
        </Button>
      </div>
    </>
  );
}

function Totals() {
  const { data } = useCall('ledger.totals', ALL_REQUESTS, { refetchIntervalMs: REFRESH_MS });
  if (data === undefined) return null;
  const { byPurpose } = data;
  const sum = (pick: (row: (typeof byPurpose)[number]) => number): number =>
    byPurpose.reduce((total, row) => total + pick(row), 0);
  const hosts = data.hosts.slice(0, 3).join(', ');
  const rest = data.hosts.length - 3;
  return (
    <span className={classes.dim}>
      {[
        t('ledger.totals', { requests: sum(({ requests }) => requests) }),
        t('ledger.totals.bytes', {
          out: formatBytes(sum(({ bytesOut }) => bytesOut)),
          in: formatBytes(sum(({ bytesIn }) => bytesIn)),
        }),
        ...(data.since === null ? [] : [t('ledger.totals.since', { when: formatDateTime(data.since) })]),
        ...(hosts === ''
          ? []
          : [t('ledger.totals.hosts', { hosts: rest > 0 ? `${hosts} ${t('sync.more', { count: rest })}` : hosts })]),
      ].join(' · ')}
    </span>
  );
}

/** The part that tells requests apart; the whole address is in the cell's title. */
const shortPath = (path: string): string => path.replace(/^\/services\/data\/v[\d.]+(?=\/)/, '…');

function Row({ row }: { readonly row: LedgerRow }) {
  const extra = [
    ...(row.parts > 0 ? [t('ledger.parts', { count: row.parts })] : []),
    ...(row.attempt > 1 ? [t('ledger.attempt', { count: row.attempt })] : []),
  ].join(', ');
  return (
    <tr>
      <td title={formatDateTime(row.at)}>{formatClock(row.at)}</td>
      <td>{row.purpose}</td>
      <td className={classes.clip} title={row.connectionName ?? undefined}>
        {row.connectionName ?? <span className={classes.dim}>{t('common.none')}</span>}
      </td>
      <td className={`${classes.clip} ob-mono`} title={`${row.method} ${row.host}${row.path}`}>
        {row.method} {shortPath(row.path)}
      </td>
      <td className={classes.clip} title={row.reads}>
        {row.reads}
        {extra === '' ? null : <span className={classes.dim}> {extra}</span>}
      </td>
      <td title={row.error ?? undefined}>
        <span className={classes.state}>
          <span className={classes.dot} data-state={row.state} />
          {t(`ledger.state.${row.state}`)}
          {row.status === null ? null : <span className={classes.dim}>{row.status}</span>}
        </span>
      </td>
      <td className={classes.number}>{formatBytes(row.bytesOut)}</td>
      <td className={classes.number}>{formatBytes(row.bytesIn)}</td>
      <td className={classes.number}>{row.ms === null ? '' : `${formatNumber(Math.round(row.ms))} ms`}</td>
    </tr>
  );
}
