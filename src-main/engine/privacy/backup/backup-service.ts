import { randomUUID } from 'node:crypto';
import type { RestorePreview } from '../../../../src-preload/contract/backup.ts';
import { EngineFailure } from '../../failure.ts';
import type { JobRunner } from '../../jobs/job-runner.ts';
import type { Clock, Handlers } from '../../ports.ts';
import type { VaultPolicy } from '../../vault/policy.ts';
import { loadBackup, saveBackup } from './backup-disk.ts';
import { openBackup, type OpenedBackup, writeBackup } from './backup-file.ts';
import { checkBackupPassword, newBackupKeys, wipeKeys } from './backup-key.ts';
import type { BackupSection } from './backup-section.ts';
import { previewOf, restoreChosen } from './restore.ts';

export type NewBackup = {
  readonly password: string;
  /** The person was told that the password is weak and wants it all the same. */
  readonly acceptWeak: boolean;
  /** Names; empty takes every section. */
  readonly sections: readonly string[];
  readonly withSecrets: boolean;
};

type Deps = {
  readonly sections: readonly BackupSection[];
  /** Runs writes to the store as one transaction. */
  readonly transaction: <T>(work: () => T) => T;
  readonly jobs: Pick<JobRunner, 'run'>;
  readonly policy: VaultPolicy;
  /** `Orgbench 0.1.0` */
  readonly madeBy: string;
  readonly now: Clock;
  /** Tells whoever shows what was restored. */
  readonly onRestored: () => void;
};

/** Backups of what a person made in Orgbench, and their restoring. What is opened stays in memory until the lock. */
export function createBackupService(deps: Deps) {
  const { sections, jobs } = deps;
  let opened: { readonly restoreId: string; readonly backup: OpenedBackup } | null = null;

  const chosenSections = (names: readonly string[]): readonly BackupSection[] => {
    const unknown = names.find((name) => !sections.some((section) => section.name === name));
    if (unknown !== undefined) {
      const known = sections.map(({ name }) => name).join(', ');
      throw new EngineFailure('bad-input', `There is no part "${unknown}" to back up. There are: ${known}.`);
    }
    return names.length === 0 ? sections : sections.filter(({ name }) => names.includes(name));
  };

  /**
   * Writes a backup to a path that a person chose. Resolves when the file is on the disk.
   *
   * Throws `weak-password`, `bad-input` (an unknown section), `export-failed`, `disk-full`.
   */
  const make = async (
    { password, acceptWeak, sections: names, withSecrets }: NewBackup,
    path: string,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, number>>> => {
    checkBackupPassword(password, acceptWeak);
    const chosen = chosenSections(names);
    const parameters = { parts: chosen.map(({ title }) => title).join(', '), signIns: withSecrets };
    const plan = { kind: 'backup' as const, title: 'Backup', connectionId: null, parameters, signal };
    const started = jobs.run(plan, async (job) => {
      const { kdf, keys } = await newBackupKeys(password, deps.policy);
      try {
        job.signal.throwIfAborted();
        const content = chosen.map((section) => ({
          name: section.name,
          title: section.title,
          version: section.version,
          items: section.read({ withSecrets: withSecrets && section.canHoldSecrets }),
        }));
        const madeAt = new Date(deps.now()).toISOString();
        const bytes = writeBackup({ madeAt, madeBy: deps.madeBy, sections: content }, kdf, keys);
        await saveBackup(path, bytes, job.signal);
        const records = content.reduce((sum, { items }) => sum + items.length, 0);
        return { records, sections: content.length, bytes: bytes.length };
      } finally {
        wipeKeys(keys);
      }
    });
    return started.done;
  };

  /**
   * Opens a backup for `backup.preview`, in the place of one that was open.
   *
   * Throws `backup-damaged`, `backup-newer`, `wrong-password`, `bad-input`, `too-large`.
   */
  const open = async (password: string, path: string): Promise<void> => {
    const backup = await openBackup(await loadBackup(path), password, deps.policy);
    opened = { restoreId: randomUUID(), backup };
  };

  const preview = (): RestorePreview | null =>
    opened === null ? null : previewOf(opened.restoreId, opened.backup, sections);

  const handlers: Handlers<'backup.sections' | 'backup.preview' | 'backup.restore' | 'backup.closeRestore'> = {
    'backup.sections': () => ({
      sections: sections.map(({ name, title, canHoldSecrets, count }) => ({
        name,
        title,
        canHoldSecrets,
        count: count(),
      })),
    }),
    'backup.preview': preview,
    'backup.restore': async ({ restoreId, choose }) => {
      if (opened?.restoreId !== restoreId) {
        throw new EngineFailure('not-found', 'This backup is no longer open. Open the file once more.');
      }
      const { backup } = opened;
      const titles = backup.sections.filter(({ name }) => choose.some(({ section }) => section === name));
      const parameters = { parts: titles.map(({ title }) => title).join(', '), made: backup.madeAt };
      const plan = { kind: 'restore' as const, title: 'Restore of a backup', connectionId: null, parameters };
      let result = { restored: 0, sections: 0 };
      await jobs.run(plan, async () => {
        result = deps.transaction(() => restoreChosen(backup, sections, choose));
        return { ...result };
      }).done;
      deps.onRestored();
      return result;
    },
    'backup.closeRestore': () => {
      opened = null;
      return {};
    },
  };
  return { make, open, handlers };
}
