import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type CSSProperties, useRef, useState } from 'react';
import type { KeptPart } from '../../../src-preload/contract/retention.ts';
import { CallError } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { formatBytes, formatDate, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { percentDone } from '../sync/sync-progress.tsx';
import { KeptRemoveDialog } from './kept-remove-dialog.tsx';
import classes from './privacy.module.css';
import { Section } from './section.tsx';

/** Told apart by order in the bar above; the table below says the same in words. */
const SHADES = ['#2d9581', '#3b74d1', '#b7791f', '#8b5fbf', '#c2556b', '#5b7f95', '#7a8b3c', '#8b9494'] as const;
const shadeOf = (index: number): CSSProperties =>
  ({ '--share': SHADES[index % SHADES.length] ?? SHADES[0] }) as CSSProperties;
const keyOf = ({ name, id }: KeptPart): string => `${name} ${id ?? ''}`;

/** What is kept, how big, how old and how long, and the way to remove each part at once. */
export function KeptScreen() {
  const { data, error, refetch } = useCall('retention.overview', {}, { askAgain: true });
  const jobs = useCall('jobs.list', { limit: 100 }).data?.jobs;
  const removal = jobs?.find(({ kind, state }) => kind === 'removal' && state === 'running');
  const [startedId, setStartedId] = useState<string | null>(null);
  const started = jobs?.find(({ id }) => id === startedId);
  const table = useRef<HTMLDivElement>(null);
  // The button that was pressed is off or gone after a removal: the focus goes to the table.
  const keepFocus = (): void => {
    if (document.activeElement === document.body || document.activeElement?.matches(':disabled'))
      table.current?.focus();
  };
  const [asked, setAsked] = useState<KeptPart | null>(null);
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const parts = [...data.parts].sort((a, b) => b.bytes - a.bytes);
  const largest = Math.max(1, ...parts.map(({ bytes }) => bytes));
  return (
    <Section
      title={t('kept.title')}
      text={
        data.freeBytes === 0
          ? t('kept.file', { size: formatBytes(data.fileBytes) })
          : t('kept.fileFree', { size: formatBytes(data.fileBytes), free: formatBytes(data.freeBytes) })
      }
    >
      <div className={classes.share} aria-hidden="true">
        {parts.map((part, index) =>
          part.bytes === 0 ? null : (
            <span
              key={keyOf(part)}
              className={classes.shareOf}
              style={{ ...shadeOf(index), flexGrow: part.bytes }}
              title={`${part.title}: ${formatBytes(part.bytes)}`}
            />
          ),
        )}
      </div>
      {removal === undefined ? null : (
        <div className={classes.box} role="status">
          {t('kept.running')}
          <Progress value={percentDone(removal)} size={3} aria-label={t('kept.running')} />
        </div>
      )}
      {started === undefined || started.error === null || started.state === 'cancelled' ? null : (
        <FailureNotice error={new CallError('retention.remove', started.error)} />
      )}
      <div className="ob-hidden" role="status">
        {started?.state === 'done' ? t('kept.done') : ''}
      </div>
      <div ref={table} className={classes.scroll} tabIndex={-1}>
        <table className={classes.table} aria-label={t('kept.table')}>
          <thead>
            <tr>
              <th>{t('kept.column.what')}</th>
              <th>{t('kept.column.size')}</th>
              <th className={classes.number}>{t('kept.column.rows')}</th>
              <th>{t('kept.column.age')}</th>
              <th>
                <span className="ob-hidden">{t('kept.column.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part, index) => (
              <tr key={keyOf(part)}>
                <td>
                  {part.title}
                  <span className={classes.under}>
                    {part.period}{' '}
                    {part.preference === null ? null : (
                      <Link
                        className={classes.link}
                        to="/preferences"
                        search={{ find: part.preference }}
                        aria-label={t('kept.period.label', { title: part.title })}
                      >
                        {t('kept.period')}
                      </Link>
                    )}
                  </span>
                  {part.removedAt === null ? null : (
                    <span className={classes.warn}>{t('kept.removedAt', { when: formatDate(part.removedAt) })}</span>
                  )}
                </td>
                <td className={classes.nowrap}>
                  {formatBytes(part.bytes)}
                  <div className={classes.bar} aria-hidden="true">
                    {part.bytes === 0 ? null : (
                      <div
                        className={classes.barFill}
                        style={{ ...shadeOf(index), width: `${(part.bytes / largest) * 100}%` }}
                      />
                    )}
                  </div>
                </td>
                <td className={classes.number}>{formatNumber(part.rows)}</td>
                <td className={classes.nowrap}>{ageOf(part)}</td>
                <td>
                  <Button
                    variant="default"
                    size="compact-sm"
                    disabled={part.rows === 0 || removal !== undefined}
                    aria-label={t('kept.remove.label', { title: part.title })}
                    onClick={() => setAsked(part)}
                  >
                    {t('kept.remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <KeptRemoveDialog part={asked} onClose={() => setAsked(null)} onStarted={setStartedId} onGone={keepFocus} />
    </Section>
  );
}

function ageOf({ oldestAt, newestAt }: KeptPart): string {
  if (oldestAt === null) return '';
  const oldest = formatDate(oldestAt);
  const newest = newestAt === null ? oldest : formatDate(newestAt);
  return oldest === newest ? oldest : `${oldest} – ${newest}`;
}
