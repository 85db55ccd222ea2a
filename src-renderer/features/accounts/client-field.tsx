import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Preferences, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { usePreferences, useSetPreferences } from '../../api/state.ts';
import { showFailure } from '../../ui/toasts.tsx';

type Name = 'googleClientId' | 'googleClientSecret' | 'microsoftClientId' | 'microsoftTenant';

type Props = {
  readonly name: Name;
  readonly label: string;
  readonly hint?: string;
  /** Said when the text cannot be what is wanted. */
  readonly bad: string;
  /** True for what is wanted, where the preference itself allows more; everything it allows unless given. */
  readonly fits?: (text: string) => boolean;
  /** A remark on what can be, but is unusual; null when nothing is. */
  readonly odd?: (text: string) => string | null;
  readonly maxLength: number;
};

/** One preference as a text that is stored as soon as it is valid; what is not stays in the field with the reason. */
export function ClientField({ name, label, hint, bad, fits, odd, maxLength }: Props) {
  const stored = usePreferences()[name];
  const write = useSetPreferences();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? stored;
  const check = (value: string) => {
    const parsed = preferenceTable[name].schema.safeParse(value);
    return parsed.success && parsed.data !== '' && fits?.(parsed.data) === false ? { success: false as const } : parsed;
  };
  const valid = check(text);
  const remark = valid.success && text.trim() !== '' ? (odd?.(text.trim()) ?? null) : null;
  return (
    <TextInput
      label={label}
      description={remark ?? hint}
      error={valid.success ? null : bad}
      value={text}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck={false}
      classNames={{ input: 'ob-mono' }}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        const parsed = check(next);
        if (!parsed.success || parsed.data === stored) return;
        const change: Partial<Preferences> = { [name]: parsed.data };
        void write(change).catch(showFailure);
      }}
      // From here on it shows what is stored, unless that is something else.
      onBlur={() => setTyped((before) => (before?.trim() === stored ? null : before))}
    />
  );
}
