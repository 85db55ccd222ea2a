/** What one composite answer of describes was like. */
export type BatchFacts = { readonly parts: number; readonly bodyBytes: number; readonly ms: number };

export const FIRST_BATCH = 10;
const SMALLEST_BATCH = 5;
export const LARGEST_BATCH = 25;
/** Salesforce answers a composite's parts one after another; long answers hold one of the org's few slow slots. */
const HEAVY_BYTES = 5_000_000;
const HEAVY_MS = 10_000;
const LIGHT_BYTES = 1_500_000;
const LIGHT_MS = 3_000;
const GROWTH = 5;

/**
 * How many describes the next composite asks for: 10 to start; back to 5 when an answer passed about 5 MB or 10 s,
 * up to 25 while answers stay small (share, history, custom metadata).
 */
export function nextBatchSize(current: number, last: BatchFacts): number {
  if (last.bodyBytes > HEAVY_BYTES || last.ms > HEAVY_MS) return SMALLEST_BATCH;
  // A last, short batch says nothing about full ones.
  if (last.parts < current) return current;
  const grownBytes = (last.bodyBytes / last.parts) * (current + GROWTH);
  const light = last.bodyBytes < LIGHT_BYTES && last.ms < LIGHT_MS && grownBytes < HEAVY_BYTES;
  return light ? Math.min(LARGEST_BATCH, current + GROWTH) : current;
}
