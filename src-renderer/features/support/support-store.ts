import { create } from 'zustand';

type SupportState = {
  /** What the message begins with; null while the dialog is closed. */
  readonly opened: string | null;
  /** The message as it was left, so that closing the dialog by mistake loses nothing. Gone with the page. */
  readonly kept: string;
  /** False where there is no dialog to open: before the unlock. */
  readonly ready: boolean;
};

export const useSupportStore = create<SupportState>(() => ({ opened: null, kept: '', ready: false }));

export const openSupport = (message: string): void =>
  useSupportStore.setState(({ kept }) => ({ opened: message === '' ? kept : message }));
export const keepMessage = (kept: string): void => useSupportStore.setState({ kept });
export const closeSupport = (): void => useSupportStore.setState({ opened: null });
export const setSupportReady = (ready: boolean): void => useSupportStore.setState({ ready });
