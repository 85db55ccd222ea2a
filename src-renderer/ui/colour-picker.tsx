import { useId } from 'react';
import { t } from '../i18n/t.ts';
import classes from './colour-picker.module.css';
import { ORG_COLOURS, type OrgColour, orgColour } from './org-colours.ts';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (colour: OrgColour | '') => void;
};

/** The empty one leaves the colour to the kind of org. */
const CHOICES = ['', ...ORG_COLOURS] as const;

/** The connection colours as radio buttons: arrows move, names are spoken. */
export function ColourPicker({ label, value, onChange }: Props) {
  const group = useId();
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.colours}>
        {CHOICES.map((colour) => (
          <label key={colour} className={classes.colour} title={t(`colour.${colour === '' ? 'auto' : colour}`)}>
            <input
              type="radio"
              name={group}
              className={classes.input}
              checked={value === colour}
              onChange={() => onChange(colour)}
              aria-label={t(`colour.${colour === '' ? 'auto' : colour}`)}
            />
            <span
              className={classes.dot}
              data-auto={colour === ''}
              style={colour === '' ? undefined : { background: orgColour(colour) }}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
