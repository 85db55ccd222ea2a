import { Button } from '@mantine/core';
import type { Account, AccountAccess } from '../../../src-preload/contract/accounts.ts';
import type { ExportDestination, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { CallError, failureOf } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { SignInWaiting } from '../accounts/sign-in-waiting.tsx';
import { useAccountSignIn } from '../accounts/use-account-sign-in.ts';
import classes from './exports.module.css';

type Online = Exclude<ExportDestination, { readonly kind: 'file' }>;

type Props = {
  readonly error: unknown;
  readonly spec: ExportSpec | null;
  readonly onRetry?: () => void;
  /** This account is signed in again; its id is another one when it had been signed out for good. */
  readonly onSignedIn: (account: Account) => void;
  /** Leads to where another account can be chosen. */
  readonly onOther: () => void;
};

/** A failure of an export; where its account has to be signed in again, that is offered right there. */
export function ExportFailure(props: Props) {
  const destination = props.spec?.destination;
  return (
    <div className={classes.failure}>
      {destination === undefined || destination.kind === 'file' ? (
        <FailureNotice error={props.error} onRetry={props.onRetry} />
      ) : (
        <OnlineFailure {...props} destination={destination} />
      )}
    </div>
  );
}

/** The engine only knows that the account is not there; what to do about it is known here. */
const GONE = new CallError('exports.consent', {
  code: 'account-signed-out',
  message: t('export.account.gone'),
  retryable: true,
});

function OnlineFailure({ error, destination, onRetry, onSignedIn, onOther }: Props & { readonly destination: Online }) {
  const signIn = useAccountSignIn(destination.kind);
  const accounts = useCall('accounts.list', {}).data?.accounts;
  if (signIn.waiting) return <SignInWaiting provider={destination.kind} onCancel={signIn.cancel} />;
  const { code } = failureOf(error);
  const account = accounts?.find((one) => one.id === destination.accountId);
  const isGone = accounts !== undefined && account === undefined;
  const helps = isGone || code === 'account-signed-out' || code === 'scope-missing';
  return (
    <FailureNotice error={signIn.error ?? (isGone ? GONE : error)} onRetry={helps ? undefined : onRetry}>
      {helps ? (
        <>
          <Button
            variant="default"
            onClick={() =>
              signIn.start(
                { accountId: account?.id ?? null, access: account?.access ?? accessFor(destination) },
                onSignedIn,
              )
            }
          >
            {t('accounts.again')}
          </Button>
          <Button variant="default" onClick={onOther}>
            {t('export.account.other')}
          </Button>
        </>
      ) : null}
    </FailureNotice>
  );
}

/** The least that the destination needs; Google has one kind of access only. */
function accessFor({ target }: Online): AccountAccess {
  return target.kind === 'new' && !('folder' in target && target.folder !== null) ? 'ownFiles' : 'myFiles';
}
