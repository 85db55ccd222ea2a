import { Radio, SegmentedControl, Stack, TextInput } from '@mantine/core';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import { t } from '../../i18n/t.ts';
import { Choice } from './choice.tsx';
import { type DestinationDraft, changeFile } from './destination-draft.ts';
import classes from './destination.module.css';
import { FileChoice } from './file-choice.tsx';
import { LinkChoice } from './link-choice.tsx';
import { MoreAccess } from './more-access.tsx';
import { TabChoice } from './tab-choice.tsx';

type Props = {
  readonly account: Account;
  readonly draft: DestinationDraft;
  readonly onChange: (draft: DestinationDraft) => void;
  readonly suggested: string;
};

const TAB_NAME_MAX = 31;
const INTO = ['new', 'tab', 'table'] as const;

/** A new workbook in a folder, or a tab or table of a workbook that is there; the latter not for personal accounts. */
export function MicrosoftTarget(props: Props) {
  const { account, draft, onChange } = props;
  const personal = account.kind === 'personal';
  return (
    <>
      <Radio.Group
        label={t('export.microsoft.into')}
        value={draft.into}
        onChange={(value) =>
          onChange({ ...draft, into: INTO.find((one) => one === value) ?? 'new', tab: null, table: null })
        }
      >
        <Stack gap="0.25rem" mt="0.25rem">
          {INTO.map((one) => (
            <Radio
              key={one}
              size="xs"
              value={one}
              disabled={personal && one !== 'new'}
              label={t(`export.microsoft.into.${one}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {personal ? <p className={classes.hint}>{t('export.microsoft.personal', { name: account.name })}</p> : null}
      {draft.into === 'new' ? <NewWorkbook {...props} /> : <ExistingWorkbook {...props} />}
    </>
  );
}

function NewWorkbook({ account, draft, onChange, suggested }: Props) {
  const { elsewhere } = draft;
  return (
    <>
      <TextInput
        label={t('export.microsoft.name')}
        rightSection={<span className={classes.hint}>.xlsx</span>}
        rightSectionWidth="3rem"
        value={draft.title ?? suggested}
        maxLength={200}
        dir="auto"
        onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('export.microsoft.folder')}
        value={elsewhere ? 'other' : 'own'}
        onChange={(value) => onChange({ ...draft, elsewhere: value === 'other', folder: null })}
      >
        <Stack gap="0.25rem" mt="0.25rem">
          {(['own', 'other'] as const).map((one) => (
            <Radio key={one} size="xs" value={one} label={t(`export.microsoft.folder.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {elsewhere ? (
        <>
          <MoreAccess account={account} />
          <LinkChoice
            account={account}
            label={t('export.microsoft.folder.link')}
            wanted="folder"
            found={draft.folder?.name ?? null}
            onFound={({ driveId, id, name }) => onChange({ ...draft, folder: { driveId, id, name } })}
          />
        </>
      ) : null}
      <Choice label={t('export.microsoft.ifExists')}>
        {(id) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={id}
            value={draft.ifExists}
            data={(['rename', 'replace', 'fail'] as const).map((value) => ({
              value,
              label: t(`export.microsoft.ifExists.${value}`),
            }))}
            onChange={(ifExists) => onChange({ ...draft, ifExists })}
          />
        )}
      </Choice>
    </>
  );
}

function ExistingWorkbook({ account, draft, onChange, suggested }: Props) {
  return (
    <>
      <MoreAccess account={account} />
      <FileChoice
        accountId={account.id}
        label={t('export.microsoft.file')}
        chosen={draft.file}
        onChosen={(file) => onChange(changeFile(draft, file))}
      />
      <LinkChoice
        account={account}
        label={t('export.microsoft.link')}
        wanted="file"
        found={null}
        onFound={(file) => onChange(changeFile(draft, file))}
      />
      <TabChoice
        accountId={account.id}
        draft={draft}
        onChange={onChange}
        suggested={suggested}
        maxName={TAB_NAME_MAX}
      />
    </>
  );
}
