import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import classes from './areas.module.css';

/** The two halves of what is read of an org: objects with their fields, and everything else by area. */
export function ReadTabs({ connectionId }: { readonly connectionId: string }) {
  const tab = {
    params: { connectionId },
    className: classes.tab,
    activeProps: { className: classes.activeTab },
  } as const;
  return (
    <nav className={classes.tabs} aria-label={t('read.tabs')}>
      <Link to="/org/$connectionId/choose" search={{}} activeOptions={{ includeSearch: false }} {...tab}>
        {t('read.objects')}
      </Link>
      <Link to="/org/$connectionId/areas" {...tab}>
        {t('read.areas')}
      </Link>
    </nav>
  );
}
