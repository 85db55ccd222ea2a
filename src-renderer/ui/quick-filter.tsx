import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useAppCommand } from '../app/commands.ts';
import { t } from '../i18n/t.ts';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Arrow down leaves the field for the list below. */
  readonly onLeave?: () => void;
  readonly className?: string | undefined;
};

const PAUSE_MS = 120;

/** The text filter of a list. What is typed appears at once; the list follows after a short pause. */
export function QuickFilter({ label, value, onChange, onLeave, className }: Props) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useAppCommand('filter', () => input.current?.select());

  // The address changed by other means: back, a link, "clear filters".
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      latest.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && text !== '') setText('');
    else if (event.key === 'ArrowDown' && onLeave !== undefined) onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <TextInput
      ref={input}
      className={className}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
      rightSection={
        text === '' ? null : (
          <ActionIcon size="1.25rem" aria-label={t('grid.clearText')} onClick={() => setText('')}>
            <IconX size={12} stroke={1.8} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
