import { Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useCall } from '../api/queries.ts';
import { isOpen } from '../api/state.ts';
import { EngineFailed } from '../features/vault/engine-failed.tsx';
import { LockedCover } from '../features/vault/locked-cover.tsx';
import { Welcome } from '../features/welcome/welcome.tsx';
import { t } from '../i18n/t.ts';
import { Centred } from '../ui/centred.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';

/** Which screen is drawn follows from vault and engine alone; the areas are mounted only while keys are there. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const { data: state, error } = useCall('app.state', {});
  const client = useQueryClient();
  const open = isOpen(state);

  // What was read while unlocked must not stay in this process after locking, should the shell keep the page.
  useEffect(() => {
    if (!open) client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app.state' });
  }, [open, client]);

  if (error !== null) {
    return (
      <Centred main>
        <FailureNotice error={error} />
      </Centred>
    );
  }
  if (state === undefined || state.engine === 'starting') {
    return (
      <Centred main>
        <Loader size="sm" aria-label={t('app.starting')} />
      </Centred>
    );
  }
  if (state.engine === 'failed') return <EngineFailed />;
  if (state.vault === 'absent') return <Welcome notice={state.notice} secretOpen={state.secretOpen !== null} />;
  if (!open) return <LockedCover state={state} />;
  return children;
}
