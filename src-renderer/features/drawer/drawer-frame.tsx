import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { useDrawerFocus } from './drawer-focus.ts';
import classes from './drawer.module.css';

const MIN_PX = 300;
const MAX_PX = 760;
const STEP_PX = 24;

/** Remembered while the page lives: a width is not worth a preference. */
let lastWidthPx = 400;

type Props = {
  /** The region's accessible name. */
  readonly label: string;
  /** Which thing is shown: the focus moves in when it was asked for by keyboard. */
  readonly subject: string;
  /** `inside`: the focus was in the drawer and needs a new place. */
  readonly onClose: (inside: boolean) => void;
  readonly head: ReactNode;
  readonly children: ReactNode;
};

/** The panel on the right: it can be resized, leaves the rest of the screen usable, and closes with Escape. */
export function DrawerFrame({ label, subject, onClose, head, children }: Props) {
  const [width, setWidth] = useState(lastWidthPx);
  const panel = useRef<HTMLElement>(null);
  const title = useRef<HTMLDivElement>(null);

  const wanted = useDrawerFocus();

  useEffect(() => {
    if (wanted.subject === subject) title.current?.focus();
  }, [subject, wanted]);

  const resize = (px: number): void => {
    lastWidthPx = Math.min(MAX_PX, Math.max(MIN_PX, Math.round(px)));
    setWidth(lastWidthPx);
  };
  const onHandleKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') resize(width + STEP_PX);
    else if (event.key === 'ArrowRight') resize(width - STEP_PX);
    else return;
    event.preventDefault();
  };
  const onDrag = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = panel.current?.getBoundingClientRect().right;
    if (right !== undefined) resize(right - event.clientX);
  };
  const close = (): void => onClose(panel.current?.contains(document.activeElement) ?? false);

  return (
    <aside ref={panel} className={classes.drawer} style={{ width }} aria-label={label}>
      {/* A separator that can be moved is a control by its role (ARIA 1.2), and so takes focus and keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={classes.handle}
        role="separator"
        aria-orientation="vertical"
        aria-label={t('drawer.resize')}
        aria-valuenow={width}
        aria-valuemin={MIN_PX}
        aria-valuemax={MAX_PX}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onHandleKey}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onDrag}
      />
      <div className={classes.head}>
        <div ref={title} className={classes.headText} tabIndex={-1}>
          {head}
        </div>
        <ActionIcon aria-label={t('drawer.close')} onClick={close}>
          <IconX size={15} stroke={1.6} />
        </ActionIcon>
      </div>
      {children}
    </aside>
  );
}
