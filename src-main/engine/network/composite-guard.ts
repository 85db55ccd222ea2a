import { z } from 'zod';
import { checkHeaders } from './header-guard.ts';

const MAX_PARTS = 25;

const part = z.strictObject({
  referenceId: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,40}$/),
  method: z.literal('GET'),
  url: z.string(),
  httpHeaders: z.record(z.string(), z.string()).optional(),
});

/** Neither `allOrNone` nor `collateSubrequests` changes a read, but what is not needed is not sent. */
const composite = z.strictObject({
  allOrNone: z.literal(false).optional(),
  collateSubrequests: z.boolean().optional(),
  compositeRequest: z.array(part).min(1).max(MAX_PARTS),
});

/** A batch runs its parts one after another, and each counts as a call; otherwise it is a composite without headers. */
const batch = z.strictObject({
  haltOnError: z.boolean().optional(),
  batchRequests: z
    .array(z.strictObject({ method: z.literal('GET'), url: z.string() }))
    .min(1)
    .max(MAX_PARTS),
});

export type Composite =
  | {
      readonly ok: true;
      /** `name` is for messages; `url` is a path under `/services/data`. */
      readonly parts: readonly { readonly name: string; readonly url: string }[];
      /** The body to send, with the parts' URLs in their canonical spelling. */
      readonly write: (urls: readonly string[]) => string;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a composite's body strictly: only GET parts, at most 25, unknown keys refused.
 *
 * `@{` is refused wherever it stands: it would put one part's answer into another part's URL after the guards looked.
 */
export function readComposite(body: string): Composite {
  const value = parseJson(body);
  if (value === undefined) return { ok: false, reason: 'The body of the composite is not JSON.' };
  // Looked for in every decoded string, because JSON can spell the two characters in other ways.
  if (holdsReference(value))
    return { ok: false, reason: 'A composite that uses one answer in another part is refused.' };
  const parsed = composite.safeParse(value);
  if (!parsed.success) return { ok: false, reason: 'The composite has something other than plain GET parts.' };
  const parts = parsed.data.compositeRequest;
  if (new Set(parts.map((one) => one.referenceId)).size !== parts.length) {
    return { ok: false, reason: 'Two parts of the composite have the same reference id.' };
  }
  for (const one of parts) {
    const problem = checkHeaders(one.httpHeaders ?? {}, 'part');
    if (problem !== null) return { ok: false, reason: `Part ${one.referenceId}: ${problem}` };
  }
  const { collateSubrequests } = parsed.data;
  return {
    ok: true,
    parts: parts.map(({ referenceId, url }) => ({ name: referenceId, url })),
    write: (urls) =>
      JSON.stringify({
        allOrNone: false,
        ...(collateSubrequests === undefined ? {} : { collateSubrequests }),
        compositeRequest: parts.map((one, index) => ({ ...one, url: urls[index] ?? one.url })),
      }),
  };
}

/** The same for a batch; its URLs begin with the version (`v68.0/…`). */
export function readBatch(body: string): Composite {
  const value = parseJson(body);
  if (value === undefined) return { ok: false, reason: 'The body of the batch is not JSON.' };
  if (holdsReference(value)) return { ok: false, reason: 'A batch that uses one answer in another part is refused.' };
  const parsed = batch.safeParse(value);
  if (!parsed.success) return { ok: false, reason: 'The batch has something other than plain GET parts.' };
  const { batchRequests, haltOnError = false } = parsed.data;
  return {
    ok: true,
    parts: batchRequests.map(({ url }, index) => ({ name: String(index + 1), url: `/services/data/${url}` })),
    write: (urls) =>
      JSON.stringify({
        haltOnError,
        batchRequests: urls.map((url) => ({ method: 'GET', url: url.slice('/services/data/'.length) })),
      }),
  };
}

/** Undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What cannot be read is refused by whoever asked.
    return undefined;
  }
}

function holdsReference(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('@{') || /%40(?:%7b|\{)|@%7b/i.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes('@{') || holdsReference(inner));
}
