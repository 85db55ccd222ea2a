import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showDone } from '../../ui/toasts.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { changeOf, isDue, keptIn } from './area-groups.ts';
import classes from './areas.module.css';

type Props = {
  readonly connection: Connection;
  readonly areas: readonly AreaStatus[];
  readonly chosen: ReadonlySet<CatalogArea>;
  readonly running: boolean;
  readonly onDone: () => void;
};

const names = (areas: readonly AreaStatus[]): string => areas.map(({ area }) => t(`area.${area}`)).join(', ');

/** "Reports (1,240 entries)" */
function withCounts(areas: readonly AreaStatus[]): string {
  return areas
    .map((one) => {
      const count = keptIn(one);
      const what = t('areas.entries', { count, shown: formatNumber(count) });
      return t('areas.withCount', { area: t(`area.${one.area}`), what });
    })
    .join(', ');
}

/** What the choice will do, said before its button is pressed, and the button. */
export function AreasFoot({ connection, areas, chosen, running, onDone }: Props) {
  const connectionId = connection.id;
  const choose = useAction('areas.choose', { invalidates: ['areas.list'] });
  const refresh = useAction('areas.refresh', { invalidates: ['areas.list', 'sync.status', 'jobs.list'] });
  const { added, removed } = changeOf(areas, chosen);
  const due = areas.filter((one) => one.chosen && chosen.has(one.area) && isDue(one));
  const changed = added.length + removed.length > 0;
  // Nothing to choose and nothing left over: all that is chosen is read again.
  const again = !changed && due.length === 0;
  const reads = again ? areas.filter(({ area }) => chosen.has(area)) : [...added, ...due];
  const onlyDeletes = removed.length > 0 && reads.length === 0;

  const submit = async (): Promise<void> => {
    if (changed) {
      const { removed: rows } = await choose.mutateAsync({ connectionId, areas: [...chosen] });
      if (removed.length > 0) showDone(t('areas.removed.done', { count: rows, shown: formatNumber(rows) }));
    }
    if (reads.length > 0) await refresh.mutateAsync({ connectionId, areas: reads.map(({ area }) => area) });
    onDone();
  };
  const error = choose.error ?? refresh.error;
  const counts = { count: reads.length, removed: removed.length };
  const button =
    removed.length === 0
      ? t(again ? 'areas.again' : 'areas.start', counts)
      : reads.length === 0
        ? t('areas.delete', { count: removed.length })
        : t('areas.startAndDelete', counts);
  return (
    <div className={classes.foot}>
      <div className={classes.plan} aria-live="polite">
        {running ? (
          <p className={classes.line}>{t('areas.running')}</p>
        ) : (
          <>
            {again ? null : reads.length === 0 ? null : (
              <p className={classes.line}>{t('areas.reads', { count: reads.length, names: names(reads) })}</p>
            )}
            {removed.length === 0 ? null : (
              <p className={`${classes.line} ${classes.danger}`}>
                {t('areas.removes', { count: removed.length, names: withCounts(removed) })}
              </p>
            )}
            {connection.signedIn ? null : <p className={classes.line}>{t('areas.signedOut')}</p>}
          </>
        )}
        {error === null ? null : <FailureNotice error={error} />}
      </div>
      {reads.length === 0 && removed.length === 0 ? null : (
        <WorkButton
          {...(onlyDeletes ? { color: 'red' } : {})}
          variant={again ? 'default' : 'filled'}
          disabled={!onlyDeletes && !connection.signedIn}
          loading={choose.isPending || refresh.isPending || running}
          onClick={() => void submit().catch(() => undefined)}
        >
          {button}
        </WorkButton>
      )}
    </div>
  );
}
