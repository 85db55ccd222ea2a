import { useSyncExternalStore } from 'react';

const CHANGE = 'currententrychange';

/** Whether there is a later page to go forward to; the router knows only the way back. */
export function useCanGoForward(): boolean {
  return useSyncExternalStore(subscribe, canGoForward);
}

function subscribe(changed: () => void): () => void {
  window.navigation?.addEventListener(CHANGE, changed);
  return () => window.navigation?.removeEventListener(CHANGE, changed);
}

/** Where the page has no such history (tests without a browser), the button stays usable. */
function canGoForward(): boolean {
  return window.navigation?.canGoForward ?? true;
}
