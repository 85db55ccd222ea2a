import { useEffect, useMemo, useState } from 'react';
import type { FieldQuery, FieldRow } from '../../../src-preload/contract/catalog.ts';
import { call, listen } from '../../api/client.ts';
import type { RowSource } from '../../ui/data-grid/types.ts';

type FieldSource = { readonly source: RowSource<FieldRow>; readonly unfiltered: number | null };

/** Pages of a field query; asks again when the engine says that the metadata changed. */
export function useFieldSource(query: FieldQuery): FieldSource {
  const [version, setVersion] = useState(0);
  const [unfiltered, setUnfiltered] = useState<number | null>(null);
  const { connectionId } = query;
  useEffect(
    () =>
      listen('catalog.changed', (changed) => {
        if (changed.connectionId === connectionId) setVersion((before) => before + 1);
      }),
    [connectionId],
  );
  const key = JSON.stringify(query);
  const source = useMemo((): RowSource<FieldRow> => {
    const asked = JSON.parse(key) as FieldQuery;
    return {
      key,
      version,
      load: async (offset, limit, signal) => {
        const page = await call('catalog.fields', { query: asked, offset, limit }, signal);
        setUnfiltered(page.unfiltered);
        return page;
      },
    };
  }, [key, version]);
  return { source, unfiltered };
}
