import { useState } from 'react';
import type { Provider } from '../../../src-preload/contract/accounts.ts';
import { usePreferences } from '../../api/state.ts';
import classes from './accounts.module.css';
import { hasClientId } from './client-id.ts';
import { GoogleClient, GoogleSteps } from './google-setup.tsx';
import { MicrosoftClient, MicrosoftSteps } from './microsoft-setup.tsx';

type Props = {
  readonly provider: Provider;
  /** There is an account already: the card is for later. */
  readonly inUse: boolean;
};

/** The client id of a provider, and the card that shows how one is made; open until there is one. */
export function ProviderSetup({ provider, inUse }: Props) {
  const [firstTime] = useState(!hasClientId(usePreferences(), provider));
  return (
    <div className={classes.setUp}>
      {provider === 'google' ? (
        <>
          <div className={classes.client}>
            <GoogleClient />
          </div>
          <GoogleSteps open={firstTime && !inUse} />
        </>
      ) : (
        <>
          <div className={classes.client}>
            <MicrosoftClient />
          </div>
          <MicrosoftSteps open={firstTime && !inUse} />
        </>
      )}
    </div>
  );
}
