import { type RefObject, useEffect, useRef } from 'react';

/**
 * For a button that goes away, or is disabled, while it works: the focus would then be nowhere, and the keyboard would
 * start at the top of the page again.
 *
 * @returns refs for what has the focus while it works, and for what has it otherwise.
 */
export function useKeepFocus(working: boolean): {
  readonly atWork: RefObject<HTMLButtonElement | null>;
  readonly atRest: RefObject<HTMLButtonElement | null>;
} {
  const atWork = useRef<HTMLButtonElement>(null);
  const atRest = useRef<HTMLButtonElement>(null);
  const before = useRef(working);
  useEffect(() => {
    if (before.current === working) return;
    before.current = working;
    const { activeElement } = document;
    // Whoever went on to something else stays there.
    if (activeElement !== null && activeElement !== document.body && !isDisabled(activeElement)) return;
    (working ? atWork : atRest).current?.focus({ preventScroll: true });
  }, [working]);
  return { atWork, atRest };
}

const isDisabled = (element: Element): boolean => element.matches(':disabled');
