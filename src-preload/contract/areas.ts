import { z } from 'zod';
import { connectionId } from './connections.ts';
import { unknownPart } from './jobs.ts';

/**
 * What can be read of an org besides its objects and fields, each by itself. The order is that of the screens; a name is
 * what `--catalog` takes on the command line.
 */
export const CATALOG_AREAS = [
  'reports',
  'dashboards',
  'users',
  'record-types',
  'validation-rules',
  'field-details',
  'flows',
  'workflow-rules',
  'apex',
  'layouts',
  'lightning-pages',
  'access',
  'custom-settings',
  'value-sets',
  'labels',
  'tabs',
  'apps',
  'packages',
  'object-limits',
  'dependencies',
] as const;
export const catalogArea = z.enum(CATALOG_AREAS);
export type CatalogArea = z.infer<typeof catalogArea>;

/** Areas that are read for the objects in the store: without any, reading them again brings nothing. */
export const AREAS_OF_OBJECTS: readonly CatalogArea[] = ['field-details', 'object-limits'];

/**
 * `read`: complete as of `readAt`. `partly`: some of it is unknown, with reasons. `unknown`: nothing of it could be read.
 * `stopped`: a read ended before its end; what arrived is kept and the next read goes on.
 */
export const AREA_STATES = ['never', 'reading', 'read', 'partly', 'unknown', 'stopped'] as const;
export const areaState = z.enum(AREA_STATES);
export type AreaState = z.infer<typeof areaState>;

export const areaStatus = z.object({
  area: catalogArea,
  chosen: z.boolean(),
  state: areaState,
  /** When it was last read to its end, ISO 8601; null: never. */
  readAt: z.string().nullable(),
  /** Components in the store, by Metadata API type. */
  counts: z.record(z.string(), z.number()),
  /** How far a running read is; null while none is. `total` may grow while reading. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  /** Why the area, or parts of it, could not be read. */
  unknown: z.array(unknownPart),
});
export type AreaStatus = z.infer<typeof areaStatus>;

export const areaMethods = {
  /** Every area, read or not, in the order of `CATALOG_AREAS`. */
  'areas.list': {
    input: z.strictObject({ connectionId }),
    output: z.object({ areas: z.array(areaStatus), everChosen: z.boolean() }),
  },
  /** Sets which areas are read and kept. What is no longer chosen is removed from the store. */
  'areas.choose': {
    input: z.strictObject({ connectionId, areas: z.array(catalogArea).max(CATALOG_AREAS.length) }),
    output: z.object({ chosen: z.number(), removed: z.number() }),
  },
  /** Reads some of the chosen areas again, without the objects. */
  'areas.refresh': {
    input: z.strictObject({ connectionId, areas: z.array(catalogArea).min(1).max(CATALOG_AREAS.length) }),
    output: z.object({ jobId: z.string() }),
  },
} as const;
