import { layoutDefinition, LAYOUT_FACTS, layoutFacts, layoutUsage } from '../../../domain/areas/layout-definition.ts';
import type { Component, Fact } from '../../../domain/areas/component.ts';
import { decodedName } from '../../../domain/metadata/decoded-name.ts';
import type { SObjectRecord } from '../../salesforce/org-client.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import type { AreaReader, AreaRun } from '../area-run.ts';
import { type NamesWhenNeeded, namesWhenNeeded } from '../names-when-needed.ts';
import { readList } from '../read-list.ts';
import { commonFacts, textOf } from '../record-facts.ts';
import { type AssignmentMark, askAssignments, readLayoutAssignments } from './layout-assignments.ts';
import { listKeeper } from './list-keeper.ts';
import { type DefinitionSpec, metadataOf, readDefinitions } from './whole-records.ts';

type Mark = { readonly layouts: string | null; readonly assignments: AssignmentMark | null };

/** Page layouts: what stands on them, and which profile gets which for a record type. */
export const readLayouts: AreaReader = async (run) => {
  const names = namesWhenNeeded(run);
  const since = run.watermark as Mark | null;
  const spec = definitionSpec(run);
  const keep = listKeeper(run, spec);
  const still = askAssignments(run, since?.assignments ?? null);
  const layouts = await readList(run, {
    type: 'Layout',
    sObject: 'Layout',
    api: 'tooling',
    purpose: 'layouts',
    fields: 'Name, LayoutType, TableEnumOrId',
    since: since?.layouts ?? null,
    ready: names.ready,
    component: (record) => keep(layout(run, record, names.of)),
  });
  await readDefinitions(run, spec);
  const assignments = await readLayoutAssignments(run, since?.assignments ?? null, still);
  return { layouts, assignments } satisfies Fact;
};

function layout(run: AreaRun, record: SObjectRecord, nameOf: NamesWhenNeeded['of']): Component {
  const common = commonFacts(record);
  const local = textOf(record.Name) ?? '';
  const label = decodedName(local);
  const table = textOf(record.TableEnumOrId);
  const object = nameOf(table);
  const before = common.orgId === null ? null : run.areas.components.byOrgId(run.connectionKey, common.orgId);
  const prefix = common.namespace === null ? '' : `${common.namespace}__`;
  return {
    ...common,
    type: 'Layout',
    // The full name of the definition, once it is read, knows better than this.
    name: isSame(before, label, object) ? before.name : `${object ?? table ?? ''}-${prefix}${local}`,
    label,
    object,
    description: null,
    facts: { layoutType: textOf(record.LayoutType) },
    searchText: null,
    unknown: [],
  };
}

function isSame(before: StoredComponent | null, label: string, object: string | null): before is StoredComponent {
  return before !== null && before.type === 'Layout' && before.label === label && before.object === object;
}

function definitionSpec(run: AreaRun): DefinitionSpec {
  return {
    type: 'Layout',
    sObject: 'Layout',
    purpose: 'layouts',
    facts: LAYOUT_FACTS,
    define: ({ id: _id, readAt: _readAt, ...component }, record) => {
      const metadata = metadataOf(record);
      if (metadata === null) return null;
      const definition = layoutDefinition(metadata);
      const name = fullName(record) ?? component.name;
      const object = component.object ?? name.slice(0, Math.max(0, name.indexOf('-')));
      const { usage } = run.areas;
      if (name !== component.name) usage.replaceFrom(run.connectionKey, 'layouts', 'Layout', component.name, []);
      usage.replaceFrom(run.connectionKey, 'layouts', 'Layout', name, layoutUsage(name, object, definition));
      const facts = layoutFacts(definition);
      return {
        ...component,
        name,
        facts: { ...component.facts, ...facts },
        searchText: (facts['fields'] as readonly string[]).join(' '),
      };
    },
  };
}

/** The Metadata API writes some characters of a layout's name as in an address: `%28` for a parenthesis. */
function fullName(record: SObjectRecord): string | null {
  const name = textOf(record.FullName);
  if (name === null) return null;
  try {
    return decodeURIComponent(name);
  } catch {
    // A percent sign of the name itself.
    return name;
  }
}
