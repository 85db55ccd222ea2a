import type { AppState } from '../../src-preload/contract/app.ts';

export type StateHolder = {
  readonly read: () => AppState;
  /** Changes some parts and tells the listener if anything is different. */
  readonly patch: (change: Partial<AppState>) => void;
};

/** The one place that knows which screen the page should draw. */
export function createStateHolder(lockLimits: string[], onChange: (state: AppState) => void): StateHolder {
  let state: AppState = { vault: 'locked', engine: 'starting', notice: null, secretOpen: null, lockLimits };
  return {
    read: () => state,
    patch: (change) => {
      const next = { ...state, ...change };
      if (JSON.stringify(next) === JSON.stringify(state)) return;
      state = next;
      onChange(state);
    },
  };
}
