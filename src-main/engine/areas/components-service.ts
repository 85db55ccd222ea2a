import { setImmediate } from 'node:timers/promises';
import type { ComponentType } from '../../../src-preload/contract/components.ts';
import { columnsOf, ownColumnsOf } from '../../domain/areas/columns.ts';
import { shownCells } from '../../domain/areas/words.ts';
import { EngineFailure } from '../failure.ts';
import type { Handlers } from '../ports.ts';
import type { StoredComponent } from '../store/areas/components.ts';
import type { Store } from '../store/store.ts';
import { componentLink } from './component-link.ts';
import { componentSections } from './component-sections.ts';
import { cellOf } from './component-sections-kit.ts';

type Methods = 'components.columns' | 'components.page' | 'components.one' | 'components.link';

/** Questions about reports, flows, layouts and the like that were read. Nothing here reaches a network. */
export function createComponentsService({ store }: { readonly store: Pick<Store, 'catalog' | 'areas'> }): {
  readonly handlers: Handlers<Methods>;
} {
  const { catalog, areas } = store;

  const componentOf = (connectionId: string, type: ComponentType, name: string): StoredComponent => {
    const component = areas.components.one(catalog.org(connectionId).key, type, name);
    if (component === null) throw new EngineFailure('not-found', `${name} has not been read from this org.`);
    return component;
  };

  return {
    handlers: {
      'components.columns': ({ type }) => ({ columns: [...columnsOf(type)] }),
      'components.page': async ({ query, offset, limit }, { signal }) => {
        // Whoever has asked for another order meanwhile does not wait for this one.
        await setImmediate();
        signal.throwIfAborted();
        return areas.componentPages.page(catalog.org(query.connectionId).key, query, offset, limit);
      },
      'components.one': ({ connectionId, type, name }) => {
        const component = componentOf(connectionId, type, name);
        const { facts, searchText: _searched, unknown, ...rest } = component;
        const cells = Object.fromEntries(ownColumnsOf(type).map(({ id }) => [id, cellOf(facts[id])]));
        return {
          ...rest,
          type,
          unknown: [...unknown],
          cells,
          shown: shownCells(type, cells),
          sections: componentSections(component),
        };
      },
      'components.link': ({ connectionId, type, name }) =>
        componentLink(catalog.org(connectionId), componentOf(connectionId, type, name)),
    },
  };
}
