import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useAppCommand } from '../app/commands.ts';
import { t } from '../i18n/t.ts';
import { useDraft } from './use-draft.ts';

type Props = {
  readonly label: string;
  /** Where there is no room for the label. */
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Arrow down leaves the field for the list below. */
  readonly onLeave?: () => void;
  readonly className?: string | undefined;
};

const PAUSE_MS = 120;

/** The text filter of a list. What is typed appears at once; the list follows after a short pause. */
export function QuickFilter({ label, placeholder = label, maxLength, value, onChange, onLeave, className }: Props) {
  const [text, setText] = useDraft(value, onChange, PAUSE_MS);
  const input = useRef<HTMLInputElement>(null);
  useAppCommand('filter', () => input.current?.select());

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
      placeholder={placeholder}
      {...(maxLength === undefined ? {} : { maxLength })}
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
