import { Button, Checkbox, Modal, NumberInput, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type SupportPart, SUPPORT_MAX_CHARS, SUPPORT_PARTS } from '../../../src-preload/contract/support.ts';
import { call } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { showDone } from '../../ui/toasts.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { useWork } from '../privacy/use-work.ts';
import classes from './support.module.css';
import { closeSupport, keepMessage, setSupportReady, useSupportStore } from './support-store.ts';

const MAIL_MAX_CHARS = 16_000;
const DEFAULT_DAYS = 7;
const MAX_DAYS = 30;

/** What was typed, within its limits. */
function daysOf(typed: number | string): number {
  const days = Number.parseInt(String(typed), 10);
  return Number.isNaN(days) ? DEFAULT_DAYS : Math.min(MAX_DAYS, Math.max(1, days));
}

/** Makes a support file: first what goes in, then the whole text, to change, save or open as an e-mail draft. */
export function SupportDialog() {
  const opened = useSupportStore((state) => state.opened);
  useEffect(() => {
    setSupportReady(true);
    return () => {
      setSupportReady(false);
      closeSupport();
    };
  }, []);
  return (
    <Modal
      opened={opened !== null}
      onClose={closeSupport}
      // A click beside it must not take away what was typed.
      closeOnClickOutside={false}
      size="46rem"
      title={t('support.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened === null ? null : <SupportForm start={opened} />}
    </Modal>
  );
}

function SupportForm({ start }: { readonly start: string }) {
  const [message, setMessage] = useState(start);
  const [parts, setParts] = useState<readonly SupportPart[]>(SUPPORT_PARTS);
  const [days, setDays] = useState<number | string>(DEFAULT_DAYS);
  const [file, setFile] = useState<{ readonly text: string; readonly suggestedName: string } | null>(null);
  const [wasBack, setWasBack] = useState(false);
  const draft = useAction('support.draft', { onDone: setFile });
  const back = (): void => {
    setFile(null);
    setWasBack(true);
  };
  if (file !== null) return <WholeText file={file} onText={setFile} onBack={back} />;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        draft.mutate({ message, parts: [...parts], days: daysOf(days) });
      }}
    >
      <p className={classes.text}>{t('support.intro')}</p>
      <Textarea
        label={t('support.message')}
        description={t('support.message.text')}
        value={message}
        maxLength={20_000}
        autosize
        minRows={4}
        maxRows={10}
        data-autofocus
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- Back from the whole text: its buttons are gone, the focus goes on.
        autoFocus={wasBack}
        onChange={(event) => {
          setMessage(event.currentTarget.value);
          keepMessage(event.currentTarget.value);
        }}
      />
      <Checkbox.Group
        label={t('support.parts')}
        value={[...parts]}
        onChange={(chosen) => setParts(SUPPORT_PARTS.filter((part) => chosen.includes(part)))}
      >
        <div className={classes.parts}>
          {SUPPORT_PARTS.map((part) => (
            <Checkbox key={part} value={part} label={t(`support.part.${part}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <NumberInput
        className={classes.days}
        label={t('support.days')}
        size="sm"
        value={days}
        min={1}
        max={MAX_DAYS}
        allowDecimal={false}
        allowNegative={false}
        onChange={setDays}
        onBlur={() => setDays(daysOf(days))}
      />
      {draft.error === null ? null : <FailureNotice error={draft.error} />}
      <div className={classes.actions}>
        <Button variant="default" onClick={closeSupport}>
          {t('common.cancel')}
        </Button>
        <WorkButton type="submit" loading={draft.isPending}>
          {t('support.show')}
        </WorkButton>
      </div>
    </form>
  );
}

type File = { readonly text: string; readonly suggestedName: string };
type WholeProps = { readonly file: File; readonly onText: (file: File) => void; readonly onBack: () => void };

function WholeText({ file, onText, onBack }: WholeProps) {
  const { failed, run } = useWork();
  const [made] = useState(file.text);
  const save = async (): Promise<void> => {
    const { targetId, name } = await call('app.chooseSaveTarget', {
      suggestedName: file.suggestedName,
      format: 'md',
      folder: false,
      kind: 'support',
    });
    if (targetId === null) return;
    await call('support.save', { text: file.text, targetId });
    showDone(t('support.saved', { name }));
    keepMessage('');
    closeSupport();
  };
  const mail = async (): Promise<void> => {
    await call('app.draftMail', { subject: t('support.mail.subject'), body: file.text.slice(0, MAIL_MAX_CHARS) });
  };
  return (
    <div className={classes.form}>
      <Textarea
        label={t('support.text')}
        description={t('support.text.hint')}
        value={file.text}
        maxLength={SUPPORT_MAX_CHARS}
        autosize
        minRows={12}
        maxRows={20}
        classNames={{ input: `${classes.whole} ob-mono` }}
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- The button that led here is gone: the focus goes on to the text.
        autoFocus
        onChange={(event) => onText({ ...file, text: event.currentTarget.value })}
      />
      <p className={classes.text}>{t('support.mail.hint')}</p>
      {failed === null ? null : <FailureNotice error={failed} />}
      {file.text === made ? null : <p className={classes.text}>{t('support.back.hint')}</p>}
      <div className={classes.actions}>
        <Button variant="default" onClick={onBack}>
          {t('support.back')}
        </Button>
        <Button variant="default" onClick={() => run(mail)}>
          {t('support.mail')}
        </Button>
        <Button onClick={() => run(save)}>{t('support.save')}</Button>
      </div>
    </div>
  );
}
