import { EngineFailure } from '../failure.ts';
import type { AreaRun } from './area-run.ts';
import type { EntityNames } from './entity-names.ts';

/** Names of objects that are asked for only when something is to be named, since mostly nothing changed. */
export type NamesWhenNeeded = {
  readonly ready: () => Promise<void>;
  /** Once ready. */
  readonly of: (entity: string | null) => string | null;
};

export function namesWhenNeeded(run: Pick<AreaRun, 'entityNames'>): NamesWhenNeeded {
  let names: EntityNames | null = null;
  return {
    ready: async () => {
      names = await run.entityNames();
    },
    of: (entity) => {
      if (names === null) throw new EngineFailure('internal', 'The names of objects were not asked for.');
      return names(entity);
    },
  };
}
