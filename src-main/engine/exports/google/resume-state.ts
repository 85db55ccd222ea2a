import { z } from 'zod';

/** How far the values got: nothing of them is remembered but how many bodies arrived and a hash over all of these. */
const progress = z.object({
  /** Bodies that Google has acknowledged. */
  chunks: z.number().int().min(0),
  /** Over the acknowledged bodies, in order; says whether the data is still the same. */
  sent: z.string(),
});

const spreadsheet = z.object({
  kind: z.literal('spreadsheet'),
  exportId: z.string(),
  /** Of the tabs and their sizes. */
  plan: z.string(),
  /** Null until Google has answered; it may exist all the same, under its incomplete name. */
  file: z.object({ id: z.string(), url: z.string() }).nullable(),
  /** An answer to the creation was lost, so there may be a second one. */
  maybeTwice: z.boolean(),
  ...progress.shape,
});

const tab = z.object({
  kind: z.literal('tab'),
  exportId: z.string(),
  plan: z.string(),
  fileId: z.string(),
  url: z.string(),
  /** The tab that is being filled, hidden until it is whole. */
  newTabId: z.number().int(),
  /** The tab that it takes the place of; null for a tab that is added. */
  oldTabId: z.number().int().nullable(),
  title: z.string(),
  ...progress.shape,
});

const upload = z.object({
  kind: z.literal('upload'),
  exportId: z.string(),
  /** SHA-256 of the workbook's bytes. */
  workbook: z.string(),
  size: z.number().int(),
  /** Address of the upload session; null where the workbook goes in one request. */
  session: z.string().nullable(),
  /** Set once Google has made a spreadsheet of it. */
  file: z.object({ id: z.string(), url: z.string() }).nullable(),
});

const resumeState = z.discriminatedUnion('kind', [spreadsheet, tab, upload]);
export type ResumeState = z.infer<typeof resumeState>;
export type SpreadsheetState = z.infer<typeof spreadsheet>;
export type TabState = z.infer<typeof tab>;
export type UploadState = z.infer<typeof upload>;

/** What an earlier run saved, or null when there is nothing that this version can read. */
export function readResumeState(value: unknown): ResumeState | null {
  return resumeState.safeParse(value).data ?? null;
}
