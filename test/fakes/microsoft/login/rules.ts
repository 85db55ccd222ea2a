import type { AppRegistration, Person, Tenant, World } from '../world.ts';
import type { Authority } from './discovery.ts';
import { LoginFailure } from './errors.ts';

export type Redirect = AppRegistration['redirects'][number];

export function findApp(world: World, clientId: string, authority: Authority): AppRegistration {
  const app = world.apps.find((candidate) => candidate.clientId === clientId.toLowerCase());
  if (app === undefined) {
    const directory = typeof authority === 'string' ? 'Microsoft' : authority.name;
    throw new LoginFailure({
      error: 'unauthorized_client',
      number: 700016,
      text: `Application with identifier '${clientId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    });
  }
  return app;
}

/**
 * `http://localhost` is compared without its port, path included; `127.0.0.1` is another name
 * (learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions, api-facts §4.1 line 260).
 */
export function findRedirect(app: AppRegistration, asked: string): Redirect | null {
  if (!URL.canParse(asked)) return null;
  const url = new URL(asked);
  return (
    app.redirects.find((candidate) => {
      const registered = new URL(candidate.uri);
      if (registered.protocol === 'http:' && registered.hostname === 'localhost') {
        return url.protocol === 'http:' && url.hostname === 'localhost' && url.pathname === registered.pathname;
      }
      return url.href === registered.href;
    }) ?? null
  );
}

/** Which authority an app may be used with (learn.microsoft.com/entra/identity-platform/howto-modify-supported-accounts). */
export function checkAuthority(app: AppRegistration, authority: Authority): void {
  if (app.audience === 'personalOnly' && authority !== 'consumers') {
    throw new LoginFailure({
      error: 'invalid_request',
      number: 9002331,
      text: `Application '${app.clientId}'(${app.name}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.`,
    });
  }
  if (authority === 'consumers' && (app.audience === 'myOrg' || app.audience === 'multipleOrgs')) {
    throw new LoginFailure({
      error: 'unauthorized_client',
      number: 700016,
      text: 'The client does not exist or is not enabled for consumers.',
    });
  }
  if (app.audience === 'myOrg' && (authority === 'common' || authority === 'organizations')) {
    throw new LoginFailure({
      error: 'invalid_request',
      number: 50194,
      text: `Application '${app.clientId}'(${app.name}) isn't configured as a multi-tenant application. Usage of the /common endpoint isn't supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
    });
  }
}

const notInTenant = (person: Person, tenant: Tenant | null): LoginFailure =>
  new LoginFailure({
    error: 'invalid_grant',
    number: 50020,
    text: `User account '${person.address}' from identity provider '${person.tenant.kind === 'personal' ? 'live.com' : person.tenant.name}' does not exist in tenant '${tenant?.name ?? ''}' and cannot access the application in that tenant.`,
  });

/** Whether this account may use the app at all through this authority. */
export function checkPerson(world: World, app: AppRegistration, authority: Authority, person: Person): void {
  const personal = person.tenant.kind === 'personal';
  if (typeof authority !== 'string' && authority !== person.tenant) throw notInTenant(person, authority);
  if (app.audience === 'myOrg' && person.tenant.id !== app.homeTenantId) {
    throw notInTenant(person, world.tenants.find((tenant) => tenant.id === app.homeTenantId) ?? null);
  }
  if (personal ? authority === 'organizations' || app.audience === 'multipleOrgs' : authority === 'consumers') {
    throw new LoginFailure({
      error: 'invalid_grant',
      number: 500200,
      text: personal
        ? `User account '${person.address}' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization.`
        : `You can't sign in here with a work or school account. Use your personal account instead.`,
    });
  }
  if (person.policy === 'disabled') {
    throw new LoginFailure({ error: 'invalid_grant', number: 50057, text: 'The user account is disabled.' });
  }
  if (person.policy === 'blocked') {
    throw new LoginFailure({
      error: 'invalid_grant',
      number: 53003,
      text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      suberror: 'message_only',
    });
  }
}

/** What this person, or an admin for everybody, has allowed the app. */
export function consented(person: Person, clientId: string): ReadonlySet<string> {
  return new Set([...(person.consents.get(clientId) ?? []), ...(person.tenant.adminConsents.get(clientId) ?? [])]);
}

/** A scope is covered by itself only: the service does not compare what scopes mean. */
export function missingConsent(person: Person, clientId: string, scopes: readonly string[]): readonly string[] {
  const have = consented(person, clientId);
  return scopes.filter((scope) => !have.has(scope));
}

export function consent(person: Person, clientId: string, scopes: readonly string[]): void {
  const have = person.consents.get(clientId) ?? new Set<string>();
  for (const scope of scopes) have.add(scope);
  person.consents.set(clientId, have);
}
