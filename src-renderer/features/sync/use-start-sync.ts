import { useAction } from '../../api/queries.ts';
import { showFailure } from '../../ui/toasts.tsx';

type StartSync = { readonly run: () => void; readonly pending: boolean };

/** Starts (or goes on with) reading a connection's chosen objects; a refusal is shown as a toast. */
export function useStartSync(connectionId: string): StartSync {
  const start = useAction('sync.start', { invalidates: ['sync.status', 'jobs.list'] });
  return {
    run: () => start.mutate({ connectionId }, { onError: showFailure }),
    pending: start.isPending,
  };
}
