import { create } from 'zustand';

export const useSearchStore = create<{ readonly open: boolean }>(() => ({ open: false }));

/** Opens the search over everything. */
export const openSearch = (): void => useSearchStore.setState({ open: true });
export const closeSearch = (): void => useSearchStore.setState({ open: false });
