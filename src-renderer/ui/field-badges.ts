import type { FieldBadge } from '../../src-preload/contract/catalog.ts';
import { t } from '../i18n/t.ts';
import classes from './field-badges.module.css';

/** A field's badges as one element: words, so that nothing depends on colour; those that warn stand out. */
export function paintBadges(badges: readonly FieldBadge[]): HTMLElement {
  const list = document.createElement('span');
  list.className = classes.badges ?? '';
  list.append(
    ...badges.map((badge) => {
      const one = document.createElement('span');
      one.className = classes.badge ?? '';
      one.dataset['badge'] = badge;
      one.textContent = t(`badge.${badge}`);
      return one;
    }),
  );
  return list;
}
