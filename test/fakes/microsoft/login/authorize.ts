import { randomUUID } from 'node:crypto';
import { redirect, type Asked, type Reply } from '../http-kit.ts';
import type { AppRegistration, Person, World } from '../world.ts';
import type { Authority } from './discovery.ts';
import { description, LoginFailure } from './errors.ts';
import { consentPage, formPostPage, needsAdminPage, pickPage, plainPage, troublePage } from './pages.ts';
import { checkAuthority, checkPerson, consent, findApp, findRedirect, missingConsent } from './rules.ts';
import { readScopes, type AskedScopes } from './scopes.ts';
import { clientInfo, issueCode, type CodeGrant, type TokenBook } from './tokens.ts';

/** The person at the browser. */
export type Browser = {
  /** `auto`: decides at once; `page`: pages with buttons wait for somebody. */
  mode: 'auto' | 'page';
  /** Who is signed in when the app names nobody; null: the first account. */
  person: Person | null;
  answer: 'accept' | 'cancel';
};

type Flow = {
  readonly id: string;
  readonly app: AppRegistration;
  readonly authority: Authority;
  readonly params: URLSearchParams;
  readonly redirectUri: string;
  readonly scopes: AskedScopes;
  readonly challenge: CodeGrant['challenge'];
  person: Person | null;
};

export type Authorize = {
  readonly start: (asked: Asked, authority: Authority) => Reply;
  readonly login: (asked: Asked) => Reply;
  readonly decide: (asked: Asked) => Reply;
  readonly adminConsent: (asked: Asked, authority: Authority) => Reply;
};

/** `GET …/oauth2/v2.0/authorize` and its pages (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). */
export function createAuthorize(world: World, book: TokenBook, browser: Browser): Authorize {
  const flows = new Map<string, Flow>();

  const answer = (flow: Pick<Flow, 'params' | 'redirectUri'>, values: Readonly<Record<string, string>>): Reply => {
    const state = flow.params.get('state');
    const all: Record<string, string> = { ...values, ...(state === null ? {} : { state }) };
    const mode = flow.params.get('response_mode') ?? 'query';
    if (mode === 'form_post') return formPostPage(flow.redirectUri, all);
    const url = new URL(flow.redirectUri);
    if (mode === 'fragment') url.hash = new URLSearchParams(all).toString();
    else for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return redirect(url.href);
  };

  const refuse = (asked: Asked, flow: Pick<Flow, 'params' | 'redirectUri'>, failure: LoginFailure): Reply =>
    answer(flow, {
      error: failure.parts.error,
      error_description: description(asked, world.now(), failure.parts.number, failure.parts.text),
      error_uri: `https://login.microsoftonline.com/error?code=${failure.parts.number}`,
    });

  const finish = (flow: Flow, person: Person): Reply => {
    const code = issueCode(world, book, {
      person,
      clientId: flow.app.clientId,
      redirectUri: flow.redirectUri,
      graphScopes: flow.scopes.graph,
      openId: flow.scopes.openId,
      challenge: flow.challenge,
      nonce: flow.params.get('nonce'),
    });
    flows.delete(flow.id);
    return answer(flow, {
      code,
      ...(flow.params.get('client_info') === '1' ? { client_info: clientInfo(person) } : {}),
      session_state: randomUUID(),
    });
  };

  /** Goes on with a known person: asks for consent where there is none yet. */
  const goOn = (asked: Asked, flow: Flow, person: Person): Reply => {
    try {
      checkPerson(world, flow.app, flow.authority, person);
    } catch (error) {
      if (!(error instanceof LoginFailure)) throw error;
      return troublePage(description(asked, world.now(), error.parts.number, error.parts.text));
    }
    // Signing in at the browser brings the second factor that a refresh could not.
    if (person.policy === 'mfaNeeded') person.policy = 'none';
    flow.person = person;
    const missing = missingConsent(person, flow.app.clientId, flow.scopes.graph);
    const prompt = flow.params.get('prompt');
    if (missing.length === 0 && prompt !== 'consent') return finish(flow, person);
    if (prompt === 'none') {
      return refuse(
        asked,
        flow,
        new LoginFailure({
          error: 'consent_required',
          number: 65001,
          text: `The user or administrator has not consented to use the application with ID '${flow.app.clientId}' named '${flow.app.name}'. Send an interactive authorization request for this user and resource.`,
        }),
      );
    }
    const needsAdmin = person.tenant.userConsent === 'adminOnly' && !person.admin && missing.length > 0;
    if (browser.mode === 'page') {
      return needsAdmin
        ? needsAdminPage(flow.id, flow.app.name, person.address)
        : consentPage(flow.id, flow.app.name, person.address, flow.scopes.graph);
    }
    return decideNow(asked, flow, person, needsAdmin ? 'return' : browser.answer);
  };

  const decideNow = (asked: Asked, flow: Flow, person: Person, choice: string): Reply => {
    if (choice === 'accept') {
      consent(person, flow.app.clientId, flow.scopes.graph);
      return finish(flow, person);
    }
    flows.delete(flow.id);
    return refuse(
      asked,
      flow,
      choice === 'return'
        ? new LoginFailure({
            error: 'access_denied',
            number: 90094,
            text: `${flow.app.name} needs permission to access resources in your organization that only an admin can grant. Ask an admin to grant permission to this app before you can use it.`,
          })
        : new LoginFailure({
            error: 'access_denied',
            number: 65004,
            text: 'User declined to consent to access the app.',
          }),
    );
  };

  const readFlow = (params: URLSearchParams, authority: Authority, app: AppRegistration, redirectUri: string): Flow => {
    const need = (name: string): string => {
      const value = params.get(name);
      if (value === null || value === '') {
        throw new LoginFailure({
          error: 'invalid_request',
          number: 900144,
          text: `The request body must contain the following parameter: '${name}'.`,
        });
      }
      return value;
    };
    checkAuthority(app, authority);
    if (need('response_type') !== 'code') {
      throw new LoginFailure({
        error: 'unsupported_response_type',
        number: 700054,
        text: `response_type '${params.get('response_type')}' is not enabled for the application.`,
      });
    }
    const mode = params.get('response_mode') ?? 'query';
    if (!['query', 'form_post', 'fragment'].includes(mode)) {
      throw new LoginFailure({
        error: 'invalid_request',
        number: 70007,
        text: `'${mode}' is not a supported value of 'response_mode' when requesting a token.`,
      });
    }
    const scopes = readScopes(need('scope'), app.name);
    const value = params.get('code_challenge');
    const method = params.get('code_challenge_method') ?? 'plain';
    if (value !== null && (value.length < 43 || value.length > 128)) {
      throw new LoginFailure({
        error: 'invalid_request',
        number: 501491,
        text: 'Invalid size of Code_Challenge parameter.',
      });
    }
    if (value !== null && method !== 'S256' && method !== 'plain') {
      throw new LoginFailure({
        error: 'invalid_request',
        number: 90014,
        text: `The value '${method}' of 'code_challenge_method' is not valid.`,
      });
    }
    return {
      id: randomUUID(),
      app,
      authority,
      params,
      redirectUri,
      scopes,
      challenge: value === null ? null : { value, method: method === 'S256' ? 'S256' : 'plain' },
      person: null,
    };
  };

  const trouble = (asked: Asked, error: unknown): Reply => {
    if (!(error instanceof LoginFailure)) throw error;
    return troublePage(description(asked, world.now(), error.parts.number, error.parts.text));
  };

  const start = (asked: Asked, authority: Authority): Reply => {
    const params = asked.method === 'POST' ? new URLSearchParams(asked.body.toString('utf8')) : asked.url.searchParams;
    const clientId = params.get('client_id') ?? '';
    const redirectUri = params.get('redirect_uri') ?? '';
    let app: AppRegistration;
    try {
      // Whatever is wrong with the app or its address is said on the page: that address cannot be trusted.
      if (clientId === '') {
        throw new LoginFailure({
          error: 'invalid_request',
          number: 900144,
          text: "The request body must contain the following parameter: 'client_id'.",
        });
      }
      app = findApp(world, clientId, authority);
      if (findRedirect(app, redirectUri) === null) {
        throw new LoginFailure({
          error: 'invalid_request',
          number: 50011,
          text: `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
        });
      }
      checkAuthority(app, authority);
    } catch (error) {
      return trouble(asked, error);
    }
    let flow: Flow;
    try {
      flow = readFlow(params, authority, app, redirectUri);
    } catch (error) {
      if (!(error instanceof LoginFailure)) throw error;
      return refuse(asked, { params, redirectUri }, error);
    }
    flows.set(flow.id, flow);
    const hint = params.get('login_hint')?.toLowerCase();
    const hinted = world.people.find((person) => person.address.toLowerCase() === hint) ?? null;
    if (browser.mode === 'page' && params.get('prompt') !== 'none') {
      return hinted === null ? pickPage(flow.id, world.people) : goOn(asked, flow, hinted);
    }
    const person = hinted ?? browser.person ?? world.people[0];
    if (person === undefined) return troublePage('Nobody has an account here.');
    return goOn(asked, flow, person);
  };

  const posted = (asked: Asked): { readonly flow: Flow | undefined; readonly values: URLSearchParams } => {
    const values = new URLSearchParams(asked.body.toString('utf8'));
    return { flow: flows.get(values.get('flow') ?? ''), values };
  };

  return {
    start,
    login: (asked) => {
      const { flow, values } = posted(asked);
      const person = world.people.find((candidate) => candidate.address === values.get('login'));
      if (flow === undefined || person === undefined) return troublePage('This sign-in is over. Start it again.');
      return goOn(asked, flow, person);
    },
    decide: (asked) => {
      const { flow, values } = posted(asked);
      if (flow === undefined || flow.person === null) return troublePage('This sign-in is over. Start it again.');
      return decideNow(asked, flow, flow.person, values.get('answer') ?? 'cancel');
    },
    /** learn.microsoft.com/entra/identity-platform/v2-admin-consent */
    adminConsent: (asked, authority) => {
      const params = asked.url.searchParams;
      try {
        const app = findApp(world, params.get('client_id') ?? '', authority);
        const admin = browser.person ?? world.people[0];
        if (admin === undefined || !admin.admin || (typeof authority !== 'string' && admin.tenant !== authority)) {
          return troublePage(
            description(
              asked,
              world.now(),
              90093,
              `${app.name} is requesting one or more permissions that you aren't authorized to grant. Contact an administrator, who can consent to this application on your behalf.`,
            ),
          );
        }
        const scopes = readScopes(
          params.get('scope') ?? 'Files.ReadWrite.All Files.ReadWrite Files.ReadWrite.AppFolder User.Read',
          app.name,
        );
        const have = admin.tenant.adminConsents.get(app.clientId) ?? new Set<string>();
        for (const scope of scopes.graph) have.add(scope);
        admin.tenant.adminConsents.set(app.clientId, have);
        const to = params.get('redirect_uri');
        if (to === null || findRedirect(app, to) === null) return plainPage('Permissions granted', app.name);
        return answer({ params, redirectUri: to }, { admin_consent: 'True', tenant: admin.tenant.id });
      } catch (error) {
        return trouble(asked, error);
      }
    },
  };
}
