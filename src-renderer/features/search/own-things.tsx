import { IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { PREFERENCE_GROUPS, PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { t } from '../../i18n/t.ts';
import { beginsWords } from './search-text.ts';
import type { PaletteAction } from './use-actions.tsx';

/** Every preference that has a control, as something to go to. */
export function useSettings(): readonly PaletteAction[] {
  const navigate = useNavigate();
  return PREFERENCE_NAMES.flatMap((name): PaletteAction[] => {
    const { title, description, group, shown } = preferenceTable[name];
    if (!shown) return [];
    return [
      {
        id: `setting-${name}`,
        title,
        about: `${PREFERENCE_GROUPS[group]}. ${description}`,
        kind: 'setting',
        icon: <IconSettings size={16} stroke={1.6} aria-hidden="true" />,
        run: () => void navigate({ to: '/preferences', search: { find: title } }),
      },
    ];
  });
}

/** What `/word` finds: each word begins one of a title, then also of what it is about or of its kind (`/setup`). */
export function findOwn(all: readonly PaletteAction[], text: string): readonly PaletteAction[] {
  if (text === '') return all;
  const byTitle = all.filter(({ title }) => beginsWords(title, text));
  const rest = all.filter(
    ({ title, about, kind }) =>
      !beginsWords(title, text) && beginsWords(`${title} ${about ?? ''} ${t(`search.words.${kind}`)}`, text),
  );
  return [...byTitle, ...rest];
}
