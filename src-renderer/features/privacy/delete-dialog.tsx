import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAction, useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { setDeleted } from './deleted-store.ts';
import classes from './privacy.module.css';

const WORD = 'delete everything';

/** Says what goes, and deletes it only after the words were typed. */
export function DeleteDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const remove = useAction('rights.deleteEverything', { onDone: setDeleted });
  const blocked = useCall('rights.cannotRevoke', {}, { enabled: opened, askAgain: true }).data?.notRevocable ?? [];
  const close = (): void => {
    // What goes is going already: its answer says what could not be signed out.
    if (remove.isPending) return;
    // The words are typed for one deletion: who comes back types them again.
    setTyped('');
    remove.reset();
    onClose();
  };
  const confirmed = typed.trim().toLowerCase() === WORD;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('rights.delete.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (confirmed && !remove.isPending) remove.mutate({ confirm: WORD });
        }}
      >
        <p className={classes.plain}>{t('rights.delete.goes')}</p>
        <p className={classes.text}>{t('rights.delete.offline')}</p>
        {blocked.length === 0 ? null : (
          <div role="status">
            <p className={classes.plain}>{t('rights.delete.blocked')}</p>
            <ul className={classes.list}>
              {blocked.map(({ name, reason }) => (
                <li key={name}>
                  {name}
                  <span className={classes.under}>{reason}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <TextInput
          label={t('rights.delete.confirm', { word: WORD })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        {remove.error === null ? null : <FailureNotice error={remove.error} />}
        <div className={classes.end}>
          <Button variant="default" disabled={remove.isPending} onClick={close}>
            {t('common.cancel')}
          </Button>
          <WorkButton type="submit" color="red" disabled={!confirmed} loading={remove.isPending}>
            {t('rights.delete.title')}
          </WorkButton>
        </div>
      </form>
    </Modal>
  );
}
