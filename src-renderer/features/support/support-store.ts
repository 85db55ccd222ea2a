import { create } from 'zustand';

type SupportState = {
  /** What the message begins with; null while the dialog is closed. */
  readonly opened: string | null;
  /** False where there is no dialog to open: before the unlock. */
  readonly ready: boolean;
};

export const useSupportStore = create<SupportState>(() => ({ opened: null, ready: false }));

export const openSupport = (message: string): void => useSupportStore.setState({ opened: message });
export const closeSupport = (): void => useSupportStore.setState({ opened: null });
export const setSupportReady = (ready: boolean): void => useSupportStore.setState({ ready });
