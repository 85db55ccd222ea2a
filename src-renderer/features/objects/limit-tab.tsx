import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import classes from './object-page.module.css';

/** From here on a limit is something to think about, and to act on. */
const NEAR_PERCENT = 80;
const FULL_PERCENT = 95;

type Limit = ObjectDetail['limits']['rows'][number];

/** How much of a limit is used; null while that is unknown. */
const shareOf = ({ max, used }: Limit): number | null =>
  max === null || used === null || max <= 0 ? null : used / max;

/** What the org allows of this object, and what is left of it. */
export function LimitTab({ object }: { readonly object: ObjectDetail }) {
  const limits = object.limits.rows.toSorted(
    (a, b) => (shareOf(b) ?? -1) - (shareOf(a) ?? -1) || a.label.localeCompare(b.label),
  );
  if (limits.length === 0) return <p className={classes.none}>{t('object.limits.none')}</p>;
  const count = (value: number | null): string => (value === null ? t('object.limits.unknown') : formatNumber(value));
  return (
    <ScrollRegion className={classes.scroll} label={t('object.limits.list', { name: object.label })}>
      <table className={classes.table} data-wide="true">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('object.limits.limit')}
            </th>
            <th scope="col" className={classes.number}>
              {t('object.limits.used')}
            </th>
            <th scope="col" className={classes.number}>
              {t('object.limits.max')}
            </th>
            <th scope="col" className={classes.number}>
              {t('object.limits.remaining')}
            </th>
          </tr>
        </thead>
        <tbody>
          {limits.map((limit) => {
            const share = shareOf(limit);
            const percent = share === null ? null : Math.round(share * 100);
            return (
              <tr key={limit.name}>
                <th scope="row">{limit.label}</th>
                <td className={classes.barRoom}>
                  {percent === null ? null : (
                    <span className={classes.track} title={t('object.limits.share', { percent })} aria-hidden="true">
                      <span
                        className={classes.bar}
                        data-used={share !== 0}
                        data-tone={percent >= FULL_PERCENT ? 'full' : percent >= NEAR_PERCENT ? 'near' : 'well'}
                        style={{ width: `${Math.min(percent, 100)}%` }}
                      />
                    </span>
                  )}
                </td>
                <td className={classes.number}>{count(limit.used)}</td>
                <td className={classes.number}>{count(limit.max)}</td>
                <td className={classes.number}>{count(limit.remaining)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
