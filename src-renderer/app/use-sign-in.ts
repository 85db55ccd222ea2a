import type { Connection } from '../../src-preload/contract/connections.ts';
import { useAction } from '../api/queries.ts';
import { openSignIn } from '../features/sign-in/sign-in-store.ts';
import { showFailure } from '../ui/toasts.tsx';

/** The address that the engine keeps for the sample org inside the app: its port is another one at every start. */
const EMBEDDED_SAMPLE_URL = 'http://127.0.0.1';

/** True for the sample org that runs inside the app; one on a port of its own is an org like others. */
export const isEmbeddedSample = ({ type, instanceUrl }: Connection): boolean =>
  type === 'sample' && instanceUrl === EMBEDDED_SAMPLE_URL;

/** Signs a connection in again, the way it was signed in before; the embedded sample org needs nothing for it. */
export function useSignIn(connection: Connection): { readonly run: () => void; readonly pending: boolean } {
  const ask = useAction('app.askSecret');
  const sample = useAction('connections.connectSample', { invalidates: ['connections.list', 'sync.status'] });
  return {
    run: () => {
      if (isEmbeddedSample(connection)) sample.mutate({ name: connection.name }, { onError: showFailure });
      else if (connection.loginUrl !== null) openSignIn(connection.id);
      else ask.mutate({ purpose: 'access-token', connectionId: connection.id }, { onError: showFailure });
    },
    pending: sample.isPending,
  };
}
