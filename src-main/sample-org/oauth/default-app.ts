import type { OrgApp } from './apps.ts';

/**
 * The Consumer Key of the one external client app that every sample org has. Whoever tries the browser sign-in on the
 * sample org enters it as they would enter the key of their own app; it opens nothing anywhere else.
 */
export const defaultClientId = '3MVG9E0HP26a4sAr1MkNCH5MENXXIKrz3Ekq6X4CHH6Kz_yRYrb6GhvjfEJD7m5HMKxfiP.IKn1sKqArft4Kk';

/** The callback addresses the default app is registered with, one for each port a client may find free. */
export const defaultCallbackUrls: readonly string[] = [1717, 56_420, 58_728, 59_132].map(
  (port) => `http://localhost:${port}/OauthRedirect`,
);

/** As an administrator registers it for a desktop client: PKCE required, no secret, everybody may approve it. */
export const defaultApp: OrgApp = {
  clientId: defaultClientId,
  name: 'Orgbench (local External Client App)',
  callbackUrls: defaultCallbackUrls,
};
