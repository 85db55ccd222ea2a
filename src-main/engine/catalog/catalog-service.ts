import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Output } from '../../../src-preload/contract/index.ts';
import { FIELD_FLAG, type FieldFlag, hasFlag, OBJECT_FLAG } from '../../domain/metadata/field-flags.ts';
import { decodeValidFor } from '../../domain/metadata/valid-for.ts';
import { EngineFailure } from '../failure.ts';
import type { Handlers } from '../ports.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import type { FieldWhole } from '../store/catalog/object-reads.ts';
import { objectParts } from '../areas/object-parts.ts';
import type { AreaStore } from '../store/areas/index.ts';
import { controllingValues } from './controlling-values.ts';
import { setupLink } from './setup-link.ts';

type Methods =
  | 'catalog.overview'
  | 'catalog.objects'
  | 'catalog.object'
  | 'catalog.fields'
  | 'catalog.field'
  | 'catalog.setupLink'
  | 'catalog.search';

/** Questions about what was read. Nothing here reaches a network. */
export function createCatalogService(deps: {
  readonly store: { readonly catalog: CatalogStore; readonly areas: AreaStore };
}): {
  readonly handlers: Handlers<Methods>;
} {
  const { catalog } = deps.store;

  const fieldDetail = (connectionId: string, field: FieldWhole): Output<'catalog.field'> => {
    const flag = (name: FieldFlag): boolean | null =>
      hasFlag(field.flags, FIELD_FLAG.noAccess) ? null : hasFlag(field.flags, FIELD_FLAG[name]);
    const controlling = controllingValues(catalog, connectionId, field)?.map(({ value }) => value) ?? null;
    return {
      ...field.row,
      relationshipName: field.relationshipName,
      controllerName: field.controllerName,
      restrictedPicklist: flag('restrictedPicklist'),
      cascadeDelete: flag('cascadeDelete'),
      createable: flag('createable'),
      updateable: flag('updateable'),
      nillable: flag('nillable'),
      calculated: flag('calculated'),
      dataType: field.dataType,
      picklistValues: field.picklist.map(({ value, label, active, isDefault, validFor }) => ({
        value,
        label,
        active,
        isDefault,
        validFor: validFor === null || controlling === null ? null : decodeValidFor(validFor, controlling),
      })),
    };
  };

  return {
    handlers: {
      'catalog.overview': ({ connectionId }) => catalog.overview(connectionId),
      'catalog.objects': ({ connectionId }) => ({ objects: catalog.objects(connectionId) }),
      'catalog.object': ({ connectionId, name }) => {
        const object = catalog.object(connectionId, name);
        if (object === null) throw new EngineFailure('not-found', `${name} has not been read from this org.`);
        const { flags, ...rest } = object;
        return {
          ...rest,
          ...objectParts(deps.store, connectionId, name),
          validity: {
            queryable: hasFlag(flags, OBJECT_FLAG.queryable),
            createable: hasFlag(flags, OBJECT_FLAG.createable),
            updateable: hasFlag(flags, OBJECT_FLAG.updateable),
            deletable: hasFlag(flags, OBJECT_FLAG.deletable),
            searchable: hasFlag(flags, OBJECT_FLAG.searchable),
          },
        };
      },
      'catalog.fields': async ({ query, offset, limit }, { signal }) => {
        // A page of a million fields can take a second: whoever has asked for another order meanwhile does not wait for it.
        await nextTurn();
        signal.throwIfAborted();
        return catalog.fieldPage(query, offset, limit);
      },
      'catalog.field': ({ connectionId, object, name }) => {
        const field = catalog.field(connectionId, object, name);
        if (field === null) throw new EngineFailure('not-found', `${object}.${name} has not been read from this org.`);
        return fieldDetail(connectionId, field);
      },
      'catalog.setupLink': ({ connectionId, object, field }) => setupLink(catalog.org(connectionId), object, field),
      'catalog.search': ({ connectionId, text, limit }) => catalog.search(connectionId, text, limit),
    },
  };
}
