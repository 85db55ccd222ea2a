import type { Database } from '../database.ts';
import { createAreaStates } from './area-states.ts';
import { createComponents } from './components.ts';
import { createUsage } from './usage.ts';

/** What was read of orgs besides objects and fields: the one place that knows the tables of migration 12. */
export function createAreaStore(db: Database) {
  return {
    states: createAreaStates(db),
    components: createComponents(db),
    usage: createUsage(db),
  };
}

export type AreaStore = ReturnType<typeof createAreaStore>;
