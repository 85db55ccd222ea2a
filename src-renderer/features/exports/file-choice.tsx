import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { AccountFile } from '../../../src-preload/contract/accounts.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './destination.module.css';

type Chosen = { readonly driveId: string; readonly id: string; readonly name: string };

type Props = {
  readonly accountId: string;
  readonly label: string;
  readonly chosen: Chosen | null;
  readonly onChosen: (file: AccountFile) => void;
};

const PAUSE_MS = 300;
const keyOf = ({ driveId, id }: Chosen): string => `${driveId} ${id}`;

/** A spreadsheet or workbook of the account, found by a part of its name. */
export function FileChoice({ accountId, label, chosen, onChosen }: Props) {
  const [text, setText] = useState('');
  // The field shows the name of what is chosen: that is no search.
  const [asked] = useDebouncedValue(text === chosen?.name ? '' : text.trim().slice(0, 200), PAUSE_MS);
  const { data, error, refetch } = useCall(
    'accounts.files',
    { id: accountId, text: asked },
    { keepPrevious: true, askAgain: true },
  );
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  const files = (data?.files ?? []).filter(({ kind }) => kind === 'file');
  const listed = files.some((file) => chosen !== null && keyOf(file) === keyOf(chosen));
  return (
    <>
      <Select
        label={label}
        searchable
        value={chosen === null ? null : keyOf(chosen)}
        placeholder={t('export.file.filter')}
        nothingFoundMessage={data === undefined ? t('common.loading') : t('export.file.none')}
        data={[
          ...(chosen === null || listed ? [] : [{ value: keyOf(chosen), label: chosen.name }]),
          ...files.map((file) => ({ value: keyOf(file), label: file.name })),
        ]}
        onSearchChange={setText}
        onChange={(value) => {
          const file = files.find((one) => keyOf(one) === value);
          if (file !== undefined) onChosen(file);
        }}
      />
      {data?.more === true ? <p className={classes.hint}>{t('export.file.more')}</p> : null}
    </>
  );
}
