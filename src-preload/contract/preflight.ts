import { z } from 'zod';
import { connectionId } from './connections.ts';

/** `works`: tried and answered; `partly`: some of it is kept from this user; `refused`; `not tried`: a read before it failed. */
export const PREFLIGHT_STATES = ['works', 'partly', 'refused', 'failed', 'not tried'] as const;
export const preflightState = z.enum(PREFLIGHT_STATES);
export type PreflightState = z.infer<typeof preflightState>;

/** One area of what Orgbench reads, as the signed-in user sees it. */
export const preflightArea = z.object({
  id: z.string(),
  title: z.string(),
  /** What is read to find out, as a sentence: nothing beyond it was read. */
  reads: z.string(),
  state: preflightState,
  /** What the org answered, as a sentence. */
  finding: z.string(),
  /** The single permission, by its name in Setup, that would help; null when none would, or none is missing. */
  missingPermission: z.string().nullable(),
  /** What works without it, and what does not; empty when nothing is missing. */
  consequence: z.string(),
});
export type PreflightArea = z.infer<typeof preflightArea>;

export const preflight = z.object({
  connectionId,
  /** ISO 8601, UTC. */
  at: z.string(),
  username: z.string().nullable(),
  areas: z.array(preflightArea),
  /** Calls that Salesforce counts. */
  apiCalls: z.number(),
  /** OAuth scopes of the sign-in as far as they are known, and what Orgbench asks for. */
  scopes: z.array(z.string()).nullable(),
  scopesAsked: z.array(z.string()),
});
export type Preflight = z.infer<typeof preflight>;

export const preflightMethods = {
  /** Tries the reads of each area once, smallest possible, and keeps the result. Can be cancelled. */
  'preflight.run': { input: z.strictObject({ connectionId }), output: preflight },
  /** The last result; null when it never ran. */
  'preflight.last': { input: z.strictObject({ connectionId }), output: preflight.nullable() },
} as const;
