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
      <NumberControl
        title={title}
        unit={unit}
        value={Number(value)}
        min={schema.minValue ?? 0}
        max={schema.maxValue ?? Number.MAX_SAFE_INTEGER}
        onSet={set}
      />
    );
  }
  return (
    <TextControl
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

/** What is typed; what is stored takes its place whenever that changes, without taking the focus away. */
function useDraft<T>(stored: T): readonly [T, (draft: T) => void] {
  const [draft, setDraft] = useState({ stored, text: stored });
  const text = Object.is(draft.stored, stored) ? draft.text : stored;
  return [text, (next) => setDraft({ stored, text: next })];
}

type NumberProps = {
  readonly title: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onSet: (value: number) => void;
};

/** Stored when it is left, not with every key: on the way to "20" days stands "2", and things would be removed by it. */
function NumberControl({ title, unit, value, min, max, onSet }: NumberProps) {
  const [text, setText] = useDraft<number | string>(value);
  const store = (): void => {
    const typed = Number.parseInt(String(text), 10);
    // Nothing typed is no answer: the number that holds comes back.
    const wanted = Number.isNaN(typed) ? value : Math.min(max, Math.max(min, typed));
    setText(wanted);
    if (wanted !== value) onSet(wanted);
  };
  return (
    <NumberInput
      size="sm"
      className={classes.minutes}
      aria-label={unit === '' ? title : `${title} (${unit})`}
      suffix={unit === '' ? '' : ` ${unit}`}
      value={text}
      min={min}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      onChange={setText}
      onBlur={store}
      onKeyDown={(event) => {
        if (event.key === 'Enter') store();
      }}
    />
  );
}

type TextProps = {
  readonly title: string;
  readonly value: string;
  readonly isValid: (text: string) => boolean;
  readonly onSet: (text: string) => void;
};

/** Stored when it is left, not with every key: half an id is no id. */
function TextControl({ title, value, isValid, onSet }: TextProps) {
  const [text, setText] = useDraft(value);
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
