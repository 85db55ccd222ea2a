import { NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { type PreferenceName, type Preferences, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { hasMessage, t } from '../../i18n/t.ts';
import classes from './preferences-screen.module.css';

type Props = {
  readonly name: PreferenceName;
  readonly values: Preferences;
  readonly onSet: (change: Partial<Preferences>) => void;
};

/** The control that fits a preference's validator: a switch, a choice, a number within its limits, or a text. */
export function PreferenceControl({ name, values, onSet }: Props) {
  const { schema, title } = preferenceTable[name];
  const value = values[name];
  // The validator has the last word on both sides of the door.
  const set = (wanted: unknown): void => {
    const parsed = schema.safeParse(wanted);
    if (parsed.success && parsed.data !== value) onSet({ [name]: parsed.data } as Partial<Preferences>);
  };
  if (schema instanceof z.ZodBoolean) {
    return (
      <Switch aria-label={title} checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />
    );
  }
  if (schema instanceof z.ZodEnum) {
    return (
      <SegmentedControl
        aria-label={title}
        value={String(value)}
        data={schema.options.map((option) => ({ value: option, label: labelOf(name, option) }))}
        onChange={set}
      />
    );
  }
  if (schema instanceof z.ZodNumber) {
    const unitId = `preferences.unit.${name}`;
    const unit = hasMessage(unitId) ? t(unitId) : '';
    return (
      <NumberInput
        size="sm"
        className={classes.minutes}
        aria-label={unit === '' ? title : `${title} (${unit})`}
        suffix={unit === '' ? '' : ` ${unit}`}
        value={Number(value)}
        min={schema.minValue ?? 0}
        max={schema.maxValue ?? Number.MAX_SAFE_INTEGER}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        onChange={set}
      />
    );
  }
  return (
    <TextControl
      key={String(value)}
      title={title}
      value={String(value ?? '')}
      isValid={(text) => schema.safeParse(text).success}
      onSet={set}
    />
  );
}

function labelOf(name: PreferenceName, option: string): string {
  const id = `preferences.${name}.${option}`;
  return hasMessage(id) ? t(id) : option;
}

type TextProps = {
  readonly title: string;
  readonly value: string;
  readonly isValid: (text: string) => boolean;
  readonly onSet: (text: string) => void;
};

/** Stored when it is left, not with every key: half an id is no id. */
function TextControl({ title, value, isValid, onSet }: TextProps) {
  const [text, setText] = useState(value);
  const valid = isValid(text);
  return (
    <TextInput
      className={classes.textInput}
      aria-label={title}
      value={text}
      error={valid ? null : t('error.bad-input')}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (valid) onSet(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && valid) onSet(text);
      }}
    />
  );
}
