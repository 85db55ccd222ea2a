import {
  LIGHTNING_PAGE_FACTS,
  lightningPageDefinition,
  lightningPageFacts,
  lightningPageUsage,
} from '../../../domain/areas/lightning-page-definition.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import { namesWhenNeeded } from '../names-when-needed.ts';
import { orgSchemaOf } from '../org-schema.ts';
import { readList } from '../read-list.ts';
import { textOf } from '../record-facts.ts';
import { missingOf, withOptionalColumns } from './optional-columns.ts';
import { setupComponent } from './setup-component.ts';
import { listKeeper } from './list-keeper.ts';
import { type DefinitionSpec, metadataOf, readDefinitions } from './whole-records.ts';

const OPTIONAL = ['Description', 'EntityDefinitionId'];

/** Lightning pages: type, object, components and fields on them. Texts that components show are not kept. */
export const readLightningPages: AreaReader = async (run) => {
  const names = namesWhenNeeded(run);
  const since = run.watermark as { readonly pages?: string } | null;
  const spec = definitionSpec(run);
  const keep = listKeeper(run, spec);
  const pages = await readList(withOptionalColumns(run, OPTIONAL), {
    type: 'FlexiPage',
    sObject: 'FlexiPage',
    api: 'tooling',
    purpose: 'layouts',
    fields: 'DeveloperName, MasterLabel, Description, EntityDefinitionId, Type',
    since: since?.pages ?? null,
    ready: names.ready,
    component: (record) => {
      const listed = setupComponent('FlexiPage', record, { pageType: textOf(record.Type) });
      const before = run.areas.components.one(run.connectionKey, 'FlexiPage', listed.name);
      return keep({
        ...listed,
        // Where the list does not say it, the definition did.
        object: names.of(textOf(record.EntityDefinitionId)) ?? before?.object ?? null,
        unknown: missingOf(record, { Description: 'description' }),
      });
    },
  });
  await readDefinitions(run, spec);
  return { pages };
};

function definitionSpec(run: AreaRun): DefinitionSpec {
  const schema = orgSchemaOf(run);
  return {
    type: 'FlexiPage',
    sObject: 'FlexiPage',
    purpose: 'layouts',
    facts: LIGHTNING_PAGE_FACTS,
    define: ({ id: _id, readAt: _readAt, ...component }, record) => {
      const metadata = metadataOf(record);
      if (metadata === null) return null;
      const definition = lightningPageDefinition(metadata);
      const object = component.object ?? definition.object;
      run.areas.usage.replaceFrom(
        run.connectionKey,
        'Lightning pages',
        'FlexiPage',
        component.name,
        lightningPageUsage(component.name, object, definition, schema),
      );
      const facts = lightningPageFacts(definition);
      return {
        ...component,
        object,
        facts: { ...component.facts, ...facts },
        searchText: [...definition.fields, ...(facts['components'] as readonly string[])].join(' '),
      };
    },
  };
}
