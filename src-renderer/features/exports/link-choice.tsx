import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { Account, AccountFile } from '../../../src-preload/contract/accounts.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { looksLikeCloudLink } from './cloud-link.ts';
import classes from './destination.module.css';

type Props = {
  readonly account: Account;
  readonly label: string;
  readonly wanted: AccountFile['kind'];
  /** Name of what was found before; null when it is shown elsewhere. */
  readonly found: string | null;
  readonly onFound: (file: AccountFile) => void;
};

/** A place in OneDrive or SharePoint, by the link that a person pasted. */
export function LinkChoice({ account, label, wanted, found, onFound }: Props) {
  const [url, setUrl] = useState('');
  const [other, setOther] = useState<string | null>(null);
  const find = useAction('accounts.fileOfLink', {
    onDone: (file) => {
      const fits = file.kind === wanted;
      setOther(fits ? null : file.name);
      if (fits) onFound(file);
    },
  });
  const ready = looksLikeCloudLink(url);
  /** Said once the field is left: while it is typed, no link is one yet. */
  const [left, setLeft] = useState(false);
  const isOdd = left && url.trim() !== '' && !ready;
  const look = (): void => {
    if (!ready) return;
    setOther(null);
    find.mutate({ id: account.id, url: url.trim() });
  };
  const wrong = t(wanted === 'folder' ? 'export.microsoft.notFolder' : 'export.microsoft.notFile', {
    name: other ?? '',
  });
  return (
    <>
      <div className={classes.inline}>
        <TextInput
          label={label}
          value={url}
          maxLength={4096}
          autoComplete="off"
          spellCheck={false}
          description={t('export.microsoft.link.hint')}
          error={isOdd ? t('export.microsoft.link.bad') : other === null ? null : wrong}
          onBlur={() => setLeft(true)}
          onChange={(event) => setUrl(event.currentTarget.value)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Enter') return;
            setLeft(true);
            look();
          }}
        />
        <WorkButton variant="default" disabled={!ready} loading={find.isPending} onClick={look}>
          {t('export.microsoft.find')}
        </WorkButton>
      </div>
      <div role="status">
        {found === null ? null : (
          <p className={classes.found} dir="auto">
            {t('export.microsoft.found', { name: found })}
          </p>
        )}
      </div>
      {find.error === null ? null : <FailureNotice error={find.error} />}
    </>
  );
}
