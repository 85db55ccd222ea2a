import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { mintId } from '../../src-main/sample-org/ids.ts';

/** How the store knows somebody whom a bundle knows by user name: the id, 15 characters. */
export function userId(username: string): string {
  return mintId('005', username).slice(0, 15);
}

/** How the store names the folder of a report: somebody's private one, which a bundle names by user name, by their id. */
export function storedFolder(bundle: OrgBundle, folder: string): string {
  return bundle.org.users?.some(({ username }) => username === folder) === true ? userId(folder) : folder;
}
