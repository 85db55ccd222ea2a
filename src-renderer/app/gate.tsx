import { Loader } from '@mantine/core';
import { Fragment, type ReactNode, useEffect } from 'react';
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
  const open = isOpen(state);

  useEffect(() => {
    if (!open) document.title = t('app.name');
  }, [open]);

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
  // A new store starts with screens of its own.
  return <Fragment key={state.vault}>{children}</Fragment>;
}
