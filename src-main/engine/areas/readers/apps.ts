import { textOf as textAt, textsOf } from '../../../domain/areas/metadata-json.ts';
import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { textOf } from '../record-facts.ts';
import { missingOf, withOptionalColumns } from './optional-columns.ts';
import { setupComponent } from './setup-component.ts';
import { listKeeper } from './list-keeper.ts';
import { type DefinitionSpec, metadataOf, readDefinitions } from './whole-records.ts';

const OPTIONAL = { Description: 'description', NavType: 'navigation', UiType: 'userInterface' };

const DEFINITION: DefinitionSpec = {
  type: 'CustomApplication',
  sObject: 'CustomApplication',
  purpose: 'definitions',
  facts: ['tabs', 'formFactors'],
  define: ({ id: _id, readAt: _readAt, ...component }, record) => {
    const metadata = metadataOf(record);
    if (metadata === null) return null;
    return {
      ...component,
      facts: {
        ...component.facts,
        tabs: textsOf(metadata, 'tabs'),
        formFactors: textsOf(metadata, 'formFactors'),
        landingTab: textAt(metadata, 'defaultLandingTab'),
      },
    };
  },
};

/** Apps with the tabs that they show. */
export const readApps: AreaReader = async (run) => {
  const since = run.watermark as { readonly apps?: string } | null;
  const keep = listKeeper(run, DEFINITION);
  const apps = await readList(withOptionalColumns(run, Object.keys(OPTIONAL)), {
    type: 'CustomApplication',
    sObject: 'CustomApplication',
    api: 'tooling',
    purpose: 'definitions',
    fields: 'DeveloperName, Label, Description, NavType, UiType',
    since: since?.apps ?? null,
    component: (record) =>
      keep({
        ...setupComponent('CustomApplication', record, {
          navigation: textOf(record.NavType),
          userInterface: textOf(record.UiType),
        }),
        unknown: missingOf(record, OPTIONAL),
      }),
  });
  await readDefinitions(run, DEFINITION);
  return { apps };
};
