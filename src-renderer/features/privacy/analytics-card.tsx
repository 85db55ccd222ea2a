import { Button } from '@mantine/core';
import type { MouseEvent } from 'react';
import { useAction, useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import classes from './privacy.module.css';

/** Asks once, after the first read of metadata, whether features may be counted. Both answers look alike. */
export function AnalyticsCard() {
  const { data } = useCall('analytics.status', {});
  const choose = useAction('analytics.switch', { invalidates: ['analytics.status'] });
  if (data?.askNow !== true) return null;
  const answer =
    (on: boolean) =>
    ({ currentTarget }: MouseEvent<HTMLElement>): void => {
      // The card goes away with its buttons: the focus goes on to the page, not back to its beginning.
      const page = currentTarget.closest('main');
      choose.mutate({ on }, { onError: showFailure, onSuccess: () => page?.focus() });
    };
  return (
    <section className={classes.card} aria-label={t('analytics.title')}>
      <div className={classes.cardWords}>
        <div className={classes.cardTitle}>{t('analytics.card.title')}</div>
        <div className={classes.text}>
          {t('analytics.card.text')} {data.address === null ? t('analytics.noAddress') : null}
        </div>
      </div>
      <div className={classes.cardButtons}>
        <Button variant="default" disabled={choose.isPending} onClick={answer(true)}>
          {t('analytics.card.on')}
        </Button>
        <Button variant="default" disabled={choose.isPending} onClick={answer(false)}>
          {t('analytics.card.off')}
        </Button>
      </div>
    </section>
  );
}
