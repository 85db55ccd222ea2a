import { type ExportPreset, type ExportSpec, exportSpec } from '../../../src-preload/contract/exports.ts';
import { EngineFailure } from '../failure.ts';
import type { Database } from './database.ts';

type Row = { readonly id: string; readonly name: string; readonly spec: string; readonly changed_at: string };

/** Named export settings of the person. */
export function createPresetsRepository(db: Database) {
  const all = db.prepare<[], Row>('SELECT * FROM export_preset ORDER BY name');
  const byName = db.prepare<[string], Row>('SELECT * FROM export_preset WHERE name = ?');
  const put = db.prepare(
    `INSERT INTO export_preset (id, name, spec, changed_at) VALUES (@id, @name, @spec, @changedAt)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, spec = excluded.spec, changed_at = excluded.changed_at`,
  );
  const remove = db.prepare('DELETE FROM export_preset WHERE id = ?');

  return {
    /** By name. Those whose settings this version cannot read are kept and left out. */
    list: (): ExportPreset[] =>
      all.all().flatMap((row) => {
        const spec = exportSpec.safeParse(JSON.parse(row.spec));
        return spec.success ? [{ id: row.id, name: row.name, spec: spec.data, changedAt: row.changed_at }] : [];
      }),
    /** Throws `name-taken`; names differ ignoring case. */
    save: (
      preset: { readonly id: string; readonly name: string; readonly spec: ExportSpec },
      at: string,
    ): ExportPreset => {
      const holder = byName.get(preset.name);
      if (holder !== undefined && holder.id !== preset.id) {
        throw new EngineFailure('name-taken', `There is a preset "${holder.name}" already. Choose another name.`);
      }
      const saved = { ...preset, changedAt: at };
      put.run({ ...saved, spec: JSON.stringify(saved.spec) });
      return saved;
    },
    remove: (id: string): void => {
      remove.run(id);
    },
  };
}
