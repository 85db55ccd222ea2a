import { z } from 'zod';

/**
 * A backup holds sections; each kind of record that a person makes is one, registered in the engine under its name.
 * A later feature adds a section without a change of the format.
 */
export const backupSection = z.object({
  name: z.string(),
  /** As shown: `Connections`, `Export presets`. */
  title: z.string(),
  count: z.number(),
  /** Holds secrets when they are asked for. */
  canHoldSecrets: z.boolean(),
});

export const restoreItem = z.object({
  id: z.string(),
  title: z.string(),
  /** What restoring it would do here. */
  change: z.enum(['add', 'replace', 'same', 'cannot']),
  /** What differs, or why it cannot be restored, as a sentence; empty when there is nothing to say. */
  text: z.string(),
});
export const restoreSection = z.object({
  name: z.string(),
  title: z.string(),
  /** `damaged`: its part of the file is. `unknown`: made by a newer version with a kind that this one lacks. */
  state: z.enum(['whole', 'damaged', 'unknown']),
  items: z.array(restoreItem),
});
export const restorePreview = z.object({
  restoreId: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  sections: z.array(restoreSection),
});
export type RestorePreview = z.infer<typeof restorePreview>;

export const backupMethods = {
  /** What a backup made now would hold. The file itself is made by the secret page's `backup` purpose. */
  'backup.sections': { input: z.strictObject({}), output: z.object({ sections: z.array(backupSection) }) },
  /** What the opened backup would change. It is opened by the secret page's `restore` purpose; kept in memory only. */
  'backup.preview': { input: z.strictObject({}), output: restorePreview.nullable() },
  /** Restores the chosen items in one transaction: all of them, or nothing. Null takes a whole section. */
  'backup.restore': {
    input: z.strictObject({
      restoreId: z.string().max(64),
      choose: z
        .array(
          z.strictObject({ section: z.string().max(60), ids: z.array(z.string().max(200)).max(20_000).nullable() }),
        )
        .max(60),
    }),
    output: z.object({ restored: z.number(), sections: z.number() }),
  },
  /** Forgets the opened backup. */
  'backup.closeRestore': { input: z.strictObject({}), output: z.object({}) },
} as const;
