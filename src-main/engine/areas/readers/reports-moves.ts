import type { Fact } from '../../../domain/areas/component.ts';
import type { StoredComponent } from '../../store/areas/components.ts';
import { writeContext } from '../../sync/sync-run.ts';
import type { AreaRun } from '../area-run.ts';
import { textOf } from '../record-facts.ts';
import type { FolderPlace, Places } from './reports-folders.ts';

/** What stands in a folder, and the source of what it uses. */
type Foldered = { readonly type: 'Report' | 'Dashboard'; readonly source: string };

export function placeFacts({ name, label, kind, id }: FolderPlace): Readonly<Record<string, Fact>> {
  return { folder: name, folderLabel: label, folderKind: kind, folderId: id };
}

/**
 * The component in the store with an org id. One that was moved or renamed is ended under its old name: it goes on under
 * the new one.
 */
export function foundForRow(run: AreaRun, of: Foldered, orgId: string | null, name: string): StoredComponent | null {
  const found = orgId === null ? null : run.areas.components.byOrgId(run.connectionKey, orgId);
  if (found === null || found.type !== of.type) return null;
  if (found.name !== name) move(run, of, found, name);
  return found;
}

/** A folder that got another name changes nothing in it, so that no list names what stands there. */
export function moveToTheirFolders(run: AreaRun, of: Foldered, places: Places): void {
  const { components } = run.areas;
  for (const one of components.ofType(run.connectionKey, of.type)) {
    const place = places.of(textOf(one.facts.folderId), textOf(one.facts.folderLabel));
    if (place.name === one.facts.folder && place.label === one.facts.folderLabel) continue;
    run.catalog.transaction(() => {
      const name = `${place.name}/${one.name.slice(one.name.indexOf('/') + 1)}`;
      if (name !== one.name) move(run, of, one, name);
      const facts = { ...one.facts, ...placeFacts(place) };
      components.save(writeContext(run), run.area, { ...one, name, facts });
    });
  }
}

/** Ends the old name; what the component uses stays known under the new one. */
function move(run: AreaRun, { type, source }: Foldered, { name: from }: StoredComponent, to: string): void {
  const { usage, components } = run.areas;
  const uses = usage.uses(run.connectionKey, type, from).filter((use) => use.source === source);
  components.end(writeContext(run), type, from);
  usage.replaceFrom(run.connectionKey, source, type, from, []);
  usage.replaceFrom(
    run.connectionKey,
    source,
    type,
    to,
    uses.map((use) => ({ ...use, fromName: to })),
  );
}
