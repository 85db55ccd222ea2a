import type { BundleAccess } from '../../src-main/sample-org/bundle-parts.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';

/** `Account:read`, `Account.Phone:edit`, `ViewAllData`: everything that somebody may do. */
export type Words = ReadonlySet<string>;

const NEEDS_READ = ['create', 'edit', 'delete', 'viewAll', 'modifyAll'];
const FLAGS = ['read', ...NEEDS_READ] as const;

/** What a profile, set or muting set of a bundle says, in words. */
export function wordsOf(access: BundleAccess | undefined): Words {
  const words = new Set<string>();
  for (const one of access?.userPermissions ?? []) words.add(typeof one === 'string' ? one : one.name);
  for (const permission of access?.objectPermissions ?? []) {
    const flags = permission as unknown as Readonly<Record<string, unknown>>;
    for (const flag of FLAGS) if (flags[flag] === true) words.add(`${permission.object}:${flag}`);
  }
  for (const { field, readable, editable } of access?.fieldPermissions ?? []) {
    if (readable === true) words.add(`${field}:read`);
    if (editable === true) words.add(`${field}:edit`);
  }
  return words;
}

function muted(access: BundleAccess | undefined): Words {
  const own = wordsOf(access);
  const words = new Set(own);
  for (const word of own) {
    const [thing = '', right] = word.split(':');
    if (right === 'read') for (const other of NEEDS_READ) words.add(`${thing}:${other}`);
    if (right === 'edit') for (const other of ['delete', 'modifyAll']) words.add(`${thing}:${other}`);
    if (right === 'delete' || right === 'viewAll') words.add(`${thing}:modifyAll`);
  }
  return words;
}

/** What a user of a bundle may do, session-based sets left out: the rules once more, without any of the product's code. */
export function effectiveWords(bundle: OrgBundle, username: string, nowMs: number, objects: readonly string[]): Words {
  const user = bundle.org.users?.find((one) => one.username === username);
  const sets = new Map((bundle.permissionSets ?? []).map((set) => [set.name, set]));
  const all = new Set(wordsOf(bundle.profiles?.find(({ name }) => name === user?.profileName)));
  const take = (words: Iterable<string>): void => {
    for (const word of words) all.add(word);
  };
  for (const one of bundle.assignments ?? []) {
    if (one.username !== username) continue;
    if (one.expirationDate !== undefined && Date.parse(one.expirationDate) <= nowMs) continue;
    if (one.permissionSet !== undefined) {
      const set = sets.get(one.permissionSet);
      if (set?.activationRequired !== true) take(wordsOf(set));
    }
    const group = bundle.permissionSetGroups?.find(({ name }) => name === one.group);
    if (group === undefined) continue;
    const gone = muted(group.muted);
    for (const name of group.members) {
      const set = sets.get(name);
      if (set?.activationRequired !== true) take([...wordsOf(set)].filter((word) => !gone.has(word)));
    }
  }
  for (const object of objects) {
    const add = (...rights: string[]): void => take(rights.map((right) => `${object}:${right}`));
    if (all.has(`${object}:modifyAll`)) add('read', 'edit', 'delete', 'viewAll');
    if (all.has(`${object}:viewAll`)) add('read');
    if (all.has('ViewAllData')) add('read', 'viewAll');
    if (all.has('ModifyAllData')) add('read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll');
  }
  return all;
}
