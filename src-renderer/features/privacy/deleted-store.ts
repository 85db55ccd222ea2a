import { create } from 'zustand';
import type { Output } from '../../../src-preload/contract/index.ts';

type Deleted = Output<'rights.deleteEverything'>;

/** What deleting everything came to. It outlives the screens, which go with the store. */
export const useDeletedStore = create<{ readonly deleted: Deleted | null }>(() => ({ deleted: null }));

export const setDeleted = (deleted: Deleted | null): void => useDeletedStore.setState({ deleted });
