import { useEffect, useMemo, useState } from 'react';
import type { ComponentQuery, ComponentRow } from '../../../src-preload/contract/components.ts';
import { call, listen } from '../../api/client.ts';
import type { RowSource } from '../../ui/data-grid/types.ts';

type ComponentSource = { readonly source: RowSource<ComponentRow>; readonly unfiltered: number | null };

/**
 * Pages of components; asks again when the engine says that the metadata changed.
 *
 * @param kept what is known of the area without asking for rows: when it changes, there are other rows.
 */
export function useComponentSource(query: ComponentQuery, kept: string): ComponentSource {
  const [version, setVersion] = useState(0);
  const { connectionId, type } = query;
  const subject = `${connectionId} ${type}`;
  const [counted, setCounted] = useState<{ readonly of: string; readonly n: number } | null>(null);
  useEffect(
    () =>
      listen('catalog.changed', (changed) => {
        if (changed.connectionId === connectionId) setVersion((before) => before + 1);
      }),
    [connectionId],
  );
  const key = JSON.stringify(query);
  const source = useMemo((): RowSource<ComponentRow> => {
    const asked = JSON.parse(key) as ComponentQuery;
    return {
      key,
      version: `${version} ${kept}`,
      load: async (offset, limit, signal) => {
        const page = await call('components.page', { query: asked, offset, limit }, signal);
        if (offset === 0) setCounted({ of: `${asked.connectionId} ${asked.type}`, n: page.unfiltered });
        return page;
      },
    };
  }, [key, version, kept]);
  // The count of another type is no count of this one.
  return { source, unfiltered: counted?.of === subject ? counted.n : null };
}
