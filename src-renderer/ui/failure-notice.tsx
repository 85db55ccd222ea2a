import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CallError, failureOf } from '../api/client.ts';
import { useCopy } from '../api/copy.ts';
import { t } from '../i18n/t.ts';
import { failureNext, failureTitle } from './failure-text.ts';
import classes from './failure-notice.module.css';

type Props = {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
};

/** A failure: what failed, why, what to do next, and details to copy. Never shows or copies more than the door let out. */
export function FailureNotice({ error, onRetry }: Props) {
  const failure = failureOf(error);
  const clipboard = useCopy();
  const title = failureTitle(failure);
  const next = failureNext(failure);
  const details = [
    `Orgbench: ${failure.code}`,
    failure.message,
    ...(error instanceof CallError ? [`call: ${error.method}`] : []),
    ...(failure.traceId === undefined ? [] : [`trace: ${failure.traceId}`]),
  ].join('\n');
  return (
    <div className={classes.notice} role="alert">
      <IconAlertTriangle size={18} stroke={1.7} className={classes.icon} aria-hidden="true" />
      <div className={classes.body}>
        {title === null ? null : <div className={classes.title}>{title}</div>}
        <div className={classes.text}>{failure.message}</div>
        {next === null ? null : <div className={classes.text}>{next}</div>}
        <div className={classes.actions}>
          {onRetry === undefined ? null : (
            <Button variant="default" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={() => clipboard.copy(details)}>
            {clipboard.copied ? t('common.copied') : t('error.copyDetails')}
          </Button>
        </div>
      </div>
    </div>
  );
}
