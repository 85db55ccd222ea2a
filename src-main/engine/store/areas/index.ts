import type { Database } from '../database.ts';
import { createAreaStates } from './area-states.ts';
import { createChangedObjects } from './changed-objects.ts';
import { createComponentPages } from './component-pages.ts';
import { createComponents } from './components.ts';
import { createCustomFieldIds } from './custom-field-ids.ts';
import { createPermissions } from './permissions.ts';
import { createUsage } from './usage.ts';
import { createUsageFields } from './usage-fields.ts';

/** What was read of orgs besides objects and fields: the one place that knows the tables of migration 12. */
export function createAreaStore(db: Database) {
  return {
    states: createAreaStates(db),
    components: createComponents(db),
    componentPages: createComponentPages(db),
    changedObjects: createChangedObjects(db),
    usage: createUsage(db),
    permissions: createPermissions(db),
    usageFields: createUsageFields(db),
    customFieldIds: createCustomFieldIds(db),
  };
}

export type AreaStore = ReturnType<typeof createAreaStore>;
