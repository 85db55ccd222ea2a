import { json, type Asked, type Reply } from '../http-kit.ts';
import type { World } from '../world.ts';
import { createAuthorize, type Browser } from './authorize.ts';
import { instanceDiscovery, openIdConfiguration, readAuthority } from './discovery.ts';
import { loginError } from './errors.ts';
import { plainPage } from './pages.ts';
import { createTokenEndpoint } from './token.ts';
import type { TokenBook } from './tokens.ts';

/** Everything at https://login.microsoftonline.com. */
export function createLoginHost(world: World, book: TokenBook, browser: Browser): (asked: Asked) => Reply {
  const authorize = createAuthorize(world, book, browser);
  const token = createTokenEndpoint(world, book);
  return (asked) => {
    const [, segment = '', ...rest] = asked.url.pathname.split('/');
    const path = rest.join('/');
    if (path === 'discovery/instance') return instanceDiscovery(asked, world.now());
    if (path === 'login' && asked.method === 'POST') return authorize.login(asked);
    if (path === 'Consent/Set' && asked.method === 'POST') return authorize.decide(asked);
    const authority = readAuthority(world, segment);
    if (authority === null) {
      return loginError(asked, world.now(), {
        error: 'invalid_request',
        number: 90002,
        text: `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
      });
    }
    switch (path) {
      case 'v2.0/.well-known/openid-configuration':
        return openIdConfiguration(segment, authority);
      case 'discovery/v2.0/keys':
        return json(200, { keys: [] });
      case 'oauth2/v2.0/authorize':
        return authorize.start(asked, authority);
      case 'oauth2/v2.0/token':
        return token(asked, authority);
      case 'adminconsent':
      case 'v2.0/adminconsent':
        return authorize.adminConsent(asked, authority);
      case 'oauth2/v2.0/logout':
        return plainPage('You signed out of your account', 'It’s a good idea to close all browser windows.');
      default:
        // There is no address to revoke a token at (learn.microsoft.com/entra/identity-platform/refresh-tokens).
        return { status: 404, headers: { 'content-type': 'text/html' }, body: '' };
    }
  };
}
