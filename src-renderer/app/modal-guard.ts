import { useBlocker } from '@tanstack/react-router';

/** True while a modal dialog is on screen: what is behind it must not change. */
export const isModalOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

/**
 * Going back and forward in the history waits until the dialog is closed.
 *
 * An address that is set (a lock leads to the first page) is not held up. The router may take it for a step back, but
 * it is a new entry of the history, and those have no state yet.
 */
export function useModalGuard(): void {
  useBlocker({
    shouldBlockFn: ({ action }) =>
      (action === 'BACK' || action === 'FORWARD') && window.history.state !== null && isModalOpen(),
    enableBeforeUnload: false,
  });
}
