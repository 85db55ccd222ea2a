import { Loader, Select, TextInput } from '@mantine/core';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import type { DestinationDraft } from './destination-draft.ts';
import classes from './destination.module.css';

type Props = {
  readonly accountId: string;
  readonly draft: DestinationDraft;
  readonly onChange: (draft: DestinationDraft) => void;
  readonly suggested: string;
  /** Longest name that a tab may have there. */
  readonly maxName: number;
};

const NEW = '*new';

/** A tab of the chosen file, or the name of a new one; for Microsoft also a table. */
export function TabChoice({ accountId, draft, onChange, suggested, maxName }: Props) {
  const { file, tab, table, into } = draft;
  const { data, error, refetch } = useCall(
    'accounts.fileParts',
    { id: accountId, driveId: file?.driveId ?? '', fileId: file?.id ?? '' },
    { enabled: file !== null, askAgain: true },
  );
  if (file === null) return null;
  if (error !== null) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loader size="xs" aria-label={t('common.loading')} />;
  if (into === 'table') {
    if (data.tables.length === 0) return <p className={classes.hint}>{t('export.table.none')}</p>;
    return (
      <Select
        label={t('export.table')}
        description={t('export.microsoft.table.text')}
        value={table?.id ?? null}
        placeholder={t('export.file.choose')}
        data={data.tables.map(({ id, name, tab: on }) => ({ value: id, label: `${name} (${on})` }))}
        onChange={(id) => {
          const chosen = data.tables.find((one) => one.id === id);
          onChange({ ...draft, table: chosen === undefined ? null : { id: chosen.id, name: chosen.name } });
        }}
      />
    );
  }
  const existing = data.tabs.find(({ name }) => name === tab?.name);
  const isNew = tab !== null && existing === undefined;
  return (
    <>
      <Select
        label={t('export.tab')}
        value={isNew ? NEW : (existing?.id ?? null)}
        placeholder={t('export.file.choose')}
        data={[
          { value: NEW, label: t('export.tab.new') },
          ...data.tabs.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => {
          const chosen = data.tabs.find(({ id }) => id === value);
          onChange({
            ...draft,
            tab:
              chosen === undefined
                ? { id: null, name: suggested.slice(0, maxName) }
                : { id: tabNumber(chosen.id), name: chosen.name },
          });
        }}
      />
      {isNew ? (
        <TextInput
          label={t('export.tab.newName')}
          value={tab.name}
          maxLength={maxName}
          dir="auto"
          onChange={(event) => onChange({ ...draft, tab: { id: null, name: event.currentTarget.value } })}
        />
      ) : null}
      {existing === undefined ? null : (
        <p className={classes.hint}>{t('export.tab.replaces', { name: existing.name })}</p>
      )}
    </>
  );
}

/** Google's tabs are known by a number; Microsoft's by their name. */
function tabNumber(id: string): number | null {
  const number = Number(id);
  return id !== '' && Number.isInteger(number) ? number : null;
}
