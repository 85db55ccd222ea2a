import { Button, Modal } from '@mantine/core';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showDone } from '../../ui/toasts.tsx';
import classes from './dialogs.module.css';

type Props = {
  readonly connection: Connection;
  readonly way: 'signOut' | 'remove';
  readonly opened: boolean;
  readonly onClose: () => void;
};

type Outcome = { readonly revoked: boolean; readonly reason: string | null };

/** Asks before signing out or deleting, with what follows from it; then says whether Salesforce was told. */
export function LeaveDialog({ connection, way, opened, onClose }: Props) {
  const { name, id } = connection;
  const finish = ({ revoked, reason }: Outcome): void => {
    onClose();
    showDone(
      revoked || reason === null
        ? t(`connections.${way}.done`, { name })
        : t(`connections.${way}.notRevoked`, { name, reason }),
    );
  };
  const signOut = useAction('connections.signOut', { invalidates: ['connections.list'], onDone: finish });
  const remove = useAction('connections.remove', { invalidates: ['connections.list', 'jobs.list'], onDone: finish });
  const action = way === 'signOut' ? signOut : remove;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(`connections.${way}.title`, { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.form}>
        <p className={classes.text}>{t(`connections.${way}.text`)}</p>
        {action.error === null ? null : <FailureNotice error={action.error} />}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={action.isPending} onClick={() => action.mutate({ id })}>
            {t(way === 'signOut' ? 'connections.signOut' : 'connections.remove.button')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
