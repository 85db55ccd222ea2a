import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { hostOf } from './login-host.ts';
import classes from './sign-in.module.css';

type Props = { readonly clientId: string; readonly loginUrl: string; readonly disabled: boolean };

/** Asks the sign-in page about the client id, and says what that does not tell. */
export function ClientIdCheck({ clientId, loginUrl, disabled }: Props) {
  const check = useAction('connections.checkClientId');
  // An answer belongs to what was asked; it goes when something else is typed.
  const asked = check.variables;
  const current = asked?.clientId === clientId && asked.loginUrl === loginUrl;
  const answer = current ? check.data : undefined;
  return (
    <div className={classes.check}>
      <WorkButton
        variant="default"
        disabled={disabled}
        loading={check.isPending}
        onClick={() => check.mutate({ clientId, loginUrl })}
      >
        {t('signIn.check')}
      </WorkButton>
      <div role="status" className={classes.checkAnswer}>
        {answer === undefined ? null : (
          <>
            {answer.problem === null ? (
              <IconCheck size={16} stroke={1.8} className={classes.good} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={16} stroke={1.8} className={classes.bad} aria-hidden="true" />
            )}
            <span>{answer.problem ?? t('signIn.check.fine', { host: hostOf(answer.loginUrl) })}</span>
          </>
        )}
      </div>
      {current && check.error !== null ? <FailureNotice error={check.error} /> : null}
    </div>
  );
}
