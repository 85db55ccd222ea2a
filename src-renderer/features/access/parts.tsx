import type { Output } from '../../../src-preload/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { holderKey, holderNote } from './rights.ts';
import classes from './access.module.css';

/** What a subject's access is made of, with what is left out and why. */
export function Parts({ parts }: { readonly parts: Output<'access.effective'>['parts'] }) {
  if (parts.length === 0) return <p className={classes.note}>{t('access.parts.none')}</p>;
  return (
    <ul className={classes.parts} aria-label={t('access.parts.title')}>
      {parts.map(({ holder, counts, note }) => (
        <li
          key={holderKey(holder)}
          className={classes.part}
          data-counts={counts}
          data-noted={!counts || note !== null || holder.outdated}
        >
          <span className={classes.partLabel} dir="auto">
            {holder.label}
          </span>
          <span className={classes.partNote}>
            {[holderNote(holder), ...(counts ? [] : [t('access.parts.not')]), ...(note === null ? [] : [note])].join(
              ' · ',
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
