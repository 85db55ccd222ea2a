import { type RefObject, useEffect } from 'react';

/** What is open inside a dialog and closes first: menus, pickers, lists, and whatever says so of itself. */
const INNER = '[aria-haspopup][aria-expanded="true"]';
/** On a part of a dialog that takes Escape itself. */
const OWN = '[data-takes-escape]';

/**
 * Escape closes a dialog only when nothing inside it is open: the inner layer goes first. The dialog itself must have
 * `closeOnEscape={false}`.
 *
 * @param inside anything in the dialog
 */
export function useInnerEscape(inside: RefObject<HTMLElement | null>, opened: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!opened) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      const dialog = inside.current?.closest('[role="dialog"]') ?? null;
      const target = event.target instanceof Element ? event.target : null;
      // Where the focus is in another dialog, that one is on top.
      const of = target?.closest('[role="dialog"][aria-modal="true"]') ?? dialog;
      if (dialog === null || of !== dialog || isOwn(target)) return;
      const inner = dialog.querySelector<HTMLElement>(INNER);
      if (inner === null) onClose();
      // Inner layers hear Escape where the focus is in them or on what opens them; from elsewhere they are closed here.
      else if (target === null || !hears(inner, target)) inner.click();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [inside, opened, onClose]);
}

const isOwn = (target: Element | null): boolean => target !== null && target.closest(OWN) !== null;

function hears(opener: HTMLElement, target: Element): boolean {
  const layer = opener.getAttribute('aria-controls');
  return opener.contains(target) || (layer !== null && document.getElementById(layer)?.contains(target) === true);
}
