import type { App, WebContents } from 'electron';

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
  });
}

/** A page may load itself again (the hash is its own business), and nothing else. */
function isReload(contents: WebContents, url: string, isMainFrame: boolean): boolean {
  const current = contents.getURL();
  return isMainFrame && current.startsWith('app://') && withoutHash(url) === withoutHash(current);
}

const withoutHash = (url: string): string => url.replace(/#.*$/s, '');
