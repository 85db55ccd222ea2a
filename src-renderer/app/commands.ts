import { useEffect, useRef } from 'react';
import type { AppCommand } from '../../src-preload/contract/app.ts';
import { listen } from '../api/client.ts';
import { isModalOpen } from './modal-guard.ts';

/**
 * Runs when the menu (or its accelerator) sends this command. A screen that has a filter field or an export takes
 * `filter` or `export` this way; the newest mounted taker wins.
 */
export function useAppCommand(command: AppCommand, run: () => void, enabled = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const taker = (): void => latest.current();
    const stack = takers.get(command) ?? [];
    takers.set(command, [...stack, taker]);
    return () => {
      takers.set(
        command,
        (takers.get(command) ?? []).filter((one) => one !== taker),
      );
    };
  }, [command, enabled]);
}

const takers = new Map<AppCommand, readonly (() => void)[]>();

/** Connects menu commands with their takers; once, at start. */
export const followCommands = (): (() => void) =>
  listen('app.command', ({ command }) => {
    // A dialog is answered or closed first: what is behind it must not move.
    if (!isModalOpen()) takers.get(command)?.at(-1)?.();
  });

/** How the command key is written on this system. */
export const commandKey = (letter: string): string =>
  navigator.platform.startsWith('Mac') ? `⌘${letter}` : `Ctrl+${letter}`;
