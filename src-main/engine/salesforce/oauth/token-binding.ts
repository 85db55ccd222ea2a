import type { SecretBinding } from '../../ports.ts';

/** What a token of a connection is sealed for: it opens for no other connection, address or org. */
export function tokenBinding(field: string, connectionId: string, origin: string, orgId: string): SecretBinding {
  // An id comes with 15 or 18 characters, depending on who is asked; the binding must not.
  return { connectionId, field, origin, orgId: orgId.slice(0, 15) };
}
