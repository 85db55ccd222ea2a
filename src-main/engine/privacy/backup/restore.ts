import type { RestorePreview } from '../../../../src-preload/contract/backup.ts';
import type { Input, Output } from '../../../../src-preload/contract/index.ts';
import { EngineFailure } from '../../failure.ts';
import type { OpenedBackup, OpenedSection } from './backup-file.ts';
import type { BackupSection, Change, RawItem, RestoreContext } from './backup-section.ts';

type Choice = Input<'backup.restore'>['choose'];

const UNKNOWN: Change = {
  change: 'cannot',
  text: 'A newer Orgbench made it, and this version does not know its kind.',
};

/** What restoring everything would change. */
export function previewOf(restoreId: string, backup: OpenedBackup, sections: readonly BackupSection[]): RestorePreview {
  const context = contextOf(backup, null);
  return {
    restoreId,
    madeAt: backup.madeAt,
    madeBy: backup.madeBy,
    sections: backup.sections.map((inFile) => {
      const { name, title, version, items } = inFile;
      const known = sections.find((section) => section.name === name);
      if (items === null) return { name, title, state: 'damaged' as const, items: [] };
      return {
        name,
        title: known?.title ?? title,
        state: known === undefined ? ('unknown' as const) : ('whole' as const),
        items: items.map((item) => ({
          id: item.id,
          title: item.title,
          ...(known === undefined ? UNKNOWN : known.compare(item, version, context)),
        })),
      };
    }),
  };
}

/**
 * Writes the chosen items; to be called inside one transaction, so that what throws leaves everything as it was.
 *
 * What `null` takes along with its section and cannot be restored, or is the same here, is passed over.
 *
 * Throws `bad-input` for a section that the file does not have whole or this version does not know, and for an item
 * that was chosen by its id and cannot be restored, or only together with one that was not chosen.
 */
export function restoreChosen(
  backup: OpenedBackup,
  sections: readonly BackupSection[],
  choose: Choice,
): Output<'backup.restore'> {
  for (const { section: name } of choose) checkChoice(backup, sections, name);
  const everything = contextOf(backup, null);
  const chosenOnly = contextOf(backup, choose);
  let restored = 0;
  let touched = 0;
  for (const section of sections) {
    const inFile = backup.sections.find(({ name }) => name === section.name);
    const choice = choose.find((one) => one.section === section.name);
    if (inFile === undefined || choice === undefined) continue;
    let written = 0;
    for (const item of chosenItems(inFile, choice.ids)) {
      const change = section.compare(item, inFile.version, chosenOnly);
      if (change.change === 'same') continue;
      if (change.change === 'cannot') {
        const neverCan = section.compare(item, inFile.version, everything).change === 'cannot';
        if (choice.ids === null && neverCan) continue;
        throw refused(`"${item.title}" cannot be restored. ${change.text}`);
      }
      section.restore(item);
      written += 1;
    }
    restored += written;
    if (written > 0) touched += 1;
  }
  return { restored, sections: touched };
}

function checkChoice(backup: OpenedBackup, sections: readonly BackupSection[], name: string): void {
  const inFile = backup.sections.find((one) => one.name === name);
  if (inFile === undefined) throw refused(`There is no part "${name}" in this backup.`);
  if (inFile.items === null) {
    throw refused(`"${inFile.title}" is damaged in this file. The other parts can be restored without it.`);
  }
  if (!sections.some((section) => section.name === name)) throw refused(`"${inFile.title}": ${UNKNOWN.text}`);
}

function chosenItems({ items, title }: OpenedSection, ids: readonly string[] | null): readonly RawItem[] {
  if (items === null || ids === null) return items ?? [];
  const wanted = new Set(ids);
  const found = items.filter(({ id }) => wanted.has(id));
  if (found.length < wanted.size) throw refused(`A chosen record is not in "${title}" of this backup. Open it again.`);
  return found;
}

/** @param choose null: everything */
function contextOf(backup: OpenedBackup, choose: Choice | null): RestoreContext {
  return {
    has: (name, id) => {
      const items = backup.sections.find((one) => one.name === name)?.items ?? [];
      if (!items.some((item) => item.id === id)) return false;
      if (choose === null) return true;
      const choice = choose.find((one) => one.section === name);
      return choice !== undefined && (choice.ids === null || choice.ids.includes(id));
    },
  };
}

function refused(message: string): EngineFailure {
  return new EngineFailure('bad-input', `${message} Nothing was changed.`);
}
