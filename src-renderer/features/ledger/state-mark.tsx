import { IconAlertTriangle, IconArrowUpRight, IconBan, IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import type { LedgerRow } from '../../../src-preload/contract/ledger.ts';
import { t } from '../../i18n/t.ts';
import classes from './ledger.module.css';

const icon = { size: 14, stroke: 2, 'aria-hidden': true } as const;
const ICONS: Readonly<Record<LedgerRow['state'], typeof IconCheck>> = {
  sent: IconArrowUpRight,
  done: IconCheck,
  failed: IconX,
  refused: IconBan,
  unknown: IconHelp,
};

/** What became of a request: a word and a sign, and the status of the answer. */
export function StateMark({ state, status }: Pick<LedgerRow, 'state' | 'status'>) {
  // An answer came, and it was a no: a tick would read as if all were well.
  const isError = state === 'done' && status !== null && status >= 400;
  const Icon = isError ? IconAlertTriangle : ICONS[state];
  return (
    <span className={classes.state} data-state={isError ? 'error' : state}>
      <Icon {...icon} />
      {t(`ledger.state.${state}`)}
      {status === null ? null : <span className={isError ? undefined : classes.dim}>{status}</span>}
    </span>
  );
}
