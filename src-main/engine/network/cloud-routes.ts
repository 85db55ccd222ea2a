import type { CloudRoute } from './cloud-route.ts';
import { GOOGLE_ROUTES } from './cloud-routes-google.ts';
import { MICROSOFT_ROUTES } from './cloud-routes-microsoft.ts';

/**
 * Every request to Google and Microsoft that this build may send, and for which purposes; what is not here is refused.
 * Nothing in it shares a file with anybody, reads the content of a file, or moves or copies one.
 */
export const CLOUD_ROUTES: readonly CloudRoute[] = [...GOOGLE_ROUTES, ...MICROSOFT_ROUTES];
