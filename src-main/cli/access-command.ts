import type { AccessPath } from '../../src-preload/contract/access.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { shortId } from '../domain/metadata/api-names.ts';
import type { Engine } from '../engine/create-engine.ts';
import { EngineFailure } from '../engine/failure.ts';
import type { Store } from '../engine/store/store.ts';
import type { AccessQuestion, FieldName } from './area-arguments.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

/** Says who can see or edit a field, or what a user may do, and by which way. */
export function runAccessCommand(
  question: AccessQuestion,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  return question.of === 'field'
    ? tellOfField(question.field, connection, engine, output)
    : tellOfUser(question, connection, engine, output);
}

/** Profiles, permission sets, groups and active users. */
async function tellOfField(field: FieldName, connection: Connection, engine: Engine, output: Output): Promise<void> {
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
    ...users.map(({ id, name, profile, read, edit, inSession, paths }) => ({
      kind: 'user',
      name: id,
      label: name,
      profile,
      read,
      edit,
      inSession,
      paths,
    })),
  ];
  await output.result({ rows, gaps }, function* () {
    yield* tableLines(
      ['Kind', 'Name', 'Label', 'Read', 'Edit', 'By'],
      rows.map((row) => [
        row.kind,
        row.name,
        row.label,
        yesNo(row.read),
        yesNo(row.edit),
        waysOf(row.paths, ['read', 'edit']),
      ]),
    );
    if (rows.length === 0) yield 'Nothing that was read gives access to the field.';
    for (const gap of gaps) yield `Incomplete: ${gap}`;
  });
}

/** Effective access: objects, fields of the one that is named, system permissions. */
async function tellOfUser(
  { user: wanted, object }: Extract<AccessQuestion, { of: 'user' }>,
  connection: Connection,
  engine: Engine,
  output: Output,
): Promise<void> {
  const { handlers, store } = engine.services();
  const connectionId = connection.id;
  if (object !== null) ensureObject(store, connection, object);
  const { users } = await handlers['access.subjects']({ connectionId }, noCancel);
  const user = userNamed(users, wanted);
  const subject = { kind: 'user', id: user.id } as const;
  const { objects, fields, system, parts, gaps } = await handlers['access.effective'](
    { connectionId, subject, object },
    noCancel,
  );
  const rows = [
    ...objects.map(({ object: name, label, rights, inSession, paths }) => ({
      kind: 'object',
      name,
      label,
      rights,
      inSession,
      paths,
    })),
    ...fields.map(({ field: name, label, read, edit, inSession, paths }) => ({
      kind: 'field',
      name,
      label,
      rights: { read, edit },
      inSession,
      paths,
    })),
    ...system.map(({ name, inSession, paths }) => ({
      kind: 'system permission',
      name,
      label: name,
      rights: { [name]: !inSession },
      inSession,
      paths,
    })),
  ];
  await output.result({ user, rows, parts, gaps }, function* () {
    yield `${user.name} (${user.id}), profile ${user.profile ?? 'unknown'}${user.active ? '' : ', inactive'}`;
    yield* tableLines(
      ['Kind', 'Name', 'Label', 'Rights', 'By'],
      rows.map((row): string[] => [row.kind, row.name, row.label, rightsOf(row.rights), waysOf(row.paths, null)]),
    );
    for (const gap of gaps) yield `Incomplete: ${gap}`;
  });
}

const ID = /^005[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/;

/** By id or by name. Throws `not-found`, and says the ids where several people have the name. */
function userNamed<T extends { readonly id: string; readonly name: string; readonly profile: string | null }>(
  users: readonly T[],
  wanted: string,
): T {
  const byId = ID.test(wanted) ? users.find(({ id }) => id === shortId(wanted)) : undefined;
  if (byId !== undefined) return byId;
  const named = users.filter(({ name }) => name.toLowerCase() === wanted.trim().toLowerCase());
  const [found] = named;
  if (found === undefined) {
    throw new EngineFailure(
      'not-found',
      `No user with the id or name "${wanted}" was read. "catalog NAME users" lists them.`,
    );
  }
  if (named.length === 1) return found;
  const ids = named.map(({ id, profile }) => `${id} (${profile ?? 'profile unknown'})`).join(', ');
  throw new EngineFailure(
    'not-found',
    `${named.length} users have the name "${wanted}". Give the id of one of them: ${ids}.`,
  );
}

/**
 * View and Modify All Data would give rights to any name: an object that neither the org lists nor a permission names is
 * `not-found`, unless the list of objects was not read.
 */
function ensureObject({ catalog, areas }: Pick<Store, 'catalog' | 'areas'>, connection: Connection, object: string) {
  const { key } = catalog.org(connection.id);
  const listed = catalog.list.list(key).map(({ name }) => name);
  const isNamed = [...listed, ...areas.permissions.objectNames(key)].some(
    (name) => name.toLowerCase() === object.toLowerCase(),
  );
  if (isNamed || listed.length === 0) return;
  throw new EngineFailure('not-found', `The org has no object ${object} in what was read.`);
}

function rightsOf(rights: Readonly<Record<string, boolean>>): string {
  return Object.keys(rights)
    .filter((right) => rights[right] === true)
    .join(', ');
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** Ways to some rights; null: to all. */
function waysOf(paths: readonly AccessPath[], wanted: readonly string[] | null): string {
  const ways = paths
    .filter(({ right }) => wanted === null || wanted.includes(right))
    .map(({ right, through, by }) => `${right}: ${through.map(({ label }) => label).join(' > ')} (${by})`);
  return [...new Set(ways)].join('; ');
}
