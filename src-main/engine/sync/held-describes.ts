import type { DescribedFacts } from '../../domain/metadata/facts.ts';

/** What is kept of an object's describe, and the header that a later If-Modified-Since sends. */
export type HeldDescribe = { readonly facts: DescribedFacts; readonly lastModified: string | null };

/** Describes that wait for the definitions of their fields, so that each field is written once instead of twice. */
export type HeldDescribes = {
  readonly keep: (describe: HeldDescribe) => void;
  /** The describe of an object, which is then no longer held. */
  readonly take: (object: string) => HeldDescribe | undefined;
  /** Those that have waited too long, and the oldest of too many; they are no longer held. */
  readonly overdue: () => readonly HeldDescribe[];
  /** All of them; none is held any more. */
  readonly rest: () => readonly HeldDescribe[];
};

/** A field held takes about 700 bytes. */
const MOST_FIELDS = 50_000;
/** What a kill may lose beyond the answers in flight. Where answers are slower than this, writing is not what is waited for. */
const LONGEST_MS = 5000;

/** @param now milliseconds; moves on steadily whatever happens to the computer's clock */
export function createHeldDescribes(now: () => number = () => performance.now()): HeldDescribes {
  const held = new Map<string, HeldDescribe & { readonly sinceMs: number }>();
  let fields = 0;
  const take = (object: string): HeldDescribe | undefined => {
    const found = held.get(object);
    if (found === undefined) return undefined;
    held.delete(object);
    fields -= found.facts.fields.length;
    return found;
  };
  const takeWhile = (isDue: (sinceMs: number) => boolean): HeldDescribe[] => {
    const taken: HeldDescribe[] = [];
    // A map is walked in the order of arrival.
    for (const [object, { sinceMs }] of held) {
      if (!isDue(sinceMs)) break;
      const describe = take(object);
      if (describe !== undefined) taken.push(describe);
    }
    return taken;
  };
  return {
    keep: (describe) => {
      take(describe.facts.object.name);
      held.set(describe.facts.object.name, { ...describe, sinceMs: now() });
      fields += describe.facts.fields.length;
    },
    take,
    overdue: () => {
      const limitMs = now() - LONGEST_MS;
      return takeWhile((sinceMs) => fields > MOST_FIELDS || sinceMs < limitMs);
    },
    rest: () => takeWhile(() => true),
  };
}
