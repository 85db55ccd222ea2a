import { z } from 'zod';

/** Where exports can be sent, beside files. */
export const PROVIDERS = ['google', 'microsoft'] as const;
export const provider = z.enum(PROVIDERS);
export type Provider = z.infer<typeof provider>;

/**
 * What a Microsoft account was asked for, least first: the app's own folder (`Files.ReadWrite.AppFolder`), the person's
 * OneDrive (`Files.ReadWrite`), everything that the person can open (`Files.ReadWrite.All`, for SharePoint and shared
 * files). A Google account always has `drive.file`: the files that Orgbench made, and no other.
 */
export const ACCOUNT_ACCESS = ['ownFiles', 'myFiles', 'allFiles'] as const;
export const accountAccess = z.enum(ACCOUNT_ACCESS);
export type AccountAccess = z.infer<typeof accountAccess>;

export const accountId = z.string().min(1).max(64);

export const account = z.object({
  id: accountId,
  provider,
  /** The address that the account is known by, e.g. `you@example.com`. */
  name: z.string(),
  /** Display name of the person; empty when not known. */
  person: z.string(),
  /** `personal` Microsoft accounts have no workbook API. Google accounts are `unknown`. */
  kind: z.enum(['work', 'personal', 'unknown']),
  access: accountAccess,
  signedIn: z.boolean(),
  /** Why it is signed out, as a sentence; null while signed in. */
  signedOutReason: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type Account = z.infer<typeof account>;

/** A spreadsheet or workbook at the provider, or a folder that a new workbook may go into. */
export const accountFile = z.object({
  id: z.string(),
  /** Microsoft: the drive that it lies in; empty for Google. */
  driveId: z.string(),
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  url: z.string(),
  changedAt: z.string().nullable(),
});
export type AccountFile = z.infer<typeof accountFile>;

export const accountMethods = {
  'accounts.list': { input: z.strictObject({}), output: z.object({ accounts: z.array(account) }) },
  /**
   * Opens the system's browser and waits until the person has signed in there; cancelling the call ends it. Needs the
   * client id of the provider in the preferences. `accountId` signs an existing account in again or asks it for more.
   */
  'accounts.signIn': {
    input: z.strictObject({ provider, accountId: accountId.nullable(), access: accountAccess }),
    output: account,
  },
  /**
   * Revokes what the provider lets an app revoke, then forgets the tokens and the account. `revoked` is false when the
   * provider could not be told or has no way to be told; `reason` then says so and what to do instead. It is null for
   * an account that was signed out already: there was nothing to revoke.
   */
  'accounts.signOut': {
    input: z.strictObject({ id: accountId }),
    output: z.object({ revoked: z.boolean(), reason: z.string().nullable() }),
  },
  /** Google: spreadsheets that Orgbench made. Microsoft: workbooks of Orgbench's folder, or of the whole OneDrive when
   * the account was asked for it. Newest first, at most 200. */
  'accounts.files': {
    input: z.strictObject({ id: accountId, text: z.string().max(200) }),
    output: z.object({ files: z.array(accountFile), more: z.boolean() }),
  },
  /** Microsoft only: the workbook or folder behind an address that the person pasted. */
  'accounts.fileOfLink': {
    input: z.strictObject({ id: accountId, url: z.string().min(8).max(4096) }),
    output: accountFile,
  },
  /** Tabs and (Microsoft) tables of a spreadsheet. `rows` and `columns` are null where they are not known. */
  'accounts.fileParts': {
    input: z.strictObject({ id: accountId, driveId: z.string().max(200), fileId: z.string().min(1).max(200) }),
    output: z.object({
      tabs: z.array(
        z.object({ id: z.string(), name: z.string(), rows: z.number().nullable(), columns: z.number().nullable() }),
      ),
      tables: z.array(z.object({ id: z.string(), name: z.string(), tab: z.string() })),
    }),
  },
} as const;
