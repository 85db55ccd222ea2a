import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { showFailure } from '../../ui/toasts.tsx';

const STAGE = 'area ';

/** The area that a running read is at; null while it is at something else. */
export const areaOfJob = (job: Job | null): string | null =>
  job !== null && job.state === 'running' && job.progress.stage.startsWith(STAGE)
    ? job.progress.stage.slice(STAGE.length)
    : null;

export type AreaPart = NonNullable<Job['progress']['parts']>[string];
const NO_PARTS = {};

type Areas = {
  readonly areas: readonly AreaStatus[] | undefined;
  readonly everChosen: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** The org is being read: objects, areas or both. */
  readonly running: boolean;
  /** What it is at now. */
  readonly current: string | null;
  /** How far all areas that are due are, 0 to 100; null while none is read. */
  readonly percent: number | null;
  /** How far each area is that is being read now. */
  readonly parts: Readonly<Record<string, AreaPart>>;
};

/** The areas of an org with their states, which follow a read that is going on. */
export function useAreas(connectionId: string): Areas {
  const client = useQueryClient();
  const { data, error, refetch } = useCall('areas.list', { connectionId });
  const job = useCall('sync.status', { connectionId }).data?.job ?? null;
  const running = job?.state === 'running';
  const current = areaOfJob(job);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['areas.list'] });
  }, [client, current, running]);
  const total = job?.progress.total ?? 0;
  return {
    areas: data?.areas,
    everChosen: data?.everChosen ?? false,
    error,
    retry: () => void refetch(),
    running,
    current,
    parts: current === null ? NO_PARTS : (job?.progress.parts ?? NO_PARTS),
    percent: current === null || total <= 0 ? null : Math.min(100, ((job?.progress.done ?? 0) / total) * 100),
  };
}

type Refresh = { readonly run: (areas: readonly CatalogArea[]) => void; readonly pending: boolean };

/** Reads areas again; a refusal is shown as a toast. */
export function useRefreshAreas({ id: connectionId }: Pick<Connection, 'id'>): Refresh {
  const refresh = useAction('areas.refresh', { invalidates: ['areas.list', 'sync.status', 'jobs.list'] });
  return {
    run: (areas) => refresh.mutate({ connectionId, areas: [...areas] }, { onError: showFailure }),
    pending: refresh.isPending,
  };
}
