import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showDone } from '../../ui/toasts.tsx';
import classes from './history.module.css';

type Props = { readonly record: ExportRecord; readonly opened: boolean; readonly onClose: () => void };

/** Asks before a line leaves the history; what an export that stopped left at the provider can go with it. */
export function ForgetDialog({ record, opened, onClose }: Props) {
  const { id, targetName: name, destination, hasLeftover } = record;
  const [discard, setDiscard] = useState(true);
  const clears = hasLeftover && discard;
  const forget = useAction('exports.forget', {
    invalidates: ['exports.history'],
    onDone: () => {
      onClose();
      showDone(t(clears ? 'exports.forget.cleared' : 'exports.forget.done'));
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('exports.forget')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.dialog}>
        <p className={classes.dialogText} dir="auto">
          {t('exports.forget.text', { name })}
        </p>
        {hasLeftover && destination !== 'file' ? (
          <Checkbox
            checked={discard}
            onChange={(event) => setDiscard(event.currentTarget.checked)}
            label={t('exports.forget.discard', { place: t(`export.place.${destination}`) })}
            description={t('exports.forget.discard.text')}
          />
        ) : null}
        {forget.error === null ? null : <FailureNotice error={forget.error} />}
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            loading={forget.isPending}
            onClick={() => forget.mutate({ exportId: id, discard: clears })}
          >
            {t('exports.forget')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
