import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { Fact } from '../../domain/areas/component.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { SyncRun } from '../sync/sync-run.ts';
import type { EntityNames } from './entity-names.ts';

/** One read of one area: what its reader needs. */
export type AreaRun = SyncRun & {
  readonly area: CatalogArea;
  readonly areas: AreaStore;
  /** What this reader put down at the end of the last read; null: a first read. */
  readonly watermark: Fact;
  /** Asked for once a sync, by the first area that needs it. */
  readonly entityNames: () => Promise<EntityNames>;
  /** Waits until another area of this read is at its end, whatever came of it. */
  readonly after: (area: CatalogArea) => Promise<void>;
  /** How far it is; `total` may grow. */
  readonly step: (done: number, total: number) => void;
  /** Puts down that a part could not be read, with the org's reason; null: it could. */
  readonly unknown: (name: string, reason: string | null) => void;
};

/**
 * Reads one area of an org into the store.
 *
 * Returns the watermark of the next read; null when there is none, so that the next read is a whole one. Puts parts that
 * the org or the user's permissions refuse down as unknown and goes on; throws only what stops every read (signed out,
 * budget, offline, cancelled). What is not confirmed at the end of a whole list is ended with `endUnseen`.
 */
export type AreaReader = (run: AreaRun) => Promise<Fact>;
