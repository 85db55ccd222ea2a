import { shortId } from '../../../domain/metadata/api-names.ts';
import type { AreaRun } from '../area-run.ts';
import { readList } from '../read-list.ts';
import { booleanOf, commonFacts, textOf } from '../record-facts.ts';

/** In what a report or dashboard stands. */
export type FolderPlace = {
  /** As dependencies write it: the folder's developer name, `unfiled$public`, or the id of the user whose private folder it is. */
  readonly name: string;
  readonly label: string;
  /** `public`: unfiled, seen by everybody. `hidden`: a folder that the user's own list does not have. */
  readonly kind: 'folder' | 'public' | 'private' | 'hidden';
  /** 15 characters; of the folder, the org or the user. Null where the org named none. */
  readonly id: string | null;
};

const UNFILED = 'unfiled$public';

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
};

/** Places once the folders are read, which `ready` waits for. */
export function placesAfter(
  run: AreaRun,
  type: 'Report' | 'Dashboard',
  folders: Promise<unknown>,
): Places & { readonly ready: () => Promise<void> } {
  let places: Places | null = null;
  return {
    ready: async () => {
      await folders;
    },
    of: (id, label) => {
      places ??= placesOf(run, type);
      return places.of(id, label);
    },
  };
}

/**
 * Places by the id that a report or dashboard names as its folder: a folder, the org itself (unfiled and public), or a
 * user (a private folder, the only case in which that id is a person's).
 */
function placesOf(run: AreaRun, type: 'Report' | 'Dashboard'): Places {
  const { components } = run.areas;
  const folders = new Map(
    components
      .ofType(run.connectionKey, `${type}Folder`)
      .flatMap(({ orgId, name, label }) => (orgId === null ? [] : [[orgId, { name, label }] as const])),
  );
  return {
    of: (id, label) => {
      const short = id === null ? null : shortId(id);
      const folder = folders.get(short ?? '');
      if (folder !== undefined) return { ...folder, kind: 'folder', id: short };
      if (short?.startsWith('00D') === true) {
        return { name: UNFILED, label: label ?? UNFILED, kind: 'public', id: short };
      }
      if (short?.startsWith('005') === true) {
        return { name: short, label: label ?? 'Private', kind: 'private', id: short };
      }
      return { name: label ?? short ?? UNFILED, label: label ?? '', kind: 'hidden', id: short };
    },
  };
}
