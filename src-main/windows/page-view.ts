import { join } from 'node:path';
import type { Session } from 'electron';
import { app, session, WebContentsView } from 'electron';
import { serveApp } from '../protocol/app-scheme.ts';
import type { PageHost } from '../protocol/page-headers.ts';

const PRELOADS: Readonly<Record<PageHost, string>> = { page: 'index.cjs', secret: 'secret.cjs' };

/** Address that a host's view shows. */
export const startAddress = (host: PageHost): string => `app://${host}/`;

/** The in-memory session of a host (no `persist:`), served from the built renderer. Call once for each host. */
export function openPageSession(host: PageHost): Session {
  const pageSession = session.fromPartition(host);
  serveApp(pageSession, host, join(app.getAppPath(), 'out', 'renderer'));
  return pageSession;
}

/** A view with everything off that a page could misuse; each host has its own session and so its own process. */
export function createPageView(host: PageHost, pageSession: Session): WebContentsView {
  return new WebContentsView({
    webPreferences: {
      session: pageSession,
      preload: join(app.getAppPath(), 'out', 'preload', PRELOADS[host]),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
      devTools: !app.isPackaged,
      // The background must go on while another window is in front: a sync's progress is watched from there.
      backgroundThrottling: false,
    },
  });
}
