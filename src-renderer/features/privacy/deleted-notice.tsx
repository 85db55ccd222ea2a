import { Button, Modal } from '@mantine/core';
import { t } from '../../i18n/t.ts';
import { setDeleted, useDeletedStore } from './deleted-store.ts';
import classes from './privacy.module.css';

/** Says after "Delete everything" what was signed out and, above all, what was not. */
export function DeletedNotice() {
  const deleted = useDeletedStore((state) => state.deleted);
  const close = (): void => setDeleted(null);
  return (
    <Modal
      opened={deleted !== null}
      onClose={close}
      title={t('rights.deleted.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {deleted === null ? null : (
        <div className={classes.stack}>
          <p className={classes.plain}>{t('rights.deleted.text')}</p>
          {deleted.left.length === 0 ? null : (
            <p className={classes.text}>{t('rights.deleted.left', { names: deleted.left.join(', ') })}</p>
          )}
          {deleted.revoked.length + deleted.notRevoked.length > 0 ? null : (
            <p className={classes.text}>{t('rights.deleted.none')}</p>
          )}
          {deleted.notRevoked.length === 0 ? null : (
            <>
              <p className={classes.plain}>{t('rights.deleted.notRevoked')}</p>
              <ul className={classes.list}>
                {deleted.notRevoked.map(({ name, reason }) => (
                  <li key={name}>
                    {name}
                    <span className={classes.under}>{reason}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {deleted.revoked.length === 0 ? null : (
            <>
              <p className={classes.plain}>{t('rights.deleted.revoked')}</p>
              <ul className={classes.list}>
                {deleted.revoked.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </>
          )}
          <div className={classes.end}>
            <Button onClick={close} data-autofocus>
              {t('common.close')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
