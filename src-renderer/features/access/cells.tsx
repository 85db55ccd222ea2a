import type { ObjectRights } from '../../../src-preload/contract/access.ts';
import { t } from '../../i18n/t.ts';
import { LETTERED, hasNone, wideRights } from './rights.ts';
import classes from './cells.module.css';

/** Letters in fixed places, so that a column is read downwards; the words are the cell's name. */
export function RightsCell({ rights }: { readonly rights: ObjectRights | null }) {
  if (rights === null) return <span className={classes.unknown}>{t('common.unknown')}</span>;
  if (hasNone(rights)) return <span className={classes.nothing}>·</span>;
  return (
    <span className={classes.rights}>
      {LETTERED.map((right) => (
        <span key={right} className={classes.letter} data-on={rights[right]}>
          {rights[right] ? t(`access.letter.${right}`) : '·'}
        </span>
      ))}
      {wideRights(rights).map((right) => (
        <span key={right} className={classes.wide} data-right={right}>
          {t(`access.letter.${right}`)}
        </span>
      ))}
    </span>
  );
}

type FieldRight = 'none' | 'read' | 'edit' | null;

/** What a sentence says of a right to a field; null: it takes no field permission. */
export const fieldRightWords = (right: FieldRight): string =>
  right === null
    ? t('access.field.open')
    : right === 'none'
      ? t('access.field.none')
      : t(right === 'edit' ? 'access.field.editWords' : 'access.field.readWords');

export function FieldRightCell({ right }: { readonly right: FieldRight }) {
  if (right === null) return <span className={classes.nothing}>–</span>;
  if (right === 'none') return <span className={classes.nothing}>·</span>;
  return (
    <span className={classes.fieldRight} data-right={right}>
      {t(`access.field.${right}`)}
    </span>
  );
}

/** The same letters for a grid that paints its cells itself. */
export function paintRights(rights: ObjectRights): Node {
  const root = document.createElement('span');
  root.className = classes['rights'] ?? '';
  const add = (name: 'letter' | 'wide', text: string, data: Readonly<Record<string, string>>): void => {
    const span = document.createElement('span');
    span.className = classes[name] ?? '';
    span.textContent = text;
    Object.assign(span.dataset, data);
    root.append(span);
  };
  for (const right of LETTERED) {
    add('letter', rights[right] ? t(`access.letter.${right}`) : '·', { on: String(rights[right]) });
  }
  for (const right of wideRights(rights)) add('wide', t(`access.letter.${right}`), { right });
  return root;
}

export function paintFieldRight(right: 'none' | 'read' | 'edit'): Node {
  const root = document.createElement('span');
  root.className = classes[right === 'none' ? 'nothing' : 'fieldRight'] ?? '';
  root.textContent = right === 'none' ? '·' : t(`access.field.${right}`);
  root.dataset['right'] = right;
  return root;
}
