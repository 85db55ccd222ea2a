import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { LedgerRow } from '../../../src-preload/contract/ledger.ts';
import { useCopy } from '../../api/copy.ts';
import { formatBytes, formatClock, formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import table from '../../ui/list-table.module.css';
import classes from './ledger.module.css';
import { StateMark } from './state-mark.tsx';

/** One page of the ledger as a table; a line opens to say all that is kept of it. */
export function LedgerRows({ rows }: { readonly rows: readonly LedgerRow[] }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <table className={`${table.table} ${classes.table}`} aria-label={t('ledger.list')}>
      <thead>
        <tr>
          <th>{t('ledger.column.at')}</th>
          <th>{t('ledger.column.purpose')}</th>
          <th>{t('ledger.column.host')}</th>
          <th>{t('ledger.column.request')}</th>
          <th>{t('ledger.column.reads')}</th>
          <th>{t('ledger.column.state')}</th>
          <th className={classes.number}>{t('ledger.column.out')}</th>
          <th className={classes.number}>{t('ledger.column.in')}</th>
          <th className={classes.number}>{t('ledger.column.ms')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.id}>
            <Row row={row} open={open === row.id} onToggle={() => setOpen(open === row.id ? null : row.id)} />
            {open === row.id ? (
              <tr className={classes.detail}>
                <td colSpan={9}>
                  <Detail row={row} />
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** The part that tells requests apart; the whole address is in the cell's title. */
const shortPath = (path: string): string => path.replace(/^\/services\/data\/v[\d.]+(?=\/)/, '…');

const tookOf = (ms: number | null): string => (ms === null ? '' : `${formatNumber(Math.round(ms))} ms`);

type RowProps = { readonly row: LedgerRow; readonly open: boolean; readonly onToggle: () => void };

function Row({ row, open, onToggle }: RowProps) {
  const extra = [
    ...(row.parts > 0 ? [t('ledger.parts', { count: row.parts })] : []),
    ...(row.attempt > 1 ? [t('ledger.attempt', { count: row.attempt })] : []),
  ].join(', ');
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const host = [row.host, row.connectionName].filter(Boolean).join('\n');
  return (
    <tr data-state={row.state}>
      <td title={formatDateTime(row.at)}>
        <UnstyledButton
          className={classes.opener}
          aria-expanded={open}
          aria-label={t('ledger.details', { time: formatClock(row.at), id: row.id })}
          onClick={onToggle}
        >
          <Chevron size={13} stroke={1.8} aria-hidden="true" />
          {formatClock(row.at)}
        </UnstyledButton>
      </td>
      <td>{row.purpose}</td>
      <td className={classes.clip} title={host}>
        {row.host}
        {row.connectionName === null ? null : (
          <span className={classes.dim}>
            {' · '}
            <bdi>{row.connectionName}</bdi>
          </span>
        )}
      </td>
      <td className={`${classes.clip} ob-mono`} title={`${row.method} ${row.host}${row.path}`}>
        {row.method} {shortPath(row.path)}
      </td>
      <td className={classes.clip} title={row.reads}>
        {extra === '' ? null : <span className={classes.dim}>{extra} · </span>}
        {row.reads}
      </td>
      <td title={row.error ?? undefined}>
        <StateMark state={row.state} status={row.status} />
      </td>
      <td className={classes.number}>{formatBytes(row.bytesOut)}</td>
      <td className={classes.number}>{formatBytes(row.bytesIn)}</td>
      <td className={classes.number}>{tookOf(row.ms)}</td>
    </tr>
  );
}

/** All that is kept of a request, also as text to copy. */
function Detail({ row }: { readonly row: LedgerRow }) {
  const clipboard = useCopy();
  const sizes = { out: formatBytes(row.bytesOut), in: formatBytes(row.bytesIn) };
  const facts: readonly (readonly [string, string])[] = [
    [t('ledger.detail.at'), row.at],
    [t('ledger.column.purpose'), row.purpose],
    [t('ledger.detail.trigger'), row.trigger],
    [t('ledger.detail.connection'), row.connectionName ?? t('common.none')],
    [t('ledger.detail.request'), `${row.method} ${row.host}${row.path}`],
    [t('ledger.detail.reads'), row.reads === '' ? t('common.none') : row.reads],
    ...(row.parts === 0 ? [] : [[t('ledger.detail.parts'), formatNumber(row.parts)] as const]),
    [t('ledger.detail.attempt'), formatNumber(row.attempt)],
    [
      t('ledger.detail.status'),
      [t(`ledger.state.${row.state}`), row.status ?? t('ledger.detail.status.none')].join(', '),
    ],
    [t('ledger.detail.bytes'), t('ledger.totals.bytes', sizes)],
    ...(row.ms === null ? [] : [[t('ledger.detail.ms'), tookOf(row.ms)] as const]),
    ...(row.error === null ? [] : [[t('ledger.detail.error'), row.error] as const]),
  ];
  const text = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <div className={classes.detailBox}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p className={classes.note}>{t('ledger.detail.path.note')}</p>
      <Button variant="default" size="compact-sm" onClick={() => clipboard.copy(text)}>
        {clipboard.copied ? t('common.copied') : t('ledger.copy')}
      </Button>
    </div>
  );
}
