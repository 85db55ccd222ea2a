import { IconGauge, IconPlayerPause } from '@tabler/icons-react';
import type { Output } from '../../../src-preload/contract/index.ts';
import { formatClock, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import classes from './org-limits.module.css';

type Org = Output<'ledger.summary'>['orgs'][number];

const icon = { size: 14, stroke: 1.8, 'aria-hidden': true } as const;

/** How much of each org's own limit Orgbench took, what others took, and where Orgbench stops itself. */
export function OrgLimits({ orgs }: { readonly orgs: readonly Org[] }) {
  return (
    <section className={classes.part} aria-label={t('ledger.orgs.title')}>
      <h2 className={classes.title}>{t('ledger.orgs.title')}</h2>
      <p className={classes.text}>{t(orgs.length === 0 ? 'ledger.orgs.none' : 'ledger.orgs.text')}</p>
      {orgs.map((org) => (
        <OrgLimit key={org.connectionId} org={org} />
      ))}
    </section>
  );
}

const shareOf = (part: number, whole: number): string => {
  const percent = whole === 0 ? 0 : (part / whole) * 100;
  return percent > 0 && percent < 0.1 ? '< 0.1 %' : `${formatNumber(Math.round(percent * 10) / 10)} %`;
};

function OrgLimit({ org }: { readonly org: Org }) {
  const { calls, limit, used, budget, budgetLeft, pausedUntil, sharedWith } = org;
  // The org counts everybody, Orgbench as well, and said so at its last answer.
  const others = used === null ? null : Math.max(0, used - calls);
  const amounts = { calls: formatNumber(calls), others: others === null ? t('common.unknown') : formatNumber(others) };
  return (
    <div className={classes.org}>
      <div className={classes.line}>
        <span className={classes.name} dir="auto">
          {org.name}
        </span>
        <span className={classes.figures}>
          {limit === null ? (
            t('ledger.orgs.own.plain', amounts)
          ) : (
            <>
              <Sign of="own" />
              {t('ledger.orgs.own', { ...amounts, share: shareOf(calls, limit) })}, <Sign of="others" />
              {t('ledger.orgs.others', amounts)}, {t('ledger.orgs.of', { limit: formatNumber(limit) })}
            </>
          )}
        </span>
      </div>
      {limit === null ? (
        <p className={classes.text}>{t('ledger.orgs.limit.unknown')}</p>
      ) : (
        <Meter org={org} limit={limit} others={others ?? 0} />
      )}
      <p className={classes.text} data-spent={budgetLeft <= 0}>
        {budgetLeft <= 0 ? <IconGauge {...icon} /> : null}
        {limit !== null && budget < limit && budgetLeft > 0 ? <Sign of="budget" /> : null}
        {t(budgetLeft <= 0 ? 'ledger.orgs.budget.spent' : 'ledger.orgs.budget', {
          budget: formatNumber(budget),
          left: formatNumber(budgetLeft),
        })}
      </p>
      {sharedWith.length === 0 ? null : (
        <p className={classes.text}>{t('ledger.orgs.shared', { names: sharedWith.join(', ') })}</p>
      )}
      {pausedUntil === null ? null : (
        <p className={classes.paused}>
          <IconPlayerPause {...icon} />
          {t('ledger.orgs.paused', { when: formatClock(pausedUntil) })}
        </p>
      )}
    </div>
  );
}

/** The colour of a part of the bar, where its number stands. */
function Sign({ of }: { readonly of: 'own' | 'others' | 'budget' }) {
  return <span className={classes.sign} data-of={of} aria-hidden="true" />;
}

type MeterProps = { readonly org: Org; readonly limit: number; readonly others: number };

function Meter({ org, limit, others }: MeterProps) {
  const { calls, budget } = org;
  const percent = (part: number): string => `${limit === 0 ? 0 : Math.min(100, (part / limit) * 100)}%`;
  return (
    <div
      className={classes.meter}
      role="meter"
      aria-label={t('ledger.orgs.meter', { org: org.name })}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={Math.min(calls, limit)}
      aria-valuetext={t('ledger.orgs.meter.value', {
        calls: formatNumber(calls),
        others: formatNumber(others),
        limit: formatNumber(limit),
      })}
    >
      <span className={classes.own} style={{ width: percent(calls) }} data-some={calls > 0} />
      <span className={classes.others} style={{ width: percent(Math.min(others, Math.max(0, limit - calls))) }} />
      {budget < limit ? <span className={classes.budget} style={{ left: percent(budget) }} /> : null}
    </div>
  );
}
