import type { AccessPath } from '../../../src-preload/contract/access.ts';
import { t } from '../../i18n/t.ts';
import { rightName, waysOf } from './rights.ts';
import classes from './access.module.css';

/** Every way by which rights come, each with the rights that come by it. */
export function Paths({ paths }: { readonly paths: readonly AccessPath[] }) {
  const ways = waysOf(paths);
  if (ways.length === 0) return <p className={classes.quiet}>{t('access.paths.none')}</p>;
  return (
    <ul className={classes.ways}>
      {ways.map(({ text, rights, inSession }) => (
        <li key={`${text} ${inSession}`} className={classes.way}>
          <span className={classes.steps} dir="auto">
            {text}
          </span>
          <span className={classes.wayRights}>
            {rights.map((right) => (
              <span key={right} className={classes.right}>
                {rightName(right)}
              </span>
            ))}
            {inSession ? <span className={classes.session}>{t('access.paths.session')}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
