import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { Account, AccountFile } from '../../../src-preload/contract/accounts.ts';
import { useAction } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './destination.module.css';

type Props = {
  readonly account: Account;
  readonly label: string;
  readonly wanted: AccountFile['kind'];
  /** Name of what was found before; null when it is shown elsewhere. */
  readonly found: string | null;
  readonly onFound: (file: AccountFile) => void;
};

const SHORTEST_URL = 8;

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
  const ready = url.trim().length >= SHORTEST_URL;
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
          error={other === null ? null : wrong}
          onChange={(event) => setUrl(event.currentTarget.value)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Enter') look();
          }}
        />
        <Button variant="default" disabled={!ready} loading={find.isPending} onClick={look}>
          {t('export.microsoft.find')}
        </Button>
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
