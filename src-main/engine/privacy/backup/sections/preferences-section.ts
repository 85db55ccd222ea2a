import { z } from 'zod';
import {
  PREFERENCE_NAMES,
  type PreferenceName,
  preferenceTable,
} from '../../../../../src-preload/contract/preferences.ts';
import type { SettingsRepository } from '../../../store/settings-repository.ts';
import { type BackupItem, type BackupSection, defineSection } from '../backup-section.ts';

const PREFIX = 'preference.';
/** Goes the way of tokens: into a backup only when secrets were asked for. Named in docs/BACKUP-FORMAT.md. */
const SECRET: PreferenceName = 'googleClientSecret';

/** Preferences that differ from their default; those that were not changed stay as they are here. */
export function preferencesSection(settings: SettingsRepository): BackupSection {
  const chosen = (): ReadonlyMap<PreferenceName, string> => {
    const stored = settings.list(PREFIX);
    return new Map(
      PREFERENCE_NAMES.flatMap((name) => {
        const value = stored.get(PREFIX + name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  };
  return defineSection({
    name: 'preferences',
    title: 'Preferences',
    version: 1,
    canHoldSecrets: true,
    schema: z.unknown(),
    count: () => [...chosen().keys()].filter((name) => name !== SECRET).length,
    read: ({ withSecrets }) =>
      [...chosen()].flatMap(([name, text]) => {
        const item = { id: name, title: preferenceTable[name].description };
        if (name !== SECRET) return [{ ...item, value: JSON.parse(text) as unknown }];
        return withSecrets ? [{ ...item, value: null, secrets: { value: String(JSON.parse(text)) } }] : [];
      }),
    compare: (item) => {
      const { id } = item;
      const name = preferenceOf(id);
      if (name === null) {
        return { change: 'cannot', text: 'This version of Orgbench does not have this preference.' };
      }
      const parsed = preferenceTable[name].schema.safeParse(valueOf(item));
      if (!parsed.success) {
        return { change: 'cannot', text: 'This version of Orgbench does not accept its value.' };
      }
      const here = chosen().get(name);
      if (here === JSON.stringify(parsed.data)) return { change: 'same', text: '' };
      if (name === SECRET) {
        return here === undefined
          ? { change: 'add', text: 'Is set.' }
          : { change: 'replace', text: 'Is set here, becomes another.' };
      }
      if (here === undefined) return { change: 'add', text: `Becomes ${words(parsed.data)}.` };
      return { change: 'replace', text: `Is ${words(JSON.parse(here))}, becomes ${words(parsed.data)}.` };
    },
    restore: (item) => {
      const name = preferenceOf(item.id);
      if (name !== null) {
        settings.change({ [PREFIX + name]: JSON.stringify(preferenceTable[name].schema.parse(valueOf(item))) }, []);
      }
    },
  });
}

const valueOf = ({ value, secrets }: BackupItem<unknown>): unknown => secrets?.['value'] ?? value;

function preferenceOf(id: string): PreferenceName | null {
  return PREFERENCE_NAMES.find((name) => name === id) ?? null;
}

const WORDS_MAX_CHARS = 80;

/** A value as a sentence can hold it. */
function words(value: unknown): string {
  const text = Array.isArray(value) ? `a list of ${value.length}` : JSON.stringify(value);
  return text.length > WORDS_MAX_CHARS ? `${text.slice(0, WORDS_MAX_CHARS)}…` : text;
}
