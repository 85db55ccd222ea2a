import { Radio, Stack, TextInput } from '@mantine/core';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import { t } from '../../i18n/t.ts';
import { type DestinationDraft, changeFile } from './destination-draft.ts';
import classes from './destination.module.css';
import { FileChoice } from './file-choice.tsx';
import { TabChoice } from './tab-choice.tsx';

type Props = {
  readonly account: Account;
  readonly draft: DestinationDraft;
  readonly onChange: (draft: DestinationDraft) => void;
  readonly suggested: string;
};

const TAB_NAME_MAX = 100;

/** A new spreadsheet, or a tab of one that Orgbench made. */
export function GoogleTarget({ account, draft, onChange, suggested }: Props) {
  const into = draft.into === 'tab' ? 'tab' : 'new';
  return (
    <>
      <Radio.Group
        label={t('export.google.into')}
        value={into}
        onChange={(value) => onChange({ ...draft, into: value === 'tab' ? 'tab' : 'new' })}
      >
        <Stack gap="0.25rem" mt="0.25rem">
          {(['new', 'tab'] as const).map((one) => (
            <Radio key={one} size="xs" value={one} label={t(`export.google.into.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {into === 'new' ? (
        <TextInput
          label={t('export.google.title')}
          value={draft.title ?? suggested}
          maxLength={200}
          dir="auto"
          onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
        />
      ) : (
        <>
          <p className={classes.hint}>{t('export.google.onlyOwn')}</p>
          <FileChoice
            accountId={account.id}
            label={t('export.google.file')}
            chosen={draft.file}
            onChosen={(file) => onChange(changeFile(draft, file))}
          />
          <TabChoice
            accountId={account.id}
            draft={draft}
            onChange={onChange}
            suggested={suggested}
            maxName={TAB_NAME_MAX}
          />
        </>
      )}
    </>
  );
}
