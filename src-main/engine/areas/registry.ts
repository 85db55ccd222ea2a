import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { AreaReader } from './area-run.ts';
import { readApex } from './readers/apex.ts';

/** Who reads which area. An area without a reader is not offered. */
export const AREA_READERS: Readonly<Partial<Record<CatalogArea, AreaReader>>> = {
  apex: readApex,
};
