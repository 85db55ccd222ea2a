import type { Provider } from '../../../src-preload/contract/accounts.ts';
import type { Preferences } from '../../../src-preload/contract/preferences.ts';

/** True when sign-ins with this provider have what they need. */
export const hasClientId = (preferences: Preferences, provider: Provider): boolean =>
  provider === 'google'
    ? preferences.googleClientId !== '' && preferences.googleClientSecret !== ''
    : preferences.microsoftClientId !== '';

/** Looks like what Google gives out; others are accepted with a remark. */
export const looksLikeGoogleId = (id: string): boolean => id.endsWith('.apps.googleusercontent.com');

/** Looks like what Entra gives out. */
export const looksLikeEntraId = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
