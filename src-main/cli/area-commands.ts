import type { Connection } from '../../src-preload/contract/connections.ts';
import { unknownArea } from '../domain/areas/unknown-area.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { Command } from './arguments.ts';
import { type Output, tableLines } from './output.ts';

type CatalogAreaCommand = Extract<Command, { kind: 'catalog' }>;

/** Lists an area as it was read, and what of it is unknown. */
export async function runAreaCommand(
  command: CatalogAreaCommand,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { store } = engine.services();
  const { key } = store.catalog.org(connection.id);
  const types = store.areas.components.counts(key).flatMap((one) => (one.area === command.area ? [one.type] : []));
  const rows = types.flatMap((type) =>
    store.areas.components.ofType(key, type).map(({ id: _id, searchText: _searchText, facts, ...one }) => ({
      ...one,
      ...facts,
    })),
  );
  const unknown = store.catalog.snapshots
    .unknownParts(key)
    .flatMap(({ area, name, reason }) => (area === unknownArea(command.area) ? [{ name, reason }] : []));
  await output.result({ rows, unknown }, function* () {
    yield* tableLines(
      ['Type', 'Name', 'Label', 'Object'],
      rows.map((one) => [one.type, one.name, one.label, one.object ?? '']),
    );
    for (const one of unknown) yield `Unknown: ${one.name}: ${one.reason}`;
  });
}
