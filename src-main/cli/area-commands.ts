import type { CatalogArea } from '../../src-preload/contract/areas.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { unknownArea } from '../../src-preload/contract/unknown-area.ts';
import { USAGE_SOURCES_OF } from '../domain/areas/usage-sources.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { AreaRow } from '../engine/store/areas/area-states.ts';
import type { StoredComponent } from '../engine/store/areas/components.ts';
import type { StoredUsage } from '../engine/store/areas/usage.ts';
import type { Store } from '../engine/store/store.ts';
import type { Command } from './arguments.ts';
import { type Output, tableLines } from './output.ts';
import { type PermissionLists, permissionLists } from './permission-rows.ts';

type CatalogAreaCommand = Extract<Command, { kind: 'catalog' }>;

/** Facts by which the next read knows what is out of date: they say nothing of the org. */
const OF_THE_READER: ReadonlySet<string> = new Set(['definedAs', 'definitionOf']);

/** Lists an area as it was read, and what of it is unknown; an area that was not read is unknown as a whole. */
export async function runAreaCommand(
  command: CatalogAreaCommand,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { store } = engine.services();
  const { key } = store.catalog.org(connection.id);
  const { area } = command;
  const state = store.areas.states.list(key).find((row) => row.area === area);
  const unknown = [
    ...notRead(area, connection.name, state),
    ...store.catalog.snapshots
      .unknownParts(key)
      .flatMap(({ area: of, name, reason }) => (of === unknownArea(area) ? [{ name, reason }] : [])),
  ];
  const ends = function* (): Iterable<string> {
    for (const one of unknown) yield `Unknown: ${one.name}: ${one.reason}`;
  };
  // The only area that brings no components, but which of them uses which.
  if (area === 'dependencies') {
    const rows = (USAGE_SOURCES_OF[area] ?? []).flatMap((source) => store.areas.usage.ofSource(key, source));
    await output.result({ rows: rows.map(dependencyRow), unknown }, function* () {
      yield* tableLines(
        ['Type', 'Name', 'Uses', 'Name'],
        rows.map((one) => [one.fromType, one.fromName, one.toType, one.toName]),
      );
      yield* ends();
    });
    return;
  }
  const types = store.areas.components.counts(key).flatMap((one) => (one.area === area ? [one.type] : []));
  const permissionsOf = area === 'access' ? permissionLists(store.areas, key) : () => null;
  const rows = types.flatMap((type) =>
    store.areas.components.ofType(key, type).map((one) => componentRow(one, permissionsOf(one))),
  );
  await output.result({ rows, unknown }, function* () {
    yield* tableLines(
      ['Type', 'Name', 'Label', 'Object'],
      rows.map((one) => [one.type, one.name, one.label, one.object ?? '']),
    );
    yield* ends();
  });
}

/**
 * Why there is nothing of an area, as a sentence; null where there is something, or where the org is known to have none.
 *
 * @param type one type of the area; null: any
 */
export function whyNothing(
  { area, type }: { readonly area: CatalogArea; readonly type: string | null },
  connection: Connection,
  { catalog, areas }: Store,
): string | null {
  const { key } = catalog.org(connection.id);
  const counts = areas.components.counts(key).filter((one) => one.area === area);
  if (counts.some((one) => type === null || one.type === type)) return null;
  const state = areas.states.list(key).find((row) => row.area === area);
  const [first] = notRead(area, connection.name, state);
  if (first !== undefined) return `${area}: ${first.reason}`;
  const part = catalog.snapshots.unknownParts(key).find((one) => one.area === unknownArea(area));
  return part === undefined ? null : `${area}: Not all of it could be read. ${part.name}: ${part.reason}`;
}

function notRead(
  area: CatalogArea,
  connection: string,
  row: AreaRow | undefined,
): readonly { readonly name: string; readonly reason: string }[] {
  const how = `Read it with: sync "${connection}" --catalog ${area}`;
  if (row === undefined || row.state === 'never') return [{ name: area, reason: `It was not read. ${how}` }];
  if (row.state !== 'stopped' && row.state !== 'reading') return [];
  return [{ name: area, reason: `The last read was stopped before its end; what arrived is here. ${how}` }];
}

/** A component with its facts, as one flat row; `id` is its id in the org. */
function componentRow(component: StoredComponent, permissions: PermissionLists | null) {
  const { id: _id, orgId, searchText: _searchText, facts, ...one } = component;
  const shown = Object.entries(facts).filter(([name]) => !OF_THE_READER.has(name));
  return { ...one, id: orgId, ...Object.fromEntries(shown), ...permissions };
}

function dependencyRow({ fromType, fromName, toType, toName, via, source }: StoredUsage) {
  return { from: { type: fromType, name: fromName }, to: { type: toType, name: toName }, via, source };
}
