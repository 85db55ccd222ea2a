import { Button } from '@mantine/core';
import { IconAlertTriangle, IconHourglass } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CallError, call, failureOf } from '../api/client.ts';
import { useCopy } from '../api/copy.ts';
import { t } from '../i18n/t.ts';
import { openSupport, useSupportStore } from '../features/support/support-store.ts';
import { failureNext, failurePreferences, failureTitle, failureTone } from './failure-text.ts';
import classes from './failure-notice.module.css';
import { showFailure } from './toasts.tsx';

type Props = {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** Further ways on, as buttons. */
  readonly children?: ReactNode;
};

/** A failure: what failed, why, what to do next, and details to copy. Never shows or copies more than the door let out. */
export function FailureNotice({ error, onRetry, children }: Props) {
  const failure = failureOf(error);
  const clipboard = useCopy();
  const canContact = useSupportStore(({ ready, opened }) => ready && opened === null);
  const title = failureTitle(failure);
  const next = failureNext(failure);
  const { link } = failure;
  const preferences = failurePreferences(failure);
  const tone = failureTone(failure);
  const Icon = tone === 'wait' ? IconHourglass : IconAlertTriangle;
  const details = [
    `Orgbench: ${failure.code}`,
    failure.message,
    ...(error instanceof CallError ? [`call: ${error.method}`] : []),
    ...(failure.traceId === undefined ? [] : [`trace: ${failure.traceId}`]),
  ].join('\n');
  return (
    <div className={classes.notice} role="alert" data-tone={tone}>
      <Icon size={18} stroke={1.7} className={classes.icon} aria-hidden="true" />
      <div className={classes.body}>
        {title === null ? null : <div className={classes.title}>{title}</div>}
        <div className={classes.text}>{failure.message}</div>
        {next === null ? null : <div className={classes.text}>{next}</div>}
        {link === undefined ? null : <div className={`${classes.address} ob-mono`}>{link}</div>}
        <div className={classes.actions}>
          {onRetry === undefined ? null : (
            <Button variant="default" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          )}
          {children}
          {preferences === null ? null : (
            <Button component="a" href={preferences} variant="default">
              {t('error.openPreferences')}
            </Button>
          )}
          {link === undefined ? null : <LinkButtons url={link} />}
          <Button variant="subtle" color="gray" onClick={() => clipboard.copy(details)}>
            {clipboard.copied ? t('common.copied') : t('error.copyDetails')}
          </Button>
          {canContact ? (
            <Button variant="subtle" color="gray" onClick={() => openSupport(details)}>
              {t('error.support')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** For an address that helps, e.g. where an administrator allows the app: to open, or to send to somebody. */
function LinkButtons({ url }: { readonly url: string }) {
  const clipboard = useCopy();
  return (
    <>
      <Button variant="default" onClick={() => void call('app.openLink', { url }).catch(showFailure)}>
        {t('error.openLink')}
      </Button>
      <Button variant="default" onClick={() => clipboard.copy(url)}>
        {clipboard.copied ? t('common.copied') : t('error.copyLink')}
      </Button>
    </>
  );
}
