import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { UsageCoverage } from '../../../src-preload/contract/usage.ts';
import { useNow } from '../../api/state.ts';
import { formatAgo, formatDateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { coverageLine, isWhole } from './usage-text.ts';
import classes from './usage.module.css';

type Props = { readonly coverage: readonly UsageCoverage[]; readonly found: number };

/** How much the answer rests on: always in sight, with every source and its reason one step away. */
export function Coverage({ coverage, found }: Props) {
  const now = useNow();
  const whole = isWhole(coverage);
  // What was read in full can still lack what the org hides without a word.
  const limited = coverage.some(({ reason }) => reason !== null);
  const Icon = whole ? IconCircleCheck : IconAlertTriangle;
  return (
    <details className={classes.coverage} data-whole={whole}>
      <summary className={classes.coverageLine}>
        <Icon size={14} stroke={1.7} className={classes.coverageIcon} aria-hidden="true" />
        <span className={classes.coverageText}>
          {coverageLine(coverage, now)}
          {found > 0 || (whole && !limited) ? null : (
            <span className={classes.zero}>{t(whole ? 'usage.coverage.limits' : 'usage.coverage.zero')}</span>
          )}
        </span>
        <span className={classes.more}>{t('usage.coverage.details')}</span>
      </summary>
      <table className={classes.sources}>
        <thead>
          <tr>
            <th scope="col">{t('usage.column.source')}</th>
            <th scope="col">{t('usage.coverage.state')}</th>
            <th scope="col">{t('usage.coverage.when')}</th>
          </tr>
        </thead>
        <tbody>
          {coverage.map(({ source, state, readAt, reason }) => (
            <tr key={source}>
              <th scope="row">
                {source}
                {reason === null ? null : <span className={classes.reason}>{reason}</span>}
              </th>
              <td data-state={state}>{t(`usage.state.${state}`)}</td>
              <td title={readAt === null ? undefined : formatDateTime(readAt)}>
                {readAt === null ? t('time.never') : formatAgo(readAt, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
