import { z } from 'zod';
import { connectionId } from './connections.ts';
import { failure } from './errors.ts';

export const jobKind = z.enum(['sync', 'export', 'backup', 'restore', 'removal']);
export const jobState = z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']);
export type JobState = z.infer<typeof jobState>;

export const jobProgress = z.object({
  /** What is being done now, as a message id of the page's catalog: `describes`, `definitions`, `index`, `rows`, … */
  stage: z.string(),
  done: z.number(),
  total: z.number(),
  /** Things per second over the last few seconds, and the remaining time; null while unknown. */
  ratePerSecond: z.number().nullable(),
  remainingMs: z.number().nullable(),
  /** What is being done side by side, by area of the catalog; `total` is `done` while the whole is not known. */
  parts: z.record(z.string(), z.object({ done: z.number(), total: z.number() })).optional(),
});

export const job = z.object({
  id: z.string(),
  kind: jobKind,
  connectionId: z.string().nullable(),
  title: z.string(),
  state: jobState,
  progress: jobProgress,
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Counts of what came out, e.g. objects, fields, apiCalls, bytesIn, rows. */
  counts: z.record(z.string(), z.number()),
  /** What it was asked to do, as short facts to show: `objects: 312`, `to: XLSX`. No path, no secret. */
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  /** `jobs.repeat` can start it again as it was; exports are repeated through their dialog instead. */
  canRepeat: z.boolean(),
  error: failure.nullable(),
});
export type Job = z.infer<typeof job>;

/** Why something could not be read: stored and shown, never turned into a zero. */
export const unknownPart = z.object({ area: z.string(), name: z.string(), reason: z.string() });
export type UnknownPart = z.infer<typeof unknownPart>;

export const syncState = z.enum([
  'never',
  'running',
  'complete',
  'partial',
  'signed-out',
  'budget-stopped',
  'offline',
  'cancelled',
  'interrupted',
  'failed',
]);
export type SyncState = z.infer<typeof syncState>;

export const syncStatus = z.object({
  state: syncState,
  job: job.nullable(),
  lastReadAt: z.string().nullable(),
  chosen: z.number(),
  read: z.number(),
  /** Objects that the org no longer has. */
  vanished: z.array(z.string()),
  unknown: z.array(unknownPart),
  newObjects: z.number(),
});

export const jobMethods = {
  /** Reads the chosen objects; one sync per connection at a time. Resumes by itself what a stopped one left. */
  'sync.start': { input: z.strictObject({ connectionId }), output: z.object({ jobId: z.string() }) },
  'sync.status': { input: z.strictObject({ connectionId }), output: syncStatus },
  'jobs.list': {
    input: z.strictObject({ limit: z.number().int().min(1).max(500) }),
    output: z.object({ jobs: z.array(job) }),
  },
  /** Starts a finished job again with the same parameters. */
  'jobs.repeat': { input: z.strictObject({ jobId: z.string().max(64) }), output: z.object({ jobId: z.string() }) },
  'jobs.cancel': { input: z.strictObject({ jobId: z.string().max(64) }), output: z.object({}) },
} as const;
