import { z } from 'zod';
import {
  type ComponentQuery,
  type ComponentType,
  COMPONENT_OPERATORS,
  componentType,
} from '../../../src-preload/contract/components.ts';
import { MAX_SORTS, nextSortText, parseSort } from '../../ui/data-grid/sort-text.ts';
import type { GridSort } from '../../ui/data-grid/types.ts';
import { COMPONENT_GROUPS, type ComponentGroup } from './component-groups.ts';

const COLUMN = /^[A-Za-z][A-Za-z0-9]{0,39}$/;
const isColumn = (text: string): text is string => COLUMN.test(text);

export const COMPONENT_TABS = ['details', 'usage'] as const;
export const componentTab = z.enum(COMPONENT_TABS);
export type ComponentTab = z.infer<typeof componentTab>;

/** `?type=Flow&q=…&sort=-lastModifiedDate&filters=[…]&open=Name`: all that the screen shows is in its address. */
const searchParams = z.object({
  type: componentType.optional().catch(undefined),
  q: z.coerce.string().max(400).optional().catch(undefined),
  sort: z.string().max(200).optional().catch(undefined),
  filters: z
    .array(
      z.strictObject({
        column: z.string().regex(COLUMN),
        operator: z.enum(COMPONENT_OPERATORS),
        value: z.string().max(400),
      }),
    )
    .max(30)
    .optional()
    .catch(undefined),
  open: z.coerce.string().max(400).optional().catch(undefined),
  tab: componentTab.optional().catch(undefined),
});
export type ComponentSearch = z.infer<typeof searchParams>;
export const parseComponentSearch = (search: unknown): ComponentSearch => searchParams.parse(search);

/** The type that is listed: that of the address, where this screen lists it. */
export function typeOf(group: ComponentGroup, { type }: ComponentSearch): ComponentType {
  const types: readonly ComponentType[] = COMPONENT_GROUPS[group];
  return type !== undefined && types.includes(type) ? type : COMPONENT_GROUPS[group][0];
}

export const componentSortOf = ({ sort }: ComponentSearch): GridSort[] => parseSort(sort, isColumn);

export const nextComponentSort = (search: ComponentSearch, column: string, add: boolean): string | undefined =>
  nextSortText(componentSortOf(search), column, add);

export function componentQueryOf(connectionId: string, type: ComponentType, search: ComponentSearch): ComponentQuery {
  return {
    connectionId,
    type,
    quick: search.q ?? '',
    filters: [...(search.filters ?? [])],
    sort: componentSortOf(search).slice(0, MAX_SORTS),
  };
}

export const isNarrowed = ({ q, filters }: ComponentSearch): boolean => (q ?? '') !== '' || (filters ?? []).length > 0;
