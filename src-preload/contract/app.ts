import { z } from 'zod';
import { secretPurpose, vaultState } from './vault.ts';

/** Kinds of files that are saved through the system's dialog without being exports of a grid. */
export const SAVE_KINDS = ['support', 'backup', 'report', 'everything'] as const;
export const EXPORT_FORMATS = ['xlsx', 'csv', 'md', 'html', 'json'] as const;
export const exportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormat>;

/** What the page needs to decide which screen to draw. */
export const appState = z.object({
  vault: vaultState,
  /** `gone`: the engine stopped unexpectedly; `failed`: it stopped too often and is not restarted. */
  engine: z.enum(['starting', 'running', 'gone', 'failed']),
  /** One plain sentence after a crash or a stopped job, else null. */
  notice: z.string().nullable(),
  secretOpen: secretPurpose.nullable(),
  /** What cannot be watched on this system for auto-lock, as sentences; empty when everything can. */
  lockLimits: z.array(z.string()),
});
export type AppState = z.infer<typeof appState>;

export const appInfo = z.object({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.string(),
  arch: z.string(),
  packaged: z.boolean(),
  licence: z.string(),
  notices: z.string(),
});

/** Menu and keyboard commands that the shell passes to the page. */
export const appCommand = z.enum([
  'search',
  'filter',
  'refresh',
  'export',
  'preferences',
  'support',
  'about',
  'back',
  'forward',
]);
export type AppCommand = z.infer<typeof appCommand>;

export const COPY_MAX_CHARS = 20_000_000;

export const appMethods = {
  'app.info': { input: z.strictObject({}), output: appInfo },
  'app.state': { input: z.strictObject({}), output: appState },
  'app.copyText': { input: z.strictObject({ text: z.string().max(COPY_MAX_CHARS) }), output: z.object({}) },
  /** Opens an https address of a known host (a connected org's Setup, the project's pages) in the system browser. */
  'app.openLink': { input: z.strictObject({ url: z.string().max(4096) }), output: z.object({}) },
  /**
   * Shows the system's save dialog (a folder dialog for one CSV per object). The page gets an opaque id and a name to
   * show, never a path: the shell hands the path to the engine itself.
   */
  'app.chooseSaveTarget': {
    input: z.strictObject({
      suggestedName: z.string().max(200),
      format: exportFormat,
      folder: z.boolean(),
      kind: z.enum(SAVE_KINDS).optional(),
    }),
    output: z.object({ targetId: z.string().nullable(), name: z.string() }),
  },
  'app.revealTarget': { input: z.strictObject({ targetId: z.string().max(64) }), output: z.object({}) },
  /** Opens an exported file with the system's program for it, or shows it in its folder. */
  'app.openExport': {
    input: z.strictObject({ exportId: z.string().max(64), how: z.enum(['open', 'reveal']) }),
    output: z.object({}),
  },
  /** Shows the system's open dialog for a backup file. The page gets an id and a name, never a path. */
  'app.chooseOpenTarget': {
    input: z.strictObject({ kind: z.enum(['backup']) }),
    output: z.object({ targetId: z.string().nullable(), name: z.string() }),
  },
  /** Opens a draft in the system's mail program, without an attachment and without sending anything. */
  'app.draftMail': {
    input: z.strictObject({ subject: z.string().max(300), body: z.string().max(16_000) }),
    output: z.object({}),
  },
  'app.lock': { input: z.strictObject({}), output: z.object({}) },
  /** Starts the embedded sample org and a temporary store, connects and starts the first sync. */
  'app.startSample': { input: z.strictObject({}), output: z.object({ connectionId: z.string(), jobId: z.string() }) },
  /** Opens the secret page; the outcome arrives as `app.stateChanged` (secretOpen null again). */
  'app.askSecret': {
    input: z.strictObject({
      purpose: secretPurpose,
      connectionId: z.string().max(64).nullable(),
      /** Where a backup is written to or read from: an id of `app.chooseSaveTarget` or `app.chooseOpenTarget`. */
      targetId: z.string().max(64).optional(),
      /** What a backup is to hold. */
      backup: z.strictObject({ sections: z.array(z.string().max(60)).max(60), withSecrets: z.boolean() }).optional(),
    }),
    output: z.object({}),
  },
  'app.dismissSecret': { input: z.strictObject({}), output: z.object({}) },
} as const;
