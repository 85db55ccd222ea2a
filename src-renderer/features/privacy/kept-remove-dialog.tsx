import { Button, Modal } from '@mantine/core';
import type { KeptPart } from '../../../src-preload/contract/retention.ts';
import { useAction } from '../../api/queries.ts';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './privacy.module.css';
import { useWork } from './use-work.ts';

type Props = {
  /** What is to be removed; null closes the dialog. */
  readonly part: KeptPart | null;
  readonly onClose: () => void;
  /** The removal has begun, as this job. */
  readonly onStarted: (jobId: string) => void;
  /** After it has faded away. */
  readonly onGone: () => void;
};

/** Says what goes and what that frees, and removes it only then. */
export function KeptRemoveDialog({ part, onClose, onStarted, onGone }: Props) {
  const remove = useAction('retention.remove', {
    invalidates: ['jobs.list'],
    onDone: ({ jobId }) => {
      onStarted(jobId);
      onClose();
    },
  });
  const { run } = useWork();
  const close = (): void => {
    remove.reset();
    onClose();
  };
  return (
    <Modal
      opened={part !== null}
      onClose={close}
      onExitTransitionEnd={onGone}
      title={part === null ? '' : t('kept.dialog.title', { title: part.title })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {part === null ? null : (
        <div className={classes.stack}>
          <p className={classes.plain}>{t(`kept.dialog.${part.name}`)}</p>
          <p className={classes.text}>{t('kept.dialog.frees', { size: formatBytes(part.bytes), rows: part.rows })}</p>
          {remove.error === null ? null : <FailureNotice error={remove.error} />}
          <div className={classes.end}>
            <Button variant="default" onClick={close} data-autofocus>
              {t('common.cancel')}
            </Button>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() =>
                // What failed is said above the buttons.
                run(() => remove.mutateAsync({ parts: [{ name: part.name, id: part.id }] }).catch(() => undefined))
              }
            >
              {t('kept.dialog.button')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
