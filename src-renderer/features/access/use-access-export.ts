import { useEffect } from 'react';
import type { AreaSource } from '../../../src-preload/contract/exports.ts';
import { setShownGrid } from '../exports/export-store.ts';

type Question = Extract<AreaSource, { readonly kind: 'access' }>['question'];

/** While a list of this screen is there, the export dialog offers the question that it answers; null: none yet. */
export function useAccessExport(connectionId: string, question: Question | null): void {
  const key = question === null ? null : JSON.stringify(question);
  useEffect(() => {
    if (key === null) return;
    setShownGrid({ kind: 'access', connectionId, question: JSON.parse(key) as Question });
    return () => setShownGrid(null);
  }, [connectionId, key]);
}
