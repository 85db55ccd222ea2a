import type { App, WebContents } from 'electron';
import { printError } from '../ipc/print-error.ts';

/**
 * Denies every way out of a page: links, redirects, new windows, embedded views.
 *
 * Set on the app, not on single windows, so that a view that is added later cannot be forgotten. Links are opened by
 * `app.openLink` in the system's browser instead.
 */
export function guardNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!isReload(contents, event.url, event.isMainFrame)) event.preventDefault();
    });
    bringBack(contents);
  });
}

/**
 * Loads a page again that left for an empty document (`about:blank`): Chromium shows one without asking anybody. The doors
 * already refuse what is asked from there; the person would be left with an empty window.
 */
function bringBack(contents: WebContents): void {
  let own: string | null = null;
  contents.on('did-navigate', (_event, url) => {
    if (url.startsWith('app://')) own = withoutHash(url);
    else if (own !== null) contents.loadURL(own).catch((error: unknown) => printError(error, 620));
  });
}

/** A page may load itself again (the hash is its own business), and nothing else. */
function isReload(contents: WebContents, url: string, isMainFrame: boolean): boolean {
  const current = contents.getURL();
  return isMainFrame && current.startsWith('app://') && withoutHash(url) === withoutHash(current);
}

const withoutHash = (url: string): string => url.replace(/#.*$/s, '');
