import { Link, Outlet } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { Page } from '../../ui/page.tsx';
import classes from './privacy.module.css';

const PAGES = ['kept', 'analytics', 'log', 'backup', 'rights', 'report', 'help'] as const;

/** Around every privacy page: the heading and the way to the others. */
export function PrivacyLayout() {
  return (
    <Page width="text" title={t('privacy.title')} text={t('privacy.text')}>
      <nav className={classes.tabs} aria-label={t('privacy.pages')}>
        {PAGES.map((name) => (
          <Link
            key={name}
            to={`/privacy/${name}`}
            className={classes.tab}
            data-text={t(`privacy.${name}`)}
            activeProps={{ className: classes.activeTab }}
          >
            {t(`privacy.${name}`)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
