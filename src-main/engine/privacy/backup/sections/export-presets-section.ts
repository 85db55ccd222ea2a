import { z } from 'zod';
import type { BackupRepository } from '../../../store/backup-repository.ts';
import { canonicalJson, type JsonValue } from '../../../vault/canonical-json.ts';
import { type BackupSection, defineSection, freeName, isoTime } from '../backup-section.ts';

const presetValue = z.object({
  name: z.string().min(1).max(80),
  /** As the exports keep it: what a version cannot use, it keeps and does not list. */
  spec: z.json(),
  changedAt: isoTime,
});

/** Named export settings. */
export function exportPresetsSection(backup: BackupRepository): BackupSection {
  const find = (id: string) => backup.presets().find((preset) => preset.id === id) ?? null;
  const nameFor = (id: string, name: string): string => {
    const taken = new Set(
      backup
        .presets()
        .filter((preset) => preset.id !== id)
        .map((preset) => preset.name.toLowerCase()),
    );
    return freeName(name, (candidate) => taken.has(candidate.toLowerCase()));
  };
  return defineSection({
    name: 'exportPresets',
    title: 'Export presets',
    version: 1,
    canHoldSecrets: false,
    schema: presetValue,
    count: () => backup.counts().presets,
    read: () =>
      backup.presets().map(({ id, name, spec, changedAt }) => ({
        id,
        title: name,
        value: { name, spec: JSON.parse(spec) as JsonValue, changedAt },
      })),
    compare: ({ id, value }) => {
      const name = nameFor(id, value.name);
      const renamed =
        name === value.name ? '' : `Another preset is named "${value.name}" already, so this one becomes "${name}".`;
      const here = find(id);
      if (here === null) return { change: 'add', text: renamed };
      const sameSpec = canonicalJson(JSON.parse(here.spec) as JsonValue) === canonicalJson(value.spec);
      if (sameSpec && here.name === name) return { change: 'same', text: '' };
      const text = sameSpec
        ? `Is named "${here.name}" here.`
        : `Its settings here are of ${day(here.changedAt)}, those of the backup of ${day(value.changedAt)}.`;
      return { change: 'replace', text: [text, renamed].filter((part) => part !== '').join(' ') };
    },
    restore: ({ id, value }) =>
      backup.putPreset({
        id,
        name: nameFor(id, value.name),
        spec: JSON.stringify(value.spec),
        changedAt: value.changedAt,
      }),
  });
}

function day(at: string): string {
  return at.slice(0, 10);
}
