import { Button } from '@mantine/core';
import type { ExportSpec } from '../../../src-preload/contract/exports.ts';
import { failureOf } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { SignInWaiting } from '../accounts/sign-in-waiting.tsx';
import { useAccountSignIn } from '../accounts/use-account-sign-in.ts';
import classes from './exports.module.css';

type Props = {
  readonly error: unknown;
  readonly spec: ExportSpec | null;
  readonly onRetry?: () => void;
  /** The account is signed in again. */
  readonly onSignedIn: () => void;
};

/** A failure of an export; where its account has to be signed in again, that is offered right there. */
export function ExportFailure({ error, spec, onRetry, onSignedIn }: Props) {
  const signIn = useAccountSignIn();
  const accounts = useCall('accounts.list', {}).data?.accounts ?? [];
  const { code } = failureOf(error);
  const id = spec === null || spec.destination.kind === 'file' ? null : spec.destination.accountId;
  const account = accounts.find((one) => one.id === id);
  if (signIn.waitingFor !== null) return <SignInWaiting provider={signIn.waitingFor} onCancel={signIn.cancel} />;
  const helps = account !== undefined && (code === 'account-signed-out' || code === 'scope-missing');
  return (
    <div className={classes.failure}>
      <FailureNotice error={signIn.error ?? error} onRetry={helps ? undefined : onRetry}>
        {helps ? (
          <Button
            variant="default"
            onClick={() =>
              signIn.start({ provider: account.provider, accountId: account.id, access: account.access }, onSignedIn)
            }
          >
            {t('accounts.again')}
          </Button>
        ) : null}
      </FailureNotice>
    </div>
  );
}
