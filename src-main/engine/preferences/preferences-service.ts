import {
  PREFERENCE_NAMES,
  type PreferenceName,
  type Preferences,
  preferences,
  preferenceTable,
} from '../../../src-preload/contract/preferences.ts';
import type { Emit, Handlers } from '../ports.ts';
import type { SettingsRepository } from '../store/settings-repository.ts';

const PREFIX = 'preference.';

/** All preferences as they are now. */
export function readPreferences(settings: Pick<SettingsRepository, 'list'>): Preferences {
  const stored = settings.list(PREFIX);
  return preferences.parse(
    Object.fromEntries(PREFERENCE_NAMES.map((name) => [name, valueOf(name, stored.get(PREFIX + name))])),
  );
}

/** One preference as it is now: for what is asked with every request. */
export function readPreference<Name extends PreferenceName>(
  settings: Pick<SettingsRepository, 'list'>,
  name: Name,
): Preferences[Name] {
  return valueOf(name, settings.list(PREFIX + name).get(PREFIX + name)) as Preferences[Name];
}

/**
 * Preferences over the contract's table. Only what differs from the default is stored, so that a better default reaches
 * everyone who did not choose; a stored value that a later table refuses falls back to its default.
 */
export function createPreferencesService({
  settings,
  emit,
}: {
  readonly settings: SettingsRepository;
  readonly emit: Emit;
}): Handlers<'preferences.read' | 'preferences.write'> {
  const read = (): Preferences => readPreferences(settings);
  return {
    'preferences.read': () => read(),
    'preferences.write': ({ set, reset }) => {
      const changed = PREFERENCE_NAMES.filter((name) => set[name] !== undefined && !reset.includes(name));
      settings.change(
        Object.fromEntries(changed.map((name) => [PREFIX + name, JSON.stringify(set[name])])),
        reset.map((name) => PREFIX + name),
      );
      const value = read();
      emit('preferences.changed', value);
      return value;
    },
  };
}

function valueOf(name: PreferenceName, stored: string | undefined): unknown {
  const { schema, fallback } = preferenceTable[name];
  if (stored === undefined) return fallback;
  const parsed = schema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : fallback;
}
