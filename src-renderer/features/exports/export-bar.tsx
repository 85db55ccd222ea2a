import { Progress } from '@mantine/core';
import { useState } from 'react';
import type { Job } from '../../../src-preload/contract/jobs.ts';
import { t } from '../../i18n/t.ts';
import { WAITING, percentDone } from '../sync/sync-progress.tsx';

/** How far an export is; a wait on its way takes nothing of it back. */
export function ExportBar({ job, size }: { readonly job: Job; readonly size?: number }) {
  const [before, setBefore] = useState(0);
  const percent = job.progress.stage === WAITING ? before : percentDone(job);
  if (percent !== before) setBefore(percent);
  return <Progress value={percent} aria-label={t('export.progress')} {...(size === undefined ? {} : { size })} />;
}
