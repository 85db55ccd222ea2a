import { json, type Asked, type Reply } from '../http-kit.ts';
import type { Tenant, World } from '../world.ts';
import { loginError } from './errors.ts';

const HOST = 'https://login.microsoftonline.com';
const WORDS = ['common', 'organizations', 'consumers'] as const;
export type AuthorityWord = (typeof WORDS)[number];
/** The first part of the path: a word for many tenants, or one of them. */
export type Authority = AuthorityWord | Tenant;

export function readAuthority(world: World, segment: string): Authority | null {
  const word = WORDS.find((candidate) => candidate === segment.toLowerCase());
  if (word !== undefined) return word;
  return (
    world.tenants.find((tenant) => tenant.id === segment.toLowerCase() || tenant.domain === segment.toLowerCase()) ??
    null
  );
}

/** learn.microsoft.com/entra/identity-platform/v2-protocols-oidc; MSAL reads it for tenants that it does not know. */
export function openIdConfiguration(segment: string, authority: Authority): Reply {
  const issuerTenant = typeof authority === 'string' ? '{tenantid}' : authority.id;
  const base = `${HOST}/${segment}`;
  return json(200, {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${HOST}/${issuerTenant}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'oid',
      'email',
    ],
    tenant_region_scope: null,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  });
}

/** What MSAL asks before it trusts an authority (msal-common Authority.ts, AAD_INSTANCE_DISCOVERY_ENDPT). */
export function instanceDiscovery(asked: Asked, now: number): Reply {
  const endpoint = asked.url.searchParams.get('authorization_endpoint') ?? '';
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const tenant = url?.pathname.split('/')[1];
  const known = ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'];
  if (url === null || !known.includes(url.hostname) || tenant === undefined) {
    return loginError(asked, now, {
      error: 'invalid_instance',
      number: 50049,
      text: `Unknown or invalid instance.`,
    });
  }
  return json(200, {
    tenant_discovery_endpoint: `${HOST}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      { preferred_network: 'login.microsoftonline.com', preferred_cache: 'login.windows.net', aliases: known },
    ],
  });
}
