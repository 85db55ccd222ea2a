import jsforce from 'jsforce';
import { describe, expect, it } from 'vitest';
import { defaultClientId } from '../../src-main/sample-org/oauth/default-app.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import * as client from '../support/oauth-client.ts';
import { dead, expiredGrant, orgWith, refused } from '../support/oauth-org.ts';
import { ask } from '../support/sample-org.ts';

describe('staying signed in', () => {
  it('without rotation the refresh token stays and is not sent again', async () => {
    const org = await orgWith();
    const tokens = await client.signIn(org);
    for (let round = 0; round < 3; round += 1) {
      const { status, json } = await client.refresh(org, tokens.refresh_token);
      expect(status).toBe(200);
      expect(json).not.toHaveProperty('refresh_token');
      expect((await client.dataStatus(org, json.access_token)).status).toBe(200);
    }
    expect((await client.dataStatus(org, tokens.access_token)).status).toBe(200);
  });

  it('with rotation each refresh brings the next token, and reuse of an old one ends the whole sign-in', async () => {
    const org = await orgWith({ rotateRefreshTokens: true });
    const [first, other] = [await client.signIn(org), await client.signIn(org)];
    const second = (await client.refresh(org, first.refresh_token)).json;
    expect(second.refresh_token).toMatch(/^5Aep861/);
    const third = (await client.refresh(org, second.refresh_token)).json;
    expect(await client.refresh(org, first.refresh_token)).toMatchObject(expiredGrant);
    expect(await client.refresh(org, third.refresh_token)).toMatchObject(expiredGrant);
    for (const { access_token } of [first, second, third])
      expect(await client.dataStatus(org, access_token)).toEqual(dead);
    expect((await client.dataStatus(org, other.access_token)).status).toBe(200);
    expect((await client.refresh(org, other.refresh_token)).status).toBe(200);
  });

  it('an ended session is refused, and a refresh opens another', async () => {
    const org = await orgWith();
    const tokens = await client.signIn(org);
    org.oauth.expireAccessTokens();
    expect(await client.dataStatus(org, tokens.access_token)).toEqual(dead);
    const { json } = await client.refresh(org, tokens.refresh_token);
    expect((await client.dataStatus(org, json.access_token)).status).toBe(200);
    expect((await ask(org, 'limits')).status).toBe(200);
  });

  it('says what ended a sign-in: the user, the policy, the network, the org', async () => {
    const org = await orgWith();
    const tokens = await client.signIn(org);
    const texts = [
      'authentication failure',
      'inactive organization',
      'ip restricted',
      "user hasn't approved this consumer",
    ] as const;
    for (const text of texts) {
      org.oauth.refuseTokens(text);
      expect(await client.refresh(org, tokens.refresh_token)).toMatchObject(refused('invalid_grant', text));
    }
    org.oauth.refuseTokens(undefined);
    org.oauth.deactivateUser();
    expect(await client.refresh(org, tokens.refresh_token)).toMatchObject(refused('invalid_grant', 'inactive user'));
    expect(await client.dataStatus(org, tokens.access_token)).toEqual(dead);
    expect((await ask(org, 'limits')).status).toBe(401);
    org.oauth.reactivateUser();
    expect((await client.refresh(org, tokens.refresh_token)).status).toBe(200);
    org.oauth.expireRefreshTokens();
    expect(await client.refresh(org, tokens.refresh_token)).toMatchObject(
      refused('invalid_grant', 'token validity expired'),
    );
    org.oauth.revokeAll();
    expect(await client.refresh(org, tokens.refresh_token)).toMatchObject(expiredGrant);
  });

  it('blocking the app ends its sessions', async () => {
    const org = await orgWith();
    const tokens = await client.signIn(org);
    org.oauth.changeApp(defaultClientId, { blocked: true });
    expect(await client.dataStatus(org, tokens.access_token)).toEqual(dead);
    expect(await client.refresh(org, tokens.refresh_token)).toMatchObject(
      refused('OAUTH_APP_BLOCKED', 'this app is blocked by admin'),
    );
  });

  it('a moved org serves its data at the new address only, and a refresh names it', async () => {
    const org = await orgWith();
    const tokens = await client.signIn(org);
    const moved = `http://localhost:${org.port}`;
    org.oauth.moveInstance(moved);
    expect(await client.dataStatus(org, tokens.access_token)).toEqual(dead);
    const { json } = await client.refresh(org, tokens.refresh_token);
    expect(json.instance_url).toBe(moved);
    expect(await client.dataStatus(org, json.access_token)).toEqual(dead);
    expect((await client.dataStatus(org, json.access_token, moved)).status).toBe(200);
  });

  it('a sixth sign-in of the same app ends the oldest', async () => {
    const org = await orgWith();
    const all: Readonly<Record<string, string>>[] = [];
    for (let count = 0; count < 6; count += 1) all.push(await client.signIn(org));
    const states = await Promise.all(all.map(({ access_token }) => client.dataStatus(org, access_token)));
    expect(states.map(({ status }) => status)).toEqual([401, 200, 200, 200, 200, 200]);
    expect(org.oauth.grantCount()).toBe(5);
  });
});

describe('signing out at the org', () => {
  const revoke = (org: SampleOrg, token: string | undefined, accept?: string): Promise<Response> =>
    fetch(`${org.instanceUrl}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams(token === undefined ? {} : { token }),
      ...(accept === undefined ? {} : { headers: { Accept: accept } }),
    });

  it('a refresh token takes all its sessions with it; an access token ends alone', async () => {
    const org = await orgWith();
    const tokens = await client.signIn(org);
    const more = (await client.refresh(org, tokens.refresh_token)).json;
    const gone = await revoke(org, tokens.access_token);
    expect([gone.status, await gone.text()]).toEqual([200, '']);
    expect(await client.dataStatus(org, tokens.access_token)).toEqual(dead);
    expect((await client.dataStatus(org, more.access_token)).status).toBe(200);
    expect((await revoke(org, tokens.refresh_token)).status).toBe(200);
    expect(await client.dataStatus(org, more.access_token)).toEqual(dead);
    expect(await client.refresh(org, tokens.refresh_token)).toMatchObject(expiredGrant);
  });

  it('says what it does not know as JSON where that is accepted, else as a form', async () => {
    const org = await orgWith();
    const json = await revoke(org, '5Aep861unknown', 'application/json');
    expect(json.status).toBe(400);
    expect(await json.json()).toEqual({
      error: 'invalid_token',
      error_description: 'invalid token: 5Aep861unknown',
    });
    const form = await revoke(org, '5Aep861unknown');
    expect(form.headers.get('content-type')).toContain('application/x-www-form-urlencoded');
    expect(new URLSearchParams(await form.text()).get('error')).toBe('invalid_token');
    expect(await (await revoke(org, undefined, 'application/json')).json()).toMatchObject({
      error: 'unsupported_token_type',
    });
  });
});

describe('a client of others', () => {
  it('jsforce signs in, reads, gets a new session where the first has ended, and signs out', async () => {
    const org = await orgWith();
    const oauth2 = new jsforce.OAuth2({
      loginUrl: org.instanceUrl,
      clientId: defaultClientId,
      redirectUri: client.callback,
    });
    const { code, verifier } = await client.codeFor(org);
    const connection = new jsforce.Connection({ oauth2, version: '68.0' });
    const user = await connection.authorize(code, { code_verifier: verifier });
    expect(user.organizationId).toMatch(/^00D/);
    expect(connection.instanceUrl).toBe(org.instanceUrl);
    org.oauth.expireAccessTokens();
    const ended = connection.accessToken;
    expect((await connection.query(`SELECT Id FROM User WHERE Id = '${user.id}'`)).totalSize).toBe(1);
    expect(connection.accessToken).not.toBe(ended);
    await connection.logout(true);
    expect(org.oauth.grantCount()).toBe(0);
  });

  it("jsforce's own verifier is longer than the service takes", async () => {
    const org = await orgWith();
    const options = { loginUrl: org.instanceUrl, clientId: defaultClientId, redirectUri: client.callback };
    const oauth2 = new jsforce.OAuth2({ ...options, useVerifier: true });
    const page = await fetch(oauth2.getAuthorizationUrl({ scope: 'api' }), { redirect: 'manual' });
    await expect(oauth2.requestToken(client.brought(page).get('code') ?? '')).rejects.toThrow('between 43 and 128');
  });
});
