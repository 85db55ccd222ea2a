import type { Connection } from '../../src-preload/contract/connections.ts';
import type { UsageCoverage } from '../../src-preload/contract/usage.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { FieldName } from './area-arguments.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

/** Says what uses a field, and how much of what could use it was read. */
export async function runWhereUsedCommand(
  field: FieldName,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { handlers } = engine.services();
  const { rows, coverage } = await handlers['usage.ofField'](
    { connectionId: connection.id, object: field.object, name: field.field },
    noCancel,
  );
  const result = { rows: rows.map(({ type, name, via, source }) => ({ type, name, via, source })), coverage };
  await output.result(result, function* () {
    yield* tableLines(
      ['Type', 'Name', 'How', 'Source'],
      rows.map((row) => [row.type, row.name, row.via.join(', '), row.source.join(', ')]),
    );
    if (rows.length === 0) yield 'Nothing that was read uses the field.';
    for (const one of coverage) yield coverageLine(one);
  });
}

function coverageLine({ source, state, readAt, reason }: UsageCoverage): string {
  const when = readAt === null ? '' : ` ${readAt}`;
  return `${source}: ${state}${when}${reason === null ? '' : `: ${reason}`}`;
}
