import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconSearchOff } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useCall } from '../../api/queries.ts';
import { useNow } from '../../api/state.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import list from '../../ui/list-page.module.css';
import table from '../../ui/list-table.module.css';
import { Page } from '../../ui/page.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { ExportRow } from './export-row.tsx';
import { openExport } from './export-store.ts';
import classes from './history.module.css';
import { type HistorySearch, arrangeHistory } from './history-search.ts';

const SHOWN = 500;
const icon = { size: 28, stroke: 1.4, 'aria-hidden': true } as const;

/** What was exported, when, to where and as whom: running ones first, then the newest. */
export function ExportsScreen() {
  const { connectionId } = useParams({ from: '/org/$connectionId/exports' });
  const { q = '', all = false } = useSearch({ from: '/org/$connectionId/exports' });
  const navigate = useNavigate({ from: '/org/$connectionId/exports' });
  const { data, error, refetch } = useCall(
    'exports.history',
    { connectionId: all ? null : connectionId, limit: SHOWN },
    { keepPrevious: true },
  );
  const jobs = useCall('jobs.list', { limit: 200 }).data?.jobs ?? [];
  const now = useNow(5000);
  const records = data?.exports;
  const rows = useMemo(() => arrangeHistory(records ?? [], q), [records, q]);
  const go = (change: HistorySearch): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const total = records?.length ?? 0;
  const create = (): void => openExport(connectionId);
  return (
    <Page
      title={t('exports.title')}
      count={total === 0 ? undefined : t('exports.count', { count: total, shown: formatNumber(total) })}
      actions={
        total === 0 ? undefined : (
          <Button leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />} onClick={create}>
            {t('exports.new')}
          </Button>
        )
      }
    >
      {total === 0 && !all ? null : (
        <div className={list.tools}>
          <QuickFilter
            className={list.quick}
            label={t('exports.filter')}
            value={q}
            onChange={(text) => go({ q: text === '' ? undefined : text })}
          />
          <SegmentedControl
            aria-label={t('exports.scope')}
            value={all ? 'all' : 'org'}
            data={(['org', 'all'] as const).map((value) => ({ value, label: t(`exports.scope.${value}`) }))}
            onChange={(value) => go({ all: value === 'all' ? true : undefined })}
          />
        </div>
      )}
      {error !== null ? (
        <FailureNotice error={error} onRetry={() => void refetch()} />
      ) : records === undefined ? null : total === 0 ? (
        <EmptyState icon={<IconDownload {...icon} />} title={t('exports.empty.title')} text={t('exports.empty.text')}>
          <Button onClick={create}>{t('exports.empty.action')}</Button>
        </EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<IconSearchOff {...icon} />}
          title={t('exports.noMatch.title')}
          text={t('exports.noMatch.text')}
        >
          <Button variant="default" onClick={() => go({ q: undefined })}>
            {t('exports.noMatch.clear')}
          </Button>
        </EmptyState>
      ) : (
        <ScrollRegion className={`${table.scroll} ${classes.scroll}`} label={t('exports.list')}>
          <table className={`${table.table} ${classes.table}`}>
            <thead>
              <tr>
                <th>{t('exports.column.export')}</th>
                {all ? <th>{t('exports.column.from')}</th> : null}
                <th>{t('exports.column.to')}</th>
                <th>{t('exports.column.state')}</th>
                <th>{t('exports.column.started')}</th>
                <th>{t('exports.column.result')}</th>
                <th className={classes.acts}>
                  <span className="ob-hidden">{t('exports.column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((record) => (
                <ExportRow
                  key={record.id}
                  record={record}
                  job={jobs.find(({ id }) => id === record.jobId)}
                  now={now}
                  showsOrg={all}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Page>
  );
}
