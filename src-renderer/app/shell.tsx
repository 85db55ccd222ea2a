import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAppState } from '../api/state.ts';
import { ExportDialog } from '../features/exports/export-dialog.tsx';
import { usePreflightAfterSignIn } from '../features/preflight/use-preflight.ts';
import { AnnouncedRemovals } from '../features/privacy/announced-removals.tsx';
import { SearchPalette } from '../features/search/search-palette.tsx';
import { BrowserSignInDialog } from '../features/sign-in/browser-sign-in-dialog.tsx';
import { SfImportDialog } from '../features/sign-in/sf-import-dialog.tsx';
import { SupportDialog } from '../features/support/support-dialog.tsx';
import { openSupport } from '../features/support/support-store.ts';
import { t } from '../i18n/t.ts';
import { useAppCommand } from './commands.ts';
import { useCurrentConnection } from './current-connection.ts';
import { useModalGuard } from './modal-guard.ts';
import { NoticeBar } from './notice-bar.tsx';
import { Rail } from './rail.tsx';
import { SampleBanner } from './sample-banner.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

/** The frame around every area: rail, top bar, and the coloured edge that says "production". */
export function Shell() {
  const navigate = useNavigate();
  const current = useCurrentConnection();
  const sample = useAppState()?.vault === 'sample';
  const main = useRef<HTMLElement>(null);
  usePreflightAfterSignIn();

  // Another screen begins at its top, however far down the one before was.
  const path = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    if (main.current !== null) main.current.scrollTop = 0;
  }, [path]);

  useModalGuard();
  useAppCommand('preferences', () => void navigate({ to: '/preferences' }));
  useAppCommand('support', () => openSupport(''));
  useAppCommand('about', () => void navigate({ to: '/about' }));
  useAppCommand('back', () => history.back());
  useAppCommand('forward', () => history.forward());

  useEffect(() => {
    document.title = current === null ? t('app.name') : `${current.name} · ${t('app.name')}`;
  }, [current]);

  return (
    <div className={classes.shell} data-org-type={current?.type ?? 'none'}>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        {t('nav.skip')}
      </button>
      <Rail current={current} />
      <div className={classes.column}>
        <TopBar current={current} />
        {sample ? <SampleBanner /> : null}
        <NoticeBar />
        <AnnouncedRemovals />
        <main ref={main} className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <SearchPalette />
      <ExportDialog current={current} />
      <BrowserSignInDialog />
      <SfImportDialog />
      <SupportDialog />
    </div>
  );
}
