import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import { EXPORT_FORMATS } from '../../../src-preload/contract/app.ts';
import { t } from '../../i18n/t.ts';
import { ProviderMark } from '../../ui/provider-mark.tsx';
import { Choice } from './choice.tsx';
import { type DestinationDraft, type Place, PLACES, accountOf, changePlace } from './destination-draft.ts';
import classes from './destination.module.css';
import { AccountChoice } from './account-choice.tsx';
import { GoogleTarget } from './google-target.tsx';
import { MicrosoftTarget } from './microsoft-target.tsx';

type Props = {
  readonly draft: DestinationDraft;
  readonly onChange: (draft: DestinationDraft) => void;
  readonly accounts: readonly Account[];
  /** What a new spreadsheet is called unless the person says otherwise. */
  readonly suggested: string;
  readonly onSetUp: () => void;
};

/** Where to: a file, Google Sheets or Microsoft 365, and where exactly there. */
export function DestinationForm({ draft, onChange, accounts, suggested, onSetUp }: Props) {
  const { place } = draft;
  return (
    <>
      <PlaceTiles value={place} onChange={(next) => onChange(changePlace(draft, next))} />
      {place === 'file' ? (
        <Choice label={t('export.format')}>
          {(id) => (
            <SegmentedControl
              fullWidth
              className={classes.formats}
              aria-labelledby={id}
              value={draft.format}
              data={EXPORT_FORMATS.map((value) => ({ value, label: t(`export.format.${value}`) }))}
              onChange={(format) => onChange({ ...draft, format })}
            />
          )}
        </Choice>
      ) : (
        <Online
          key={place}
          draft={draft}
          onChange={onChange}
          accounts={accounts}
          suggested={suggested}
          onSetUp={onSetUp}
          place={place}
        />
      )}
    </>
  );
}

function Online({
  draft,
  onChange,
  accounts,
  suggested,
  onSetUp,
  place,
}: Props & { readonly place: 'google' | 'microsoft' }) {
  const account = accountOf(draft, place, accounts);
  const target = { draft, onChange, suggested };
  return (
    <>
      <AccountChoice
        provider={place}
        accounts={accounts}
        chosen={account}
        onChosen={(id) => onChange({ ...changePlace(draft, place), accountIds: { ...draft.accountIds, [place]: id } })}
        onSetUp={onSetUp}
      />
      {account?.signedIn !== true ? null : place === 'google' ? (
        <GoogleTarget account={account} {...target} />
      ) : (
        <MicrosoftTarget account={account} {...target} />
      )}
    </>
  );
}

type TilesProps = { readonly value: Place; readonly onChange: (place: Place) => void };

/** The three places as radio buttons: arrows move between them. */
function PlaceTiles({ value, onChange }: TilesProps) {
  const group = useId();
  return (
    <fieldset className={classes.tiles}>
      <legend className={classes.legend}>{t('export.where')}</legend>
      {PLACES.map((place) => (
        <label key={place} className={classes.tile} data-checked={place === value}>
          <input
            type="radio"
            name={group}
            className={classes.radio}
            checked={place === value}
            onChange={() => onChange(place)}
            aria-label={t(`export.place.${place}`)}
          />
          <span className={classes.mark}>
            <ProviderMark place={place} size={18} />
          </span>
          <span className={classes.place}>{t(`export.place.${place}`)}</span>
          <span className={classes.placeText}>{t(`export.place.${place}.text`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
