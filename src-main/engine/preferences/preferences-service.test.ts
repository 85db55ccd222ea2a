import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import type { CallContext, Emit } from '../ports.ts';
import { openDatabase } from '../store/database.ts';
import { createSettingsRepository } from '../store/settings-repository.ts';
import { createPreferencesService } from './preferences-service.ts';

const context: CallContext = { signal: new AbortController().signal, hostPath: null };

function service() {
  const events: unknown[] = [];
  const emit: Emit = (event, value) => events.push({ event, value });
  const settings = createSettingsRepository(openDatabase(join(tempFolder(), 'store.db'), new Uint8Array(32)));
  return { handlers: createPreferencesService({ settings, emit }), settings, events };
}

const defaults = Object.fromEntries(PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].fallback]));

describe('preferences', () => {
  it('begin with their defaults', async () => {
    expect(await service().handlers['preferences.read']({}, context)).toEqual(defaults);
  });

  it('keep what was set, tell everyone, and go back to the default on reset', async () => {
    const { handlers, events } = service();
    const set = {
      scheme: 'dark',
      autoLockMinutes: 5,
      fieldColumns: ['object', 'name'],
      lastConnectionId: 'c1',
    } as const;
    const after = await handlers['preferences.write'](
      { set: { ...set, fieldColumns: [...set.fieldColumns] }, reset: [] },
      context,
    );
    expect(after).toEqual({ ...defaults, ...set });
    expect(events).toEqual([{ event: 'preferences.changed', value: after }]);
    await handlers['preferences.write']({ set: {}, reset: ['scheme', 'fieldColumns'] }, context);
    expect(await handlers['preferences.read']({}, context)).toEqual({
      ...defaults,
      autoLockMinutes: 5,
      lastConnectionId: 'c1',
    });
  });

  it('fall back to the default where a stored value is no longer allowed', async () => {
    const { handlers, settings } = service();
    settings.change({ 'preference.autoLockMinutes': '100000', 'preference.retired': '1' }, []);
    expect(await handlers['preferences.read']({}, context)).toEqual(defaults);
  });
});
