import { z } from 'zod';
import {
  PREFERENCE_NAMES,
  type PreferenceName,
  preferenceTable,
} from '../../../../../src-preload/contract/preferences.ts';
import type { SettingsRepository } from '../../../store/settings-repository.ts';
import { type BackupSection, defineSection } from '../backup-section.ts';

const PREFIX = 'preference.';

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
    canHoldSecrets: false,
    schema: z.unknown(),
    count: () => chosen().size,
    read: () =>
      [...chosen()].map(([name, value]) => ({
        id: name,
        title: preferenceTable[name].description,
        value: JSON.parse(value) as unknown,
      })),
    compare: ({ id, value }) => {
      const name = preferenceOf(id);
      if (name === null) {
        return { change: 'cannot', text: 'This version of Orgbench does not have this preference.' };
      }
      const parsed = preferenceTable[name].schema.safeParse(value);
      if (!parsed.success) {
        return { change: 'cannot', text: 'This version of Orgbench does not accept its value.' };
      }
      const here = chosen().get(name);
      if (here === undefined) return { change: 'add', text: `Becomes ${words(parsed.data)}.` };
      if (here === JSON.stringify(parsed.data)) return { change: 'same', text: '' };
      return { change: 'replace', text: `Is ${words(JSON.parse(here))}, becomes ${words(parsed.data)}.` };
    },
    restore: ({ id, value }) => {
      const name = preferenceOf(id);
      if (name !== null) {
        settings.change({ [PREFIX + name]: JSON.stringify(preferenceTable[name].schema.parse(value)) }, []);
      }
    },
  });
}

function preferenceOf(id: string): PreferenceName | null {
  return PREFERENCE_NAMES.find((name) => name === id) ?? null;
}

const WORDS_MAX_CHARS = 80;

/** A value as a sentence can hold it. */
function words(value: unknown): string {
  const text = Array.isArray(value) ? `a list of ${value.length}` : JSON.stringify(value);
  return text.length > WORDS_MAX_CHARS ? `${text.slice(0, WORDS_MAX_CHARS)}…` : text;
}
