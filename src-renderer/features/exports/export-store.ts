import { create } from 'zustand';
import type { ExportRecord, ExportSource, ExportSpec } from '../../../src-preload/contract/exports.ts';

/** What the dialog begins with. */
export type ExportStart =
  /**
   * A new export; `grid`: of the grid on screen rather than of the data dictionary; `of`: of a list that stands beside
   * the grid.
   */
  | { readonly kind: 'new'; readonly grid: boolean; readonly of?: ShownGrid }
  /** The settings of an earlier export. */
  | { readonly kind: 'repeat'; readonly spec: ExportSpec }
  /** An export that stopped on its way to its destination. */
  | { readonly kind: 'resume'; readonly record: ExportRecord };

/** A grid as it is shown, as the source that would export exactly that. */
export type ShownGrid = Exclude<ExportSource, { readonly kind: 'dictionary' }>;

type ExportState = {
  /** Null while the dialog is closed; without a connection only requests can be exported. */
  readonly opened: { readonly connectionId: string | null; readonly start: ExportStart } | null;
  /** The grid on screen; null when there is none. */
  readonly shown: ShownGrid | null;
};

export const useExportStore = create<ExportState>(() => ({ opened: null, shown: null }));

export const openExport = (connectionId: string | null, start: ExportStart = { kind: 'new', grid: false }): void =>
  useExportStore.setState({ opened: { connectionId, start } });
export const closeExport = (): void => useExportStore.setState({ opened: null });
export const setShownGrid = (shown: ShownGrid | null): void => useExportStore.setState({ shown });
