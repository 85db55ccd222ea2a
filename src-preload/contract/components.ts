import { z } from 'zod';
import { connectionId } from './connections.ts';
import { MAX_PAGE_ROWS, SORT_DIRECTIONS } from './catalog.ts';
import { componentType } from './component-types.ts';

export { AREA_OF_TYPE, COMPONENT_TYPES, componentType, type ComponentType } from './component-types.ts';

/** A value of a type's own column: a list is shown joined, a date is ISO 8601. */
export const cellValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type CellValue = z.infer<typeof cellValue>;

export const componentRow = z.object({
  id: z.number(),
  type: componentType,
  /** As dependencies write it: `folder/name`, `Object.Rule`, otherwise the developer name. */
  name: z.string(),
  label: z.string(),
  object: z.string().nullable(),
  namespace: z.string().nullable(),
  description: z.string().nullable(),
  createdDate: z.string().nullable(),
  createdBy: z.string().nullable(),
  lastModifiedDate: z.string().nullable(),
  lastModifiedBy: z.string().nullable(),
  readAt: z.string(),
  /** The type's own columns, by the ids that `domain/areas/columns` lists. */
  cells: z.record(z.string(), cellValue),
  /** Cells in the words of Salesforce's own pages, where those differ: `MultiBlock` is a joined report. */
  shown: z.record(z.string(), cellValue),
  /** Columns whose value could not be read, as against empty. */
  unknown: z.array(z.string()),
});
export type ComponentRow = z.infer<typeof componentRow>;

/** Columns that every type has. */
export const COMMON_COLUMNS = [
  'label',
  'name',
  'object',
  'namespace',
  'description',
  'createdDate',
  'createdBy',
  'lastModifiedDate',
  'lastModifiedBy',
  'readAt',
] as const;

/** `list` and `text` sort as text; `count` and `date` as what they are. */
export const columnKind = z.enum(['text', 'count', 'date', 'boolean', 'list']);
export type ColumnKind = z.infer<typeof columnKind>;
export const componentColumn = z.object({ id: z.string(), title: z.string(), kind: columnKind });
export type ComponentColumn = z.infer<typeof componentColumn>;

const columnId = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);
export const COMPONENT_OPERATORS = [
  'contains',
  'equals',
  'isEmpty',
  'isNotEmpty',
  'isUnknown',
  'isTrue',
  'isFalse',
  'before',
  'after',
] as const;

export const componentQuery = z.strictObject({
  connectionId,
  type: componentType,
  /** Text that label, name or description must contain; taken literally. */
  quick: z.string().max(400),
  filters: z
    .array(z.strictObject({ column: columnId, operator: z.enum(COMPONENT_OPERATORS), value: z.string().max(400) }))
    .max(30),
  sort: z.array(z.strictObject({ column: columnId, direction: z.enum(SORT_DIRECTIONS) })).max(3),
});
export type ComponentQuery = z.infer<typeof componentQuery>;

export const componentDetail = componentRow.extend({
  /** The id in the org, 15 or 18 characters; null where it has none. */
  orgId: z.string().nullable(),
  /** The definition as it was read, in parts that a drawer shows one under the other. */
  sections: z.array(
    z.object({
      title: z.string(),
      /** Names and values; null is unknown. */
      facts: z.array(z.object({ name: z.string(), value: cellValue })),
      /** A table, e.g. the columns of a report; null when the section has none. */
      table: z.object({ columns: z.array(z.string()), rows: z.array(z.array(cellValue)) }).nullable(),
      /** Text in a fixed-width typeface, e.g. a formula; null when there is none. */
      code: z.string().nullable(),
    }),
  ),
});
export type ComponentDetail = z.infer<typeof componentDetail>;

export const componentMethods = {
  /** The columns of a type: the common ones that say something of it, then its own. */
  'components.columns': {
    input: z.strictObject({ type: componentType }),
    output: z.object({ columns: z.array(componentColumn) }),
  },
  'components.page': {
    input: z.strictObject({
      query: componentQuery,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(MAX_PAGE_ROWS),
    }),
    output: z.object({ rows: z.array(componentRow), total: z.number(), unfiltered: z.number() }),
  },
  'components.one': {
    input: z.strictObject({ connectionId, type: componentType, name: z.string().max(400) }),
    output: componentDetail,
  },
  /** Its page in the org; `url` is null with the reason, e.g. in the sample org. */
  'components.link': {
    input: z.strictObject({ connectionId, type: componentType, name: z.string().max(400) }),
    output: z.object({ url: z.string().nullable(), reason: z.string().nullable() }),
  },
} as const;
