import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type AnalyticsStatus, ANALYTICS_FEATURES } from '../../../src-preload/contract/analytics.ts';
import { callKey, useAction, useCall } from '../../api/queries.ts';
import { useAppState } from '../../api/state.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { showDone, showFailure } from '../../ui/toasts.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './privacy.module.css';
import { Section } from './section.tsx';

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** The switch of product analytics, what it can count, and exactly what would be sent. */
export function AnalyticsScreen() {
  const { data, error, refetch } = useCall('analytics.status', {}, { askAgain: true });
  const sample = useAppState()?.vault === 'sample';
  const client = useQueryClient();
  const take = (status: AnalyticsStatus): void => {
    client.setQueryData(callKey('analytics.status', {}), status);
  };
  const choose = useAction('analytics.switch', { onDone: take });
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  return (
    <>
      <Section title={t('analytics.title')} text={t('analytics.text')}>
        <div className={`${classes.box} ${classes.stack}`}>
          <Switch
            label={t('analytics.switch')}
            checked={data.on}
            disabled={sample}
            onChange={(event) => choose.mutate({ on: event.currentTarget.checked }, { onError: showFailure })}
          />
          <p className={classes.text}>
            {sample
              ? t('analytics.sample')
              : data.address === null
                ? t('analytics.noAddress')
                : t('analytics.address', { address: data.address })}
          </p>
        </div>
      </Section>
      {data.on ? <Waiting status={data} onStatus={take} /> : null}
      <Section title={t('analytics.list')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>{t('analytics.list.feature')}</th>
              <th>{t('analytics.list.when')}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(ANALYTICS_FEATURES).map(([feature, when]) => (
              <tr key={feature}>
                <td className={`${classes.nowrap} ob-mono`}>{feature}</td>
                <td>{when}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  );
}

type WaitingProps = { readonly status: AnalyticsStatus; readonly onStatus: (status: AnalyticsStatus) => void };

function Waiting({ status, onStatus }: WaitingProps) {
  const done = (text: string) => (next: AnalyticsStatus) => {
    onStatus(next);
    showDone(text);
  };
  const send = useAction('analytics.sendNow', { onDone: done(t('analytics.sent')) });
  const clear = useAction('analytics.deleteWaiting', { onDone: onStatus });
  const renew = useAction('analytics.renewId', { onDone: done(t('analytics.renewed')) });
  const failed = { onError: showFailure };
  const nothing = status.waiting === null;
  return (
    <Section title={t('analytics.state')}>
      <p className={classes.plain}>
        {t('analytics.days', { count: status.days })}{' '}
        {status.lastSentAt === null ? null : t('analytics.sentAt', { when: formatDateTime(status.lastSentAt) })}
      </p>
      {status.id === null ? null : (
        <div className={classes.buttons}>
          <span>
            {t('analytics.id')} <span className="ob-mono">{status.id}</span>
          </span>
          <WorkButton variant="default" loading={renew.isPending} onClick={() => renew.mutate({}, failed)}>
            {t('analytics.renew')}
          </WorkButton>
        </div>
      )}
      <p className={classes.plain}>
        {t('analytics.bytes')}
        {status.waiting === null ? null : <> · {t('analytics.bytes.size', { count: byteLength(status.waiting) })}</>}
      </p>
      {status.waiting === null ? (
        <p className={classes.text}>{t('analytics.nothing')}</p>
      ) : (
        <ScrollRegion label={t('analytics.bytes')} className={`${classes.bytes} ob-mono`}>
          {status.waiting}
        </ScrollRegion>
      )}
      <div className={classes.buttons}>
        {status.address === null ? null : (
          <WorkButton disabled={nothing} loading={send.isPending} onClick={() => send.mutate({}, failed)}>
            {t('analytics.send')}
          </WorkButton>
        )}
        <WorkButton
          variant="default"
          disabled={nothing}
          loading={clear.isPending}
          onClick={() => clear.mutate({}, failed)}
        >
          {t('analytics.delete')}
        </WorkButton>
      </div>
    </Section>
  );
}
