import { z } from 'zod';
import { EngineFailure } from '../../failure.ts';

/** A new workbook on its way. The address of the upload is a permission in itself, so it is sealed with the account. */
const uploadState = z.object({
  kind: z.literal('upload'),
  /** Where the name is looked up: the path of the folder in Graph. */
  folder: z.string(),
  name: z.string(),
  /** Of the bytes, hexadecimal: only the same ones go on where others stopped. */
  sha256: z.string(),
  size: z.number(),
  /** When the first byte was sent; ms since 1970. */
  startedAt: z.number(),
  /** The secret that holds the upload address; null when the bytes go in one request. */
  secret: z.string().nullable(),
});
export type UploadState = z.infer<typeof uploadState>;

/** Rows on their way into a sheet or a table. */
const rowsState = z.object({
  kind: z.literal('rows'),
  driveId: z.string(),
  fileId: z.string(),
  target: z.discriminatedUnion('kind', [
    /** `made`: a sheet that this export added under a name that says that it is incomplete. */
    z.object({ kind: z.literal('tab'), sheet: z.string(), made: z.boolean() }),
    z.object({ kind: z.literal('table'), tableId: z.string() }),
  ]),
  /** Rows that Microsoft has acknowledged. */
  rowsDone: z.number(),
  /** Of these rows, hexadecimal: when they are others now, all of it is sent anew. */
  fingerprint: z.string(),
});
export type RowsState = z.infer<typeof rowsState>;

const resumeState = z.discriminatedUnion('kind', [uploadState, rowsState]);

/** What an earlier run saved; null when there is nothing, or nothing that this version can read. */
export function readResume(state: unknown): UploadState | RowsState | null {
  const parsed = resumeState.safeParse(state);
  return parsed.success ? parsed.data : null;
}

/** Failures after which the same export can go on. After any other, and after a cancel, what was made is removed. */
const PASSING: ReadonlySet<string> = new Set([
  'service-unreachable',
  'proxy-failed',
  'certificate-untrusted',
  'throttled',
  'account-signed-out',
  'admin-consent',
  'target-locked',
  'target-full',
  'vault-locked',
]);

export function canGoOn(error: unknown): boolean {
  return error instanceof EngineFailure && PASSING.has(error.code);
}

/** How long removing what an export leaves behind may take. */
export const CLEAN_UP_MS = 30_000;
