import type { RestorePreview } from '../../../src-preload/contract/backup.ts';

type RestoreSection = RestorePreview['sections'][number];
export type RestoreChoice = Readonly<Record<string, ReadonlySet<string>>>;

/** Items that restoring would change something with. */
export const changingItems = ({ state, items }: RestoreSection): RestoreSection['items'] =>
  state === 'whole' ? items.filter(({ change }) => change === 'add' || change === 'replace') : [];

/** At first everything that would change something is chosen. */
export const firstChoice = ({ sections }: RestorePreview): RestoreChoice =>
  Object.fromEntries(sections.map((section) => [section.name, new Set(changingItems(section).map(({ id }) => id))]));

export const countChosen = (choice: RestoreChoice): number =>
  Object.values(choice).reduce((sum, ids) => sum + ids.size, 0);

/** As `backup.restore` takes it: only parts of which something is chosen. */
export const chosenParts = (choice: RestoreChoice): { section: string; ids: string[] }[] =>
  Object.entries(choice).flatMap(([section, ids]) => (ids.size === 0 ? [] : [{ section, ids: [...ids] }]));
