import type { AccessHolder, AccessPath, AccessSubject, HolderKind } from '../../../src-preload/contract/access.ts';
import { numberFact, textFact } from '../../domain/areas/access-components.ts';
import { partsOf } from '../../domain/areas/access-parts.ts';
import { namedRights } from '../../domain/areas/access-rights.ts';
import { type Access, accessOf, type Path } from '../../domain/areas/effective-access.ts';
import { permissionWords } from '../../domain/areas/words-permissions.ts';
import { EngineFailure } from '../failure.ts';
import type { Clock, Handlers } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { createTurns, type Turns } from '../turns.ts';
import { fieldNatures, type NamedField, objectName } from './access-fields.ts';
import { accessGaps } from './access-gaps.ts';
import { type GrantScope, loadGrants, type StoredHolder, storedHolders } from './access-grants.ts';
import { type Subject, subjectOf, usersWithParts } from './access-subjects.ts';

type AccessMethod =
  | 'access.subjects'
  | 'access.objectMatrix'
  | 'access.fieldMatrix'
  | 'access.ofField'
  | 'access.effective';
type Wanted = readonly { readonly kind: HolderKind; readonly name: string }[] | null;

/** Answers who may do what, from what was read of profiles, permission sets, groups and assignments. */
export function createAccessService({
  store,
  now,
}: {
  readonly store: Pick<Store, 'catalog' | 'areas'>;
  readonly now: Clock;
}): { readonly handlers: Handlers<AccessMethod> } {
  const { catalog, areas } = store;

  /** Rights of holders within a scope, each by itself; what is missing of groups is a gap. */
  const alone = async (key: number, all: readonly StoredHolder[], scope: GrantScope, turns: Turns) => {
    const grantsOf = await loadGrants(areas, key, scope, turns);
    return (holders: readonly StoredHolder[]): { readonly access: Access; readonly missing: readonly string[] } => {
      const { parts, missing } = partsOf(holders, all, grantsOf);
      return { access: accessOf(parts), missing };
    };
  };
  const labelsOf = (connectionId: string): ReadonlyMap<string, string> =>
    new Map(catalog.objects(connectionId).map(({ name, label }) => [name, label]));

  return {
    handlers: {
      'access.subjects': async ({ connectionId }, { signal }) => {
        const { key } = catalog.org(connectionId);
        return {
          holders: (await storedHolders(areas, key, createTurns(signal))).map(holderRow),
          users: areas.components
            .ofType(key, 'User')
            .map(({ name, label, facts }) => ({
              id: name,
              name: label,
              active: facts.active === true,
              profile: textFact(facts.profile),
            }))
            .toSorted((a, b) => a.name.localeCompare(b.name)),
          gaps: accessGaps(store, key, { users: true }),
        };
      },

      'access.objectMatrix': async ({ connectionId, objects, holders: wanted }, { signal }) => {
        const turns = createTurns(signal);
        const { key } = catalog.org(connectionId);
        const all = await storedHolders(areas, key, turns);
        const chosen = chosenOf(all, wanted);
        const of = await alone(key, all, { of: 'objects', setIds: setIdsOf(chosen) }, turns);
        const columns = await inTurns(chosen, (holder) => of([holder]), turns);
        const labels = labelsOf(connectionId);
        const names = objects?.map((name) => objectName(catalog, key, name)) ?? areas.permissions.objectNames(key);
        const isKnown = areas.states.list(key).some((row) => row.area === 'access' && row.readAt !== null);
        const rowOf = (object: string) => ({
          object,
          label: labels.get(object) ?? object,
          rights: columns.map(({ access }) => (isKnown ? namedRights(access.object(object).sessionBits) : null)),
        });
        const rows = await inTurns(names, rowOf, turns);
        return {
          holders: chosen.map(holderRow),
          rows: objects === null ? rows.filter((row) => row.rights.some((one) => one?.read !== false)) : rows,
          gaps: [...accessGaps(store, key, { users: false }), ...missingOf(columns)],
        };
      },

      'access.fieldMatrix': async ({ connectionId, object: asked, holders: wanted }, { signal }) => {
        const turns = createTurns(signal);
        const { key } = catalog.org(connectionId);
        const all = await storedHolders(areas, key, turns);
        const chosen = chosenOf(all, wanted);
        const { object, fields, gaps } = fieldNatures(catalog, areas, connectionId, asked);
        const of = await alone(key, all, { of: 'object', object }, turns);
        const columns = await inTurns(chosen, (holder) => of([holder]), turns);
        const rowOf = (field: NamedField) => ({
          field: field.name,
          label: field.label,
          rights: columns.map(({ access }) => (field.openToAll ? null : matrixRight(access, object, field))),
        });
        return {
          holders: chosen.map(holderRow),
          rows: await inTurns(fields, rowOf, turns),
          gaps: [...accessGaps(store, key, { users: false }), ...gaps, ...missingOf(columns)],
        };
      },

      'access.ofField': async ({ connectionId, object: askedObject, field: askedField }, { signal }) => {
        const turns = createTurns(signal);
        const { key } = catalog.org(connectionId);
        const all = await storedHolders(areas, key, turns);
        const natures = fieldNatures(catalog, areas, connectionId, askedObject);
        const { object } = natures;
        const field = natures.fields.find(({ name }) => name.toLowerCase() === askedField.toLowerCase());
        if (field === undefined) {
          throw new EngineFailure('not-found', `${object} has no field ${askedField} in what was read.`);
        }
        const of = await alone(key, all, { of: 'field', object, field: field.name }, turns);
        const missing = new Set<string>();
        const answer = (holders: readonly StoredHolder[]) => {
          const { access, missing: gaps } = of(holders);
          for (const gap of gaps) missing.add(gap);
          return fieldRow(access.field(object, field));
        };
        const asked = await inTurns(all, (holder) => ({ holder: holderRow(holder), ...answer([holder]) }), turns);
        const holders = asked
          .filter(({ paths }) => paths.length > 0)
          // Of one holder by itself: whether a session has to ask for it stands with the holder.
          .map(({ inSession, ...row }) => ({ ...row, read: inSession.read, edit: inSession.edit }));
        const known = new Map<string, ReturnType<typeof answer>>();
        const userRow = ({ user, parts }: ReturnType<typeof usersWithParts>[number]) => {
          const counting = parts.filter(({ counts }) => counts).map(({ holder }) => holder);
          const signature = counting.map(({ component }) => component.id).join(',');
          const row = known.get(signature) ?? answer(counting);
          known.set(signature, row);
          if (user.facts.active !== true || (!row.read && !row.inSession.read)) return [];
          return [{ id: user.name, name: user.label, active: true, profile: textFact(user.facts.profile), ...row }];
        };
        const users = (await inTurns(usersWithParts(areas, key, all, now()), userRow, turns))
          .flat()
          .toSorted((a, b) => a.name.localeCompare(b.name));
        return { holders, users, gaps: [...accessGaps(store, key, { users: true }), ...natures.gaps, ...missing] };
      },

      'access.effective': async ({ connectionId, subject, object: asked }, { signal }) => {
        const turns = createTurns(signal);
        const { key } = catalog.org(connectionId);
        const all = await storedHolders(areas, key, turns);
        const found: Subject = subjectOf(areas, key, all, subject as AccessSubject, now());
        const counting = found.parts.filter(({ counts }) => counts).map(({ holder }) => holder);
        const natures = asked === null ? null : fieldNatures(catalog, areas, connectionId, asked);
        const scope: GrantScope =
          natures === null ? { of: 'objects', setIds: setIdsOf(counting) } : { of: 'object', object: natures.object };
        const { access, missing } = (await alone(key, all, scope, turns))(counting);
        const labels = labelsOf(connectionId);
        const names = natures === null ? areas.permissions.objectNames(key) : [natures.object];
        const objectRow = (object: string) => {
          const { bits, sessionBits, paths } = access.object(object);
          if (natures === null && sessionBits === 0) return [];
          const label = labels.get(object) ?? object;
          const rights = namedRights(bits);
          return [{ object, label, rights, inSession: namedRights(sessionBits), paths: paths.map(pathRow) }];
        };
        return {
          objects: (await inTurns(names, objectRow, turns)).flat(),
          fields: (natures?.fields ?? []).map((field) => ({
            field: field.name,
            label: field.label,
            ...fieldRow(access.field(natures?.object ?? '', field)),
          })),
          system: access.system().map(({ name, inSession, paths }) => ({
            name,
            label: permissionWords(name),
            inSession,
            paths: paths.map(pathRow),
          })),
          parts: found.parts.map(({ holder, counts, note }) => ({ holder: holderRow(holder), counts, note })),
          gaps: [...accessGaps(store, key, { users: false }), ...found.gaps, ...(natures?.gaps ?? []), ...missing],
        };
      },
    },
  };
}

/** Maps a long list, giving way to others now and then. */
async function inTurns<A, B>(list: readonly A[], of: (one: A) => B, turns: Turns): Promise<B[]> {
  const made: B[] = [];
  for (const one of list) {
    made.push(of(one));
    await turns();
  }
  return made;
}

function holderRow({ kind, name, label, sessionBased, outdated, component }: StoredHolder): AccessHolder {
  const { facts } = component;
  const license = textFact(facts.license);
  return { kind, name, label, license, assigned: numberFact(facts.assigned), sessionBased, outdated };
}

function pathRow({ right, through, by, inSession }: Path): AccessPath {
  return { right, through: through.map(({ kind, name, label }) => ({ kind, name, label })), by, inSession };
}

function fieldRow({ read, edit, inSession, paths }: ReturnType<Access['field']>) {
  return { read, edit, inSession: { ...inSession }, paths: paths.map(pathRow) };
}

/** A matrix of fields shows what field permissions say; whether the object can be read is in the matrix of objects. */
function matrixRight(access: Access, object: string, field: NamedField): 'none' | 'read' | 'edit' {
  const rights = new Set(access.field(object, field).paths.map(({ right }) => right));
  return rights.has('edit') ? 'edit' : rights.has('read') ? 'read' : 'none';
}

function chosenOf(all: readonly StoredHolder[], wanted: Wanted): readonly StoredHolder[] {
  if (wanted === null) return all;
  return wanted.map(({ kind, name }) => {
    const found = all.find((holder) => holder.kind === kind && holder.name === name);
    if (found === undefined) throw new EngineFailure('not-found', `There is no ${kind} ${name} in what was read.`);
    return found;
  });
}

/** Sets whose rows an answer about these holders needs: their own, and those of their groups with the muting ones. */
function setIdsOf(holders: readonly StoredHolder[]): readonly string[] {
  const ids = holders.flatMap(({ kind, setId, memberIds, mutingId }) =>
    kind === 'permission set group' ? [...memberIds, mutingId] : [setId],
  );
  return [...new Set(ids.filter((id) => id !== null))];
}

function missingOf(columns: readonly { readonly missing: readonly string[] }[]): readonly string[] {
  return [...new Set(columns.flatMap(({ missing }) => missing))];
}
