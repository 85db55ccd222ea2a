import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';

/** The areas under the headings of the screens that show them. */
export const AREA_GROUPS = {
  reports: ['reports', 'dashboards'],
  automation: ['flows', 'validation-rules', 'workflow-rules', 'apex'],
  access: ['access', 'users'],
  setup: [
    'record-types',
    'layouts',
    'lightning-pages',
    'value-sets',
    'labels',
    'tabs',
    'apps',
    'custom-settings',
    'packages',
    'object-limits',
  ],
  usage: ['field-details', 'dependencies'],
} as const satisfies Readonly<Record<string, readonly CatalogArea[]>>;

export type AreaGroup = keyof typeof AREA_GROUPS;
export const AREA_GROUP_NAMES = Object.keys(AREA_GROUPS) as AreaGroup[];

/** How many components of an area are in the store. */
export const keptIn = ({ counts }: AreaStatus): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** What a choice changes: which areas come in, and which of those that are kept go. */
export function changeOf(
  areas: readonly AreaStatus[],
  chosen: ReadonlySet<CatalogArea>,
): { readonly added: readonly AreaStatus[]; readonly removed: readonly AreaStatus[] } {
  return {
    added: areas.filter((one) => !one.chosen && chosen.has(one.area)),
    removed: areas.filter((one) => one.chosen && !chosen.has(one.area)),
  };
}

/** Chosen areas of which nothing, or not all, has arrived yet. */
export const isDue = ({ state }: AreaStatus): boolean => state === 'never' || state === 'stopped';
