import type { ReactNode } from 'react';

type Props = { readonly label: string; readonly className?: string | undefined; readonly children: ReactNode };

/** A part of the screen that scrolls by itself: it takes the focus, so that the keyboard can scroll it too. */
export function ScrollRegion({ label, className, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: scrollable without a pointer.
    <section className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
