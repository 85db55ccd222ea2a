import { create } from 'zustand';
import type { FieldQuery } from '../../../src-preload/contract/catalog.ts';
import type { DictionarySpec } from '../../../src-preload/contract/exports.ts';

/** What is known of an export that was started since the page was loaded: the engine keeps no paths and no wishes. */
export type ExportRun = { readonly spec: DictionarySpec; readonly targetId: string; readonly name: string };

type ExportState = {
  /** Null while the dialog is closed. */
  readonly opened: { readonly connectionId: string; readonly spec: DictionarySpec | null } | null;
  /** What the field grid shows now; null when it is not on screen. */
  readonly shown: FieldQuery | null;
  readonly runs: Readonly<Record<string, ExportRun>>;
};

export const useExportStore = create<ExportState>(() => ({ opened: null, shown: null, runs: {} }));

/** Opens the dialog, with the settings of an earlier export when there are any. */
export const openExport = (connectionId: string, spec: DictionarySpec | null = null): void =>
  useExportStore.setState({ opened: { connectionId, spec } });
export const closeExport = (): void => useExportStore.setState({ opened: null });
export const setShownQuery = (shown: FieldQuery | null): void => useExportStore.setState({ shown });
export const rememberRun = (jobId: string, run: ExportRun): void =>
  useExportStore.setState(({ runs }) => ({ runs: { ...runs, [jobId]: run } }));
