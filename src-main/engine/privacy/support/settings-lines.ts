import {
  PREFERENCE_NAMES,
  type PreferenceName,
  type Preferences,
} from '../../../../src-preload/contract/preferences.ts';

/** Texts that come from a short list of the program's own and not from the person. */
const OWN_WORDS: ReadonlySet<PreferenceName> = new Set(['scheme', 'density', 'nameStyle', 'searchScope']);

/**
 * The preferences, one line each. Numbers and switches as they are; a text is only said to be set, so that no client id
 * and nothing that somebody typed is in it, whatever preferences are added later.
 */
export function settingsLines(preferences: Preferences): readonly string[] {
  return PREFERENCE_NAMES.map((name) => `${name}: ${shown(name, preferences[name])}`);
}

function shown(name: PreferenceName, value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.length === 0 ? 'not set' : `${value.length} set`;
  if (typeof value === 'string' && OWN_WORDS.has(name)) return value;
  return value === '' || value === null || value === undefined ? 'not set' : 'set';
}
