import { useBlocker } from '@tanstack/react-router';

/** True while a modal dialog is on screen: what is behind it must not change. */
export const isModalOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

/** Going back and forward in the history waits until the dialog is closed. A lock leads elsewhere and is not held up. */
export function useModalGuard(): void {
  useBlocker({
    shouldBlockFn: ({ action }) => (action === 'BACK' || action === 'FORWARD') && isModalOpen(),
    enableBeforeUnload: false,
  });
}
