import { shortId } from '../../../domain/metadata/api-names.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import type { AreaRun } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { booleanOf, commonFacts, textOf } from '../record-facts.ts';

/** In what a report or dashboard stands. */
export type FolderPlace = {
  /** As dependencies write it: the folder's developer name, `unfiled$public`, or whose private folder it is. */
  readonly name: string;
  readonly label: string;
  /** `public`: unfiled, seen by everybody. `hidden`: a folder that the user's own list does not have. */
  readonly kind: 'folder' | 'public' | 'private' | 'hidden';
  /** 15 characters; of the folder, the org or the user. Null where the org named none. */
  readonly id: string | null;
};

const UNFILED = 'unfiled$public';
const PEOPLE_AT_ONCE = 200;

/** Reads the folders of reports or of dashboards. Returns up to when changes are in the store. */
export function readFolders(run: AreaRun, of: 'Report' | 'Dashboard', since: string | null): Promise<string | null> {
  return readList(run, {
    type: `${of}Folder`,
    sObject: 'Folder',
    api: 'data',
    purpose: 'reports',
    fields: 'Name, DeveloperName, AccessType, IsReadonly, Type, ParentId',
    where: `Type = '${of}'`,
    since,
    component: (record) => {
      const common = commonFacts(record);
      const name = textOf(record.DeveloperName) ?? common.orgId ?? '';
      return {
        ...common,
        type: `${of}Folder`,
        name: common.namespace === null ? name : `${common.namespace}__${name}`,
        label: textOf(record.Name) ?? name,
        object: null,
        description: null,
        facts: {
          accessType: textOf(record.AccessType),
          readOnly: booleanOf(record.IsReadonly),
          parentId: textOf(record.ParentId)?.slice(0, 15) ?? null,
        },
        searchText: null,
        unknown: [],
      };
    },
  });
}

export type Places = {
  /** Where a report or dashboard stands, by the folder's id and label as its row names them. */
  readonly of: (id: string | null, label: string | null) => FolderPlace;
  /** Asks for the user names behind private folders that are not known yet. */
  readonly namePeople: () => Promise<void>;
};

/**
 * Places by the id that a report or dashboard names as its folder: a folder, the org itself (unfiled and public), or a
 * user (a private folder, the only case in which that id is a person's).
 */
export function placesOf(run: AreaRun, type: 'Report' | 'Dashboard'): Places {
  const { components } = run.areas;
  const folders = new Map(
    components
      .ofType(run.connectionKey, `${type}Folder`)
      .flatMap(({ orgId, name, label }) => (orgId === null ? [] : [[orgId, { name, label }] as const])),
  );
  const people = new Map<string, string>();
  /** Whose private folders the components in the store are in. */
  const owners = (): ReadonlyMap<string, string> =>
    new Map(
      components
        .ofType(run.connectionKey, type)
        .flatMap(({ facts: { folderKind, folderId, folder } }) =>
          folderKind === 'private' && typeof folderId === 'string' && typeof folder === 'string'
            ? [[folderId, folder] as const]
            : [],
        ),
    );
  for (const [id, name] of owners()) people.set(id, name);
  return {
    of: (id, label) => {
      const short = id === null ? null : shortId(id);
      const folder = folders.get(short ?? '');
      if (folder !== undefined) return { ...folder, kind: 'folder', id: short };
      if (short?.startsWith('00D') === true) {
        return { name: UNFILED, label: label ?? UNFILED, kind: 'public', id: short };
      }
      if (short?.startsWith('005') === true) {
        return { name: people.get(short) ?? short, label: label ?? 'Private', kind: 'private', id: short };
      }
      return { name: label ?? short ?? UNFILED, label: label ?? '', kind: 'hidden', id: short };
    },
    namePeople: async () => {
      const ids = [...owners()].flatMap(([id, name]) => (name === id ? [id] : []));
      for (let at = 0; at < ids.length; at += PEOPLE_AT_ONCE) {
        const list = ids.slice(at, at + PEOPLE_AT_ONCE).map((id) => `'${id}'`);
        const soql = `SELECT Id, Username FROM User WHERE Id IN (${list.join(', ')})`;
        try {
          for await (const records of run.client.query(soql, { purpose: 'reports', signal: run.signal })) {
            for (const { Id, Username } of records) {
              const [id, name] = [textOf(Id), textOf(Username)];
              if (id !== null && name !== null) people.set(shortId(id), name);
            }
          }
        } catch (error) {
          if (!isPartRefused(error)) throw error;
        }
      }
    },
  };
}
