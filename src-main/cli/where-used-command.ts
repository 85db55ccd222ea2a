import type { Connection } from '../../src-preload/contract/connections.ts';
import type { UsageCoverage } from '../../src-preload/contract/usage.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import type { Store } from '../engine/store/store.ts';
import { askedFields, type FieldName } from './area-arguments.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

/** Says what uses a field, or each of several, and how much of what could use them was read. */
export async function runWhereUsedCommand(
  fields: readonly FieldName[],
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { rows, coverage, unused } = await usesOf(fields, connection, engine);
  const isOne = fields.length === 1;
  const result = {
    rows: rows.map(({ field, type, name, via, source }) => ({ ...(isOne ? {} : { field }), type, name, via, source })),
    coverage,
  };
  await output.result(result, function* () {
    yield* tableLines(
      [...(isOne ? [] : ['Field']), 'Type', 'Name', 'How', 'Source'],
      rows.map((row) => [...(isOne ? [] : [row.field]), row.type, row.name, row.via.join(', '), row.source.join(', ')]),
    );
    for (const one of unused) yield `Nothing that was read uses ${isOne ? 'the field' : nameOf(one)}.`;
    for (const one of coverage) yield coverageLine(one);
  });
}

/**
 * What uses fields, the fields that nothing uses, and how much was read. Throws `not-found` for a field that is not there:
 * nothing uses it, and a mistyped name is not answered with "none".
 */
export async function usesOf(fields: readonly FieldName[], connection: Connection, engine: Engine) {
  const { handlers, store } = engine.services();
  const asked = { connectionId: connection.id, fields: askedFields(fields) };
  const { rows, coverage } = await handlers['usage.ofFields'](asked, noCancel);
  const used = new Set(rows.map(({ field }) => field));
  const unused = fields.filter((one) => !used.has(nameOf(one)));
  for (const one of unused) ensureField(store, connection, one);
  return { rows, coverage, unused };
}

function nameOf({ object, field }: FieldName): string {
  return `${object}.${field}`;
}

/** Throws `not-found` where what was read says that the org has no such object, or the object no such field. */
function ensureField({ catalog }: Pick<Store, 'catalog'>, connection: Connection, { object, field }: FieldName): void {
  const { key } = catalog.org(connection.id);
  const read = catalog.fieldNames(key, object);
  const isSame = ({ name }: { readonly name: string }, wanted: string) => name.toLowerCase() === wanted.toLowerCase();
  if (read === null) {
    const listed = catalog.list.list(key);
    if (listed.length === 0 || listed.some((one) => isSame(one, object))) return;
    throw new EngineFailure('not-found', `The org has no object ${object} in what was read.`);
  }
  if (!read.fields.some((one) => isSame(one, field))) {
    throw new EngineFailure('not-found', `${read.name} has no field ${field} in what was read.`);
  }
}

function coverageLine({ source, state, readAt, reason }: UsageCoverage): string {
  const when = readAt === null ? '' : ` ${readAt}`;
  return `${source}: ${state}${when}${reason === null ? '' : `: ${reason}`}`;
}
