import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { call, listen } from '../../api/client.ts';
import { t } from '../../i18n/t.ts';
import { showFailure, showNotice } from '../../ui/toasts.tsx';
import { outcome, whyNot } from './export-text.ts';

/** The export that the dialog shows on its way; it says itself how that ends. */
let followed: string | null = null;
export const follow = (jobId: string | null): void => {
  followed = jobId;
};

const RECENT = 100;

/** Says how exports ended that nobody was looking at. What the person cancelled needs no word. */
export function useExportEndNotices(): void {
  const openHistory = useOpenHistory();
  useEffect(
    () =>
      listen('job.progress', ({ job }) => {
        if (job.kind === 'export' && (job.state === 'done' || job.state === 'failed'))
          tell(job, openHistory).catch(showFailure);
      }),
    [openHistory],
  );
}

async function tell(job: Job, openHistory: (record: ExportRecord) => void): Promise<void> {
  const { exports } = await call('exports.history', { connectionId: null, limit: RECENT });
  const record = exports.find(({ jobId }) => jobId === job.id);
  // Asked after the answer: the dialog may have begun to show it meanwhile.
  if (record === undefined || followed === job.id) return;
  const { targetName: name, destination, state } = record;
  const id = `export-${job.id}`;
  if (state === 'done') {
    showNotice({
      id,
      title: t(`export.done.${destination}`, { name }),
      message: outcome(record),
      actions: openings(record),
    });
    return;
  }
  showNotice({
    id,
    title: t('export.failed.named', { name }),
    message: whyNot(record),
    isFailure: true,
    actions: [{ label: t('export.show'), run: () => openHistory(record) }],
  });
}

type Opening = { readonly label: string; readonly run: () => void };

function openings({ id: exportId, link, hasFile }: ExportRecord): readonly Opening[] {
  if (link !== null) {
    return [{ label: t('exports.open'), run: () => void call('app.openLink', { url: link }).catch(showFailure) }];
  }
  if (!hasFile) return [];
  return (['open', 'reveal'] as const).map((how) => ({
    label: t(`exports.${how}`),
    run: () => void call('app.openExport', { exportId, how }).catch(showFailure),
  }));
}

/** Leads to the list that this export is in. */
export function useOpenHistory(): (record: Pick<ExportRecord, 'connectionId'>) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ connectionId }) => {
      if (connectionId === null) void navigate({ to: '/activity', search: {} });
      else void navigate({ to: '/org/$connectionId/exports', params: { connectionId }, search: {} });
    },
    [navigate],
  );
}
