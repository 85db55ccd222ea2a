import type { OrgApp } from '../../src-main/sample-org/oauth/apps.ts';
import { defaultApp } from '../../src-main/sample-org/oauth/default-app.ts';
import type { OAuthOptions } from '../../src-main/sample-org/oauth/oauth-state.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import { sampleOrgForTest } from './sample-org.ts';

const bundle = createSampleBundle();

/** An org that approves at once, with its default app changed where a test needs it. */
export function orgWith(app: Partial<OrgApp> = {}, oauth: OAuthOptions = {}, now?: () => number): Promise<SampleOrg> {
  const options = { approval: 'allow', apps: [{ ...defaultApp, ...app }], ...oauth } as const;
  return sampleOrgForTest({ bundle, oauth: options, ...(now === undefined ? {} : { now }) });
}

/** The answer to a data request whose session has ended. */
export const dead = { status: 401, json: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }] };

/** A refusal of the token endpoint. */
export function refused(error: string, description: string): object {
  return { status: 400, json: { error, error_description: description } };
}

/** The refusal of a refresh token that is revoked, replaced or unknown. */
export const expiredGrant = refused('invalid_grant', 'expired access/refresh token');
