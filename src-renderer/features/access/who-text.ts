import type { Output } from '../../../src-preload/contract/index.ts';
import { t } from '../../i18n/t.ts';

/**
 * "12 active users can see it, 8 of them can edit it." Users that were not read are unknown, not nobody; those that could
 * only in a session that asked for it are told apart.
 */
export function whoSentence({ users, holders }: Pick<Output<'access.ofField'>, 'users' | 'holders'>): string {
  // Somebody holds what grants it, and no user is named: users were not read.
  if (users.length === 0 && holders.some(({ holder }) => (holder.assigned ?? 0) > 0)) return t('access.who.unknown');
  const see = users.filter(({ read }) => read).length;
  const edit = users.filter((row) => row.edit).length;
  const session = users.filter(({ read, inSession }) => !read && inSession.read).length;
  return [
    t('access.who.sentence', { see, edit }),
    ...(session === 0 ? [] : [t('access.who.session', { count: session })]),
  ].join(' ');
}
