import { valueSetDefinition } from '../../../domain/areas/value-set-definition.ts';
import type { AreaReader } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { missingOf, withOptionalColumns } from './optional-columns.ts';
import { setupComponent } from './setup-component.ts';
import { listKeeper } from './list-keeper.ts';
import { type DefinitionSpec, metadataOf, readDefinitions } from './whole-records.ts';

const DEFINITION: DefinitionSpec = {
  type: 'GlobalValueSet',
  sObject: 'GlobalValueSet',
  purpose: 'definitions',
  facts: ['valueCount', 'values'],
  define: ({ id: _id, readAt: _readAt, ...component }, record) => {
    const metadata = metadataOf(record);
    if (metadata === null) return null;
    const { values, sorted } = valueSetDefinition(metadata);
    return {
      ...component,
      facts: {
        ...component.facts,
        valueCount: values.length,
        values: values.map(({ value }) => value),
        valueRows: values,
        sorted,
      },
      searchText: values.map(({ value, label }) => (label === value ? value : `${value} ${label}`)).join(' '),
    };
  },
};

/** Global value sets with their values. */
export const readValueSets: AreaReader = async (run) => {
  const since = run.watermark as { readonly sets?: string } | null;
  const keep = listKeeper(run, DEFINITION);
  const sets = await readList(withOptionalColumns(run, ['Description']), {
    type: 'GlobalValueSet',
    sObject: 'GlobalValueSet',
    api: 'tooling',
    purpose: 'definitions',
    fields: 'DeveloperName, Description, MasterLabel',
    since: since?.sets ?? null,
    component: (record) =>
      keep({
        ...setupComponent('GlobalValueSet', record, {}),
        unknown: missingOf(record, { Description: 'description' }),
      }),
  });
  await readDefinitions(run, DEFINITION);
  return { sets };
};
