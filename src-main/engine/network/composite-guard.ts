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

export type CompositePart = z.infer<typeof part>;

export type Composite =
  | {
      readonly ok: true;
      readonly parts: readonly CompositePart[];
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
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { ok: false, reason: 'The body of the composite is not JSON.' };
  }
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
    parts,
    write: (urls) =>
      JSON.stringify({
        allOrNone: false,
        ...(collateSubrequests === undefined ? {} : { collateSubrequests }),
        compositeRequest: parts.map((one, index) => ({ ...one, url: urls[index] ?? one.url })),
      }),
  };
}

function holdsReference(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('@{') || /%40(?:%7b|\{)|@%7b/i.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes('@{') || holdsReference(inner));
}
