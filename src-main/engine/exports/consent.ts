import { randomUUID } from 'node:crypto';
import type { ExportSpec } from '../../../src-preload/contract/exports.ts';
import { EngineFailure } from '../failure.ts';
import type { Clock } from '../ports.ts';
import { canonicalJson } from '../vault/canonical-json.ts';

/**
 * What a person agreed to send: these settings, made at this time into a book of this fingerprint. `ledgerId`: the newest
 * row of the outbound ledger then.
 */
export type Agreed = { readonly at: string; readonly ledgerId: number; readonly fingerprint: string };

type Given = Agreed & { readonly spec: string; readonly expiresAtMs: number };

/** How long what was shown may be agreed to. */
const GOOD_FOR_MS = 10 * 60_000;
/** More are never on screen; the oldest goes first. */
const MAX_KEPT = 20;

/**
 * Consents to send something out of this computer: each for one export of exactly the settings that were shown, once,
 * within ten minutes. Kept in memory only, so a lock or an end forgets them; none is ever "always".
 */
export function createConsents(now: Clock) {
  const given = new Map<string, Given>();

  return {
    give: (spec: ExportSpec, agreed: Agreed): { readonly consentId: string; readonly expiresAt: string } => {
      const consentId = randomUUID();
      const expiresAtMs = now() + GOOD_FOR_MS;
      given.set(consentId, { ...agreed, spec: canonicalJson(spec), expiresAtMs });
      const oldest = given.size > MAX_KEPT ? given.keys().next().value : undefined;
      if (oldest !== undefined) given.delete(oldest);
      return { consentId, expiresAt: new Date(expiresAtMs).toISOString() };
    },
    /** Uses a consent up, whether it fits or not. Throws `consent-needed` with the reason. */
    take: (consentId: string | null, spec: ExportSpec): Agreed => {
      const found = consentId === null ? undefined : given.get(consentId);
      if (consentId !== null) given.delete(consentId);
      if (found === undefined) throw consentNeeded('Nobody has agreed to send this yet, or the agreement was used.');
      if (now() > found.expiresAtMs) throw consentNeeded('What was to be sent was shown more than ten minutes ago.');
      if (found.spec !== canonicalJson(spec)) throw consentNeeded('The agreement was for other settings.');
      return { at: found.at, ledgerId: found.ledgerId, fingerprint: found.fingerprint };
    },
  };
}

export function consentNeeded(why: string): EngineFailure {
  return new EngineFailure('consent-needed', `${why} Nothing was sent. Look at what would be sent and agree to it.`, {
    retryable: true,
  });
}
