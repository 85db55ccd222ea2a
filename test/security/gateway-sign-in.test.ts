/**
 * Promises 4 and 6: what signs in goes out only in the forms that the browser sign-in needs, and only to hosts that
 * serve sign-ins; and those hosts get nothing else.
 */
import { describe, expect, it } from 'vitest';
import type { GatewayRequest, Purpose } from '../../src-main/engine/network/gateway-types.ts';
import { connectionTo, failureOf, gatewayKit, json, loopbackServer } from '../support/network.ts';

const TOKEN_PATH = '/services/oauth2/token';
const CODE_GRANT = 'grant_type=authorization_code&code=x&client_id=c&redirect_uri=u&code_verifier=v';
const REFRESH_GRANT = 'grant_type=refresh_token&refresh_token=r&client_id=c';
const AUTHORIZE =
  '/services/oauth2/authorize?response_type=code&client_id=c&redirect_uri=u&scope=api&state=s&code_challenge=h&code_challenge_method=S256';

function request(
  origin: string,
  purpose: Purpose,
  method: string,
  url: string,
  body?: string,
  token: string | null = null,
): GatewayRequest {
  const connection = connectionTo(origin, token);
  return { purpose, trigger: 'connect', connection, method, url, ...(body === undefined ? {} : { body }) };
}

describe('the gateway and sign-ins', () => {
  // @promise 4: a request for tokens has exactly the parameters of its purpose
  it('refuses every other way to get a token', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, {}));
    const kit = gatewayKit();
    const cases: readonly (readonly [purpose: Purpose, method: string, url: string, body?: string, token?: string])[] =
      [
        ['sign in', 'POST', TOKEN_PATH, 'grant_type=password&username=a&password=b&client_id=c'],
        ['sign in', 'POST', TOKEN_PATH, 'grant_type=client_credentials&client_id=c'],
        ['sign in', 'POST', TOKEN_PATH, `${CODE_GRANT}&client_secret=s`],
        ['sign in', 'POST', TOKEN_PATH, `${CODE_GRANT}&code=again`],
        ['sign in', 'POST', TOKEN_PATH, CODE_GRANT.replace('&code_verifier=v', '')],
        ['sign in', 'POST', TOKEN_PATH, CODE_GRANT, '00D000000000001!token'],
        ['sign in', 'POST', TOKEN_PATH, REFRESH_GRANT],
        ['sign in', 'GET', TOKEN_PATH],
        ['refresh', 'POST', TOKEN_PATH, CODE_GRANT],
        ['refresh', 'POST', TOKEN_PATH, REFRESH_GRANT.replace('&client_id=c', '')],
        ['refresh', 'GET', AUTHORIZE],
        ['identity', 'POST', TOKEN_PATH, REFRESH_GRANT],
        ['sign out', 'POST', TOKEN_PATH, REFRESH_GRANT],
        ['identity', 'GET', AUTHORIZE],
        ['sign in', 'POST', AUTHORIZE, ''],
        ['sign in', 'GET', '/services/oauth2/authorize'],
        ['sign in', 'GET', `${AUTHORIZE}&prompt=login`],
      ];
    for (const [purpose, method, url, body, token] of cases) {
      const failure = await failureOf(kit.gateway.request(request(server.origin, purpose, method, url, body, token)));
      expect([purpose, method, url, body, failure.code]).toEqual([purpose, method, url, body, 'request-refused']);
    }
    expect(server.received).toEqual([]);
    expect(kit.rows().map(({ state }) => state)).toEqual(cases.map(() => 'refused'));
    expect(JSON.stringify(kit.rows())).not.toContain('client_id');
  });

  // @promise 6: login hosts get sign-ins only
  it('sends nothing but sign-ins to the login hosts', async () => {
    const kit = gatewayKit();
    for (const [purpose, url] of [
      ['versions', '/services/data'],
      ['limits', '/services/data/v68.0/limits'],
      ['identity', '/services/oauth2/userinfo'],
    ] as const) {
      for (const origin of ['https://login.salesforce.com', 'https://test.salesforce.com']) {
        const failure = await failureOf(kit.gateway.request(request(origin, purpose, 'GET', url)));
        expect(failure.code).toBe('request-refused');
      }
    }
    const elsewhere = request('https://login.example.com', 'refresh', 'POST', TOKEN_PATH, REFRESH_GRANT);
    expect((await failureOf(kit.gateway.request(elsewhere))).code).toBe('request-refused');
  });

  it('sends a code or a refresh token once, even when the answer is lost', async () => {
    const server = await loopbackServer((incoming) => incoming.socket.destroy());
    const kit = gatewayKit();
    for (const [purpose, body] of [
      ['sign in', CODE_GRANT],
      ['refresh', REFRESH_GRANT],
    ] as const) {
      const failure = await failureOf(kit.gateway.request(request(server.origin, purpose, 'POST', TOKEN_PATH, body)));
      expect(failure.code).toBe('org-unreachable');
    }
    expect(server.received.map(({ body }) => body)).toEqual([CODE_GRANT, REFRESH_GRANT]);
    expect(kit.pausesMs).toEqual([]);
  });

  it('takes a redirect of the sign-in page as an answer and does not follow it', async () => {
    const server = await loopbackServer((_, response) => {
      response.writeHead(302, { location: 'http://localhost:1717/OauthRedirect?error=invalid_client_id' });
      response.end();
    });
    const kit = gatewayKit();
    const response = await kit.gateway.request(request(server.origin, 'sign in', 'GET', AUTHORIZE));
    expect(response.status).toBe(302);
    expect(server.received).toHaveLength(1);
  });
});
