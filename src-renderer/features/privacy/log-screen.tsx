import { Button, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment, useRef, useState } from 'react';
import type { LogEntry } from '../../../src-preload/contract/error-log.ts';
import { useCopy } from '../../api/copy.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { usePreferences } from '../../api/state.ts';
import { useAppCommand } from '../../app/commands.ts';
import { formatClock, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { openSupport } from '../support/support-store.ts';
import classes from './privacy.module.css';
import { Section } from './section.tsx';

const PAGE_ROWS = 100;

/** The local error log, newest first, with the details of each entry. */
export function LogScreen() {
  const { text = '', page = 0 } = useSearch({ from: '/privacy/log' });
  const navigate = useNavigate({ from: '/privacy/log' });
  const input = useRef<HTMLInputElement>(null);
  useAppCommand('filter', () => input.current?.focus());
  const [wanted] = useDebouncedValue(text, 200);
  const { logDays } = usePreferences();
  const { data, error, refetch } = useCall(
    'log.list',
    { offset: page * PAGE_ROWS, limit: PAGE_ROWS, text: wanted },
    { keepPrevious: true, askAgain: true },
  );
  const [clearing, setClearing] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const toPage = (next: number): void => {
    void navigate({ search: { ...(text === '' ? {} : { text }), ...(next === 0 ? {} : { page: next }) } });
    // Another page begins at its first entry, also for the keyboard.
    list.current?.scrollIntoView({ block: 'start' });
    list.current?.focus({ preventScroll: true });
  };
  // Nothing is left to clear, so the button that led there is off.
  const keepFocus = (): void => {
    if (document.activeElement === document.body) list.current?.focus();
  };
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const empty = data.total === 0;
  return (
    <Section
      title={t('log.title')}
      text={t('log.text', { days: logDays })}
      actions={
        <>
          <Button variant="default" onClick={() => openSupport('')}>
            {t('support.about')}
          </Button>
          <Button variant="default" disabled={empty && wanted === ''} onClick={() => setClearing(true)}>
            {t('log.clear')}
          </Button>
        </>
      }
    >
      {empty && text === '' && wanted === '' ? null : (
        <TextInput
          ref={input}
          aria-label={t('log.filter')}
          placeholder={t('log.filter')}
          leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
          value={text}
          maxLength={200}
          onChange={(event) => {
            const next = event.currentTarget.value;
            void navigate({ search: next === '' ? {} : { text: next }, replace: true });
          }}
        />
      )}
      <div ref={list} tabIndex={-1} className={classes.stack}>
        {empty ? (
          wanted === '' ? (
            <EmptyState title={t('log.empty.title')} text={t('log.empty.text')} heading="h3" />
          ) : (
            <p className={classes.text}>{t('log.noMatch')}</p>
          )
        ) : (
          <>
            <LogTable entries={data.entries} />
            {data.total <= PAGE_ROWS ? null : (
              <div className={classes.end}>
                <span className={classes.text}>
                  {t('log.page', {
                    from: formatNumber(page * PAGE_ROWS + 1),
                    to: formatNumber(page * PAGE_ROWS + data.entries.length),
                    total: formatNumber(data.total),
                  })}
                </span>
                <Button variant="default" disabled={page === 0} onClick={() => toPage(page - 1)}>
                  {t('ledger.newer')}
                </Button>
                <Button
                  variant="default"
                  disabled={(page + 1) * PAGE_ROWS >= data.total}
                  onClick={() => toPage(page + 1)}
                >
                  {t('ledger.older')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
      <ClearDialog opened={clearing} onClose={() => setClearing(false)} onGone={keepFocus} />
    </Section>
  );
}

function LogTable({ entries }: { readonly entries: readonly LogEntry[] }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('log.list')}>
        <thead>
          <tr>
            <th>{t('log.column.id')}</th>
            <th>{t('log.column.at')}</th>
            <th>{t('log.column.event')}</th>
            <th>{t('log.column.what')}</th>
            <th>{t('log.column.code')}</th>
            <th className={classes.number}>{t('log.column.count')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Fragment key={entry.id}>
              <tr>
                <td>
                  <UnstyledButton
                    aria-expanded={open === entry.id}
                    aria-label={t('log.details', { id: entry.id })}
                    onClick={() => setOpen(open === entry.id ? null : entry.id)}
                  >
                    {open === entry.id ? '▾' : '▸'} {entry.id}
                  </UnstyledButton>
                </td>
                <td className={classes.nowrap} title={formatDateTime(entry.at)}>
                  {formatClock(entry.at)}
                </td>
                <td>{entry.event}</td>
                <td>{entry.description}</td>
                <td className="ob-mono">{entry.code}</td>
                <td className={classes.number}>{formatNumber(entry.count)}</td>
              </tr>
              {open === entry.id ? (
                <tr className={classes.detail}>
                  <td colSpan={6}>
                    <EntryDetail entry={entry} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryDetail({ entry }: { readonly entry: LogEntry }) {
  const clipboard = useCopy();
  const text = [
    `${t('log.column.id')}: ${entry.id}`,
    `${t('log.column.at')}: ${entry.at}`,
    `${t('log.column.event')}: ${entry.event} ${entry.description}`,
    `${t('log.column.code')}: ${entry.code}`,
    `${t('log.column.count')}: ${entry.count}`,
    ...(entry.traceId === null ? [] : [`trace: ${entry.traceId}`]),
    entry.place,
  ].join('\n');
  return (
    <div className={classes.stack}>
      <dl className={classes.facts}>
        <dt>{t('log.column.at')}</dt>
        <dd>{formatDateTime(entry.at)}</dd>
        {entry.traceId === null ? null : (
          <>
            <dt>{t('log.trace')}</dt>
            <dd className="ob-mono">{entry.traceId}</dd>
          </>
        )}
        <dt>{t('log.place')}</dt>
        <dd className="ob-mono">{entry.place}</dd>
      </dl>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-sm" onClick={() => clipboard.copy(text)}>
          {clipboard.copied ? t('common.copied') : t('log.copy')}
        </Button>
      </div>
    </div>
  );
}

type ClearProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** After it has faded away. */
  readonly onGone: () => void;
};

function ClearDialog({ opened, onClose, onGone }: ClearProps) {
  const clear = useAction('log.clear', { invalidates: ['log.list', 'retention.overview'], onDone: onClose });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={onGone}
      title={t('log.clear.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.stack}>
        <p className={classes.plain}>{t('log.clear.text')}</p>
        {clear.error === null ? null : <FailureNotice error={clear.error} />}
        <div className={classes.end}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <WorkButton color="red" loading={clear.isPending} onClick={() => clear.mutate({})}>
            {t('log.clear.button')}
          </WorkButton>
        </div>
      </div>
    </Modal>
  );
}
