import { createHash, randomBytes } from 'node:crypto';

/** Proof that whoever redeems the code is who asked for it (RFC 7636). */
export type Pkce = { readonly verifier: string; readonly challenge: string };

/** A verifier of 64 characters: Salesforce takes 43 to 128. */
export function createPkce(): Pkce {
  const verifier = randomBytes(48).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** 256 random bits that tie the browser's answer to the sign-in that was started here. */
export function createState(): string {
  return randomBytes(32).toString('base64url');
}
