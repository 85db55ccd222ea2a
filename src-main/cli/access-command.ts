import type { AccessPath } from '../../src-preload/contract/access.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Engine } from '../engine/create-engine.ts';
import type { FieldName } from './area-arguments.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

/** Says who can see or edit a field: profiles, permission sets, groups and active users, and by which way. */
export async function runAccessCommand(
  field: FieldName,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { handlers } = engine.services();
  const { holders, users, gaps } = await handlers['access.ofField'](
    { connectionId: connection.id, object: field.object, field: field.field },
    noCancel,
  );
  const rows = [
    ...holders.map(({ holder, read, edit, paths }) => ({
      kind: holder.kind,
      name: holder.name,
      label: holder.label,
      read,
      edit,
      paths,
    })),
    ...users.map(({ username, name, read, edit, inSession, paths }) => ({
      kind: 'user',
      name: username,
      label: name,
      read,
      edit,
      inSession,
      paths,
    })),
  ];
  await output.result({ rows, gaps }, function* () {
    yield* tableLines(
      ['Kind', 'Name', 'Label', 'Read', 'Edit', 'By'],
      rows.map((row) => [row.kind, row.name, row.label, yesNo(row.read), yesNo(row.edit), waysOf(row.paths)]),
    );
    if (rows.length === 0) yield 'Nothing that was read gives access to the field.';
    for (const gap of gaps) yield `Incomplete: ${gap}`;
  });
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

function waysOf(paths: readonly AccessPath[]): string {
  const ways = paths
    .filter(({ right }) => right === 'read' || right === 'edit')
    .map(({ right, through, by }) => `${right}: ${through.map(({ label }) => label).join(' > ')} (${by})`);
  return [...new Set(ways)].join('; ');
}
