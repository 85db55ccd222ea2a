import { create } from 'zustand';

export const useSfImportStore = create<{ readonly opened: boolean }>(() => ({ opened: false }));

export const openSfImport = (): void => useSfImportStore.setState({ opened: true });
export const closeSfImport = (): void => useSfImportStore.setState({ opened: false });
