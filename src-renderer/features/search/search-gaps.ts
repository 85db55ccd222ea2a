import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';
import { AREA_OF_TYPE, type ComponentType } from '../../../src-preload/contract/components.ts';
import type { Scope } from './search-text.ts';

export type SearchGaps = {
  /** Nothing of these is in the store, so the search cannot find it. */
  readonly unread: readonly CatalogArea[];
  /** Of these only a part is. */
  readonly partly: readonly CatalogArea[];
};

const isComponentType = (kind: string): kind is ComponentType => Object.hasOwn(AREA_OF_TYPE, kind);

/** What a search could not look in, for want of having been read: the reason why "nothing" may not mean nothing. */
export function gapsOf(areas: readonly AreaStatus[], scope: Scope | null): SearchGaps {
  const kinds: readonly string[] = scope?.kinds ?? Object.keys(AREA_OF_TYPE);
  const asked = new Set<CatalogArea>(kinds.filter(isComponentType).map((type) => AREA_OF_TYPE[type]));
  const searched = areas.filter(({ area }) => asked.has(area));
  const named = (fits: (status: AreaStatus) => boolean): readonly CatalogArea[] =>
    searched.filter(fits).map(({ area }) => area);
  return { unread: named(isUnread), partly: named((status) => !isUnread(status) && isPartly(status)) };
}

const isUnread = ({ chosen, state }: AreaStatus): boolean => !chosen || state === 'never' || state === 'unknown';

const isPartly = ({ state, readAt }: AreaStatus): boolean =>
  state === 'partly' || (readAt === null && (state === 'reading' || state === 'stopped'));
