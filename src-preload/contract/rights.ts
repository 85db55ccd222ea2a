import { z } from 'zod';

export const rightsMethods = {
  /** Writes everything that is kept, as documented JSON and CSV, to a new folder. No token and no key is in it. A job. */
  'rights.exportEverything': {
    input: z.strictObject({ targetId: z.string().max(64) }),
    output: z.object({ jobId: z.string() }),
  },
  /** Sign-ins that deleting everything could not end as things are set, known without asking anybody. */
  'rights.cannotRevoke': {
    input: z.strictObject({}),
    output: z.object({ notRevocable: z.array(z.object({ name: z.string(), reason: z.string() })) }),
  },
  /**
   * Revokes what can be revoked at Salesforce, Google and Microsoft, then deletes vault, store, keychain entry and data
   * folder. Answers what could not be revoked; the engine is locked and empty afterwards. The folder stays where it
   * holds something that is not Orgbench's: `left` names that.
   */
  'rights.deleteEverything': {
    input: z.strictObject({ confirm: z.literal('delete everything') }),
    output: z.object({
      revoked: z.array(z.string()),
      notRevoked: z.array(z.object({ name: z.string(), reason: z.string() })),
      folderRemoved: z.boolean(),
      left: z.array(z.string()),
    }),
  },
} as const;
