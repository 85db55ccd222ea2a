import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './reset-dialog.module.css';

const WORD = 'delete everything';

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The way out that loses nothing; null where the vault has no kit. */
  readonly onUseKit: (() => void) | null;
};

/** Says what a reset deletes, and does it only after the word was typed. */
export function ResetDialog({ opened, onClose, onUseKit }: Props) {
  const [typed, setTyped] = useState('');
  const reset = useAction('vault.reset', { invalidates: ['app.state'], onDone: onClose });
  const confirmed = typed.trim().toLowerCase() === WORD;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('reset.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (confirmed) reset.mutate({ confirm: WORD });
        }}
      >
        {onUseKit === null ? null : (
          <div className={classes.kit}>
            <span>{t('locked.kit.text')}</span>
            <Button variant="default" onClick={onUseKit}>
              {t('locked.kit.button')}
            </Button>
          </div>
        )}
        <p className={classes.text}>{t('reset.intro')}</p>
        <p className={classes.text}>{t('reset.lost')}</p>
        <ul className={classes.list}>
          <li>{t('reset.lost.connections')}</li>
          <li>{t('reset.lost.metadata')}</li>
          <li>{t('reset.lost.ledger')}</li>
        </ul>
        <p className={classes.quiet}>{t('reset.kept')}</p>
        <TextInput
          label={t('reset.confirm', { word: WORD })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        {reset.error === null ? null : <FailureNotice error={reset.error} />}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <WorkButton type="submit" color="red" disabled={!confirmed} loading={reset.isPending}>
            {t('reset.button')}
          </WorkButton>
        </div>
      </form>
    </Modal>
  );
}
