import { useId } from 'react';
import { t } from '../i18n/t.ts';
import classes from './colour-picker.module.css';
import { ORG_COLOURS, type OrgColour, orgColour } from './org-colours.ts';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (colour: OrgColour) => void;
};

/** The connection colours as radio buttons: arrows move, names are spoken. */
export function ColourPicker({ label, value, onChange }: Props) {
  const group = useId();
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.colours}>
        {ORG_COLOURS.map((colour) => (
          <label key={colour} className={classes.colour} title={t(`colour.${colour}`)}>
            <input
              type="radio"
              name={group}
              className={classes.input}
              checked={value === colour}
              onChange={() => onChange(colour)}
              aria-label={t(`colour.${colour}`)}
            />
            <span className={classes.dot} style={{ background: orgColour(colour) }} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
