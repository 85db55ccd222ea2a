import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './choice-screen.module.css';

type Props = {
  readonly connection: Connection;
  readonly chosen: ReadonlySet<string>;
  readonly stored: readonly string[];
};

/** The price before the button, and the button: keeps the choice and starts reading. */
export function ChoiceFoot({ connection, chosen, stored }: Props) {
  const navigate = useNavigate();
  const connectionId = connection.id;
  const names = useMemo(() => [...chosen].sort(), [chosen]);
  const [asked] = useDebouncedValue(names, 250);
  const price = useCall(
    'objects.price',
    { connectionId, names: asked },
    { enabled: asked.length > 0, keepPrevious: true },
  );
  const start = useAction('sync.start', { invalidates: ['sync.status', 'jobs.list'] });
  const choose = useAction('objects.choose', { invalidates: ['objects.available', 'sync.status'] });
  const removed = stored.filter((name) => !chosen.has(name)).length;
  const submit = async (): Promise<void> => {
    await choose.mutateAsync({ connectionId, names });
    await start.mutateAsync({ connectionId });
    await navigate({ to: '/org/$connectionId/fields', params: { connectionId } });
  };
  const error = choose.error ?? start.error;
  return (
    <div className={classes.foot}>
      <div className={classes.price} aria-live="polite">
        {chosen.size === 0 ? (
          <p className={classes.line}>{t('choice.empty')}</p>
        ) : price.data === undefined ? null : (
          <PriceLine price={price.data} />
        )}
        {removed === 0 ? null : <p className={classes.line}>{t('choice.removes', { count: removed })}</p>}
        {price.error === null ? null : <p className={`${classes.line} ${classes.danger}`}>{price.error.message}</p>}
        {error === null ? null : <FailureNotice error={error} />}
      </div>
      <WorkButton
        disabled={chosen.size === 0 || !connection.signedIn || price.data?.verdict === 'stop'}
        loading={choose.isPending || start.isPending}
        onClick={() => void submit().catch(() => undefined)}
      >
        {t('choice.start', { count: chosen.size })}
      </WorkButton>
    </div>
  );
}

/** "312 objects, about 34 API requests; 14,120 of 15,000 left today" */
function PriceLine({ price }: { readonly price: Output<'objects.price'> }) {
  const left =
    price.left === null || price.max === null
      ? t('choice.price.unknown')
      : t('choice.price.left', { left: formatNumber(price.left), max: formatNumber(price.max) });
  return (
    <>
      <p className={classes.line}>
        {t('choice.price', { objects: price.objects, apiCalls: price.apiCalls })}
        {left}
      </p>
      {price.verdict === 'warn' ? <p className={`${classes.line} ${classes.warn}`}>{t('choice.price.warn')}</p> : null}
      {price.verdict === 'stop' ? (
        <p className={`${classes.line} ${classes.danger}`}>{t('choice.price.stop')}</p>
      ) : null}
    </>
  );
}
