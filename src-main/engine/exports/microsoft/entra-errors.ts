import { EngineFailure } from '../../failure.ts';

/** What Microsoft's sign-in service says when it refuses, as it stands in its JSON answer or in the address it redirects to. */
export type EntraError = {
  /** The OAuth error, e.g. `invalid_grant`. */
  readonly error: string;
  readonly description: string;
  /** AADSTS numbers, the first being the reason. */
  readonly codes: readonly number[];
};

/** What the sentences need to know. */
export type EntraContext = {
  readonly clientId: string;
  /** As in the preference `microsoftTenant`. */
  readonly tenant: string;
  /** The account's address; empty while it is not known. */
  readonly name: string;
};

/** What a refusal means for whoever must act on it. */
type Meaning =
  /** Signing in again may help, nothing else will. */
  | 'sign in again'
  | 'administrator'
  /** The registration of the app, or a setting of Orgbench, must be changed. */
  | 'registration'
  /** Passes by itself. */
  | 'later'
  /** Nothing that Orgbench or the person can change. */
  | 'refused';

type Rule = { readonly meaning: Meaning; readonly text: (context: EntraContext) => string };

const who = ({ name }: EntraContext): string => (name === '' ? 'this account' : name);

const again = (why: (context: EntraContext) => string): Rule => ({
  meaning: 'sign in again',
  text: (context) => `${why(context)} Sign in to Microsoft again.`,
});
const registration = (text: (context: EntraContext) => string): Rule => ({ meaning: 'registration', text });
const refused = (text: (context: EntraContext) => string): Rule => ({ meaning: 'refused', text });

const NEEDS_ADMIN: Rule = {
  meaning: 'administrator',
  text: () =>
    'The organization lets only an administrator allow this app (AADSTS90094). Send the link to an administrator of the organization, and sign in again when it was allowed.',
};
const WRONG_CLIENT = registration(
  ({ clientId, tenant }) =>
    `Microsoft does not know the app ${clientId} for "${tenant}". Check the application (client) id in the preferences, and that the app allows accounts of this kind.`,
);
const MFA = again((context) => `Microsoft asks ${who(context)} for a second factor.`);
const EXPIRED = again((context) => `The sign-in of ${who(context)} has expired.`);

/**
 * AADSTS codes that have a sentence of their own.
 *
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const RULES: ReadonlyMap<number, Rule> = new Map<number, Rule>([
  [90094, NEEDS_ADMIN],
  [90093, NEEDS_ADMIN],
  [90095, NEEDS_ADMIN],
  [90008, NEEDS_ADMIN],
  [65001, again((context) => `The consent for ${who(context)} was withdrawn, or it was never given.`)],
  [65004, again(() => 'The permissions were declined in the browser, so nothing was connected.')],
  [50076, MFA],
  [50079, MFA],
  [50074, MFA],
  [50072, MFA],
  [50078, again((context) => `The second factor of ${who(context)} is too long ago.`)],
  [50158, MFA],
  [700082, again((context) => `The sign-in of ${who(context)} was not used for too long and has expired.`)],
  [700084, EXPIRED],
  [70008, EXPIRED],
  [70043, EXPIRED],
  [70044, EXPIRED],
  [50089, EXPIRED],
  [50132, again((context) => `Microsoft ended the sign-in of ${who(context)}.`)],
  [50133, again((context) => `Microsoft ended the sign-in of ${who(context)} after a password change.`)],
  [50173, again((context) => `The password of ${who(context)} was changed since the sign-in.`)],
  [70000, again((context) => `Microsoft no longer accepts the stored sign-in of ${who(context)}.`)],
  [50055, again((context) => `The password of ${who(context)} has expired.`)],
  [
    50105,
    refused(
      (context) =>
        `The app is given to chosen people only, and ${who(context)} is not among them. Ask an administrator of the organization to assign the app.`,
    ),
  ],
  [
    50020,
    registration(
      (context) =>
        `${who(context)} does not belong to the organization that the app signs in to. Change "Who may sign in" in the preferences, or use another account.`,
    ),
  ],
  [
    50194,
    registration(
      ({ clientId, tenant }) =>
        `The app ${clientId} is for one organization only, but the preferences say "${tenant}". Enter the id or the domain of that organization as "Who may sign in".`,
    ),
  ],
  [
    9002331,
    registration(
      () => 'The app is for personal accounts only. Enter "consumers" as "Who may sign in" in the preferences.',
    ),
  ],
  [
    9002332,
    registration(
      () =>
        'The app is for work accounts only. Enter "organizations" or a tenant as "Who may sign in" in the preferences.',
    ),
  ],
  [
    90002,
    registration(
      ({ tenant }) => `Microsoft knows no organization "${tenant}". Check "Who may sign in" in the preferences.`,
    ),
  ],
  [900023, registration(({ tenant }) => `"${tenant}" is not a tenant. Check "Who may sign in" in the preferences.`)],
  [
    50128,
    registration(
      ({ tenant }) => `"${tenant}" is not a domain of Microsoft 365. Check "Who may sign in" in the preferences.`,
    ),
  ],
  [700016, WRONG_CLIENT],
  [90013, WRONG_CLIENT],
  [
    7000218,
    registration(
      () =>
        'The app is not registered as a public client. In the app’s registration under Authentication, set "Allow public client flows" to Yes, and add the redirect address under "Mobile and desktop applications".',
    ),
  ],
  [
    7000222,
    registration(() => 'The app is registered as a web app. Register it as a mobile and desktop application instead.'),
  ],
  [
    9002326,
    registration(
      () =>
        'The redirect address is registered for a single-page app. Register http://localhost under "Mobile and desktop applications" instead.',
    ),
  ],
  [
    50011,
    registration(
      () =>
        'The app’s registration lacks the redirect address http://localhost. Add it under Authentication as a "Mobile and desktop applications" platform.',
    ),
  ],
  [
    650053,
    registration(
      () => 'The app’s registration does not allow the permission that was asked for. Add it under "API permissions".',
    ),
  ],
  [
    70011,
    registration(
      () => 'Microsoft does not know the permission that was asked for. Add it under "API permissions" of the app.',
    ),
  ],
  [
    65005,
    registration(() => 'The app’s registration lacks Microsoft Graph. Add the permission under "API permissions".'),
  ],
  [
    650057,
    registration(() => 'The app’s registration lacks Microsoft Graph. Add the permission under "API permissions".'),
  ],
  [
    7000112,
    refused(() => 'The organization has disabled this app. An administrator of the organization can enable it again.'),
  ],
  [50057, refused((context) => `${who(context)} is disabled. Ask an administrator of the organization.`)],
  [50034, refused((context) => `Microsoft knows no account like ${who(context)} there. Use another account.`)],
  [50053, refused((context) => `${who(context)} is locked after too many failed sign-ins. Try again later.`)],
  [
    53000,
    refused(() => 'The organization allows sign-ins only from devices that it manages, and this is none of them.'),
  ],
  [53001, refused(() => 'The organization allows sign-ins only from computers that joined its domain.')],
  [53003, refused(() => 'A rule of the organization (conditional access) blocks this sign-in. Ask its administrator.')],
  [530032, refused(() => 'A security policy of the organization blocks this sign-in. Ask its administrator.')],
  [
    50196,
    { meaning: 'later', text: () => 'Microsoft saw too many sign-in requests. Wait some minutes and try again.' },
  ],
  [
    90033,
    { meaning: 'later', text: () => 'Microsoft’s sign-in service is out of order for the moment. Try again later.' },
  ],
  [
    90043,
    { meaning: 'later', text: () => 'Microsoft’s sign-in service is out of order for the moment. Try again later.' },
  ],
]);

/** OAuth errors without a code that is known; personal accounts get no AADSTS number at all. */
const BY_NAME: Readonly<Record<string, Rule>> = {
  unauthorized_client: WRONG_CLIENT,
  invalid_client: WRONG_CLIENT,
  access_denied: again(() => 'The sign-in was given up in the browser, or the permissions were declined.'),
  consent_required: NEEDS_ADMIN,
  interaction_required: again((context) => `Microsoft wants to ask ${who(context)} something.`),
  login_required: again((context) => `Microsoft wants ${who(context)} to sign in.`),
  invalid_grant: again((context) => `Microsoft no longer accepts the stored sign-in of ${who(context)}.`),
  temporarily_unavailable: {
    meaning: 'later',
    text: () => 'Microsoft’s sign-in service is out of order for the moment. Try again later.',
  },
  server_error: {
    meaning: 'later',
    text: () => 'Microsoft’s sign-in service is out of order for the moment. Try again later.',
  },
};

function ruleFor({ error, codes }: EntraError): Rule | null {
  for (const code of codes) {
    const rule = RULES.get(code);
    if (rule !== undefined) return rule;
  }
  return BY_NAME[error] ?? null;
}

/** The error behind an answer of the token endpoint, or behind the parameters that the browser brought. */
export function entraError(fields: Readonly<Record<string, unknown>>): EntraError | null {
  const { error, error_description: given, error_codes: numbers } = fields;
  if (typeof error !== 'string' || error === '') return null;
  const description = typeof given === 'string' ? given : '';
  const listed = Array.isArray(numbers) ? numbers.filter((code): code is number => typeof code === 'number') : [];
  const written = [...description.matchAll(/AADSTS(\d{4,9})/g)].map(([, code]) => Number(code));
  return { error, description, codes: [...new Set([...listed, ...written])] };
}

/** Where an administrator allows the app for the whole organization. */
export function adminConsentLink({ clientId, tenant }: EntraContext): string {
  // `common` and `consumers` name no organization; Microsoft then asks which one the administrator belongs to.
  const place = tenant === 'common' || tenant === 'consumers' ? 'organizations' : tenant;
  return `https://login.microsoftonline.com/${encodeURIComponent(place)}/adminconsent?client_id=${encodeURIComponent(clientId)}`;
}

function mark({ codes, error }: EntraError): string {
  return codes[0] === undefined ? error : `AADSTS${codes[0]}`;
}

function sentence(found: EntraError, context: EntraContext): string {
  const rule = ruleFor(found);
  const text = rule?.text(context) ?? 'Microsoft refused the sign-in. Start it again; if it stays, look the code up.';
  return text.includes('AADSTS') ? text : `${text} (${mark(found)})`;
}

/** A sign-in in the browser that was refused. Consent that is missing there can only come from an administrator. */
export function signInRefused(found: EntraError, context: EntraContext): EngineFailure {
  const needsAdmin = found.codes.includes(65001) || found.error === 'consent_required';
  const meaning = ruleFor(found)?.meaning;
  if (needsAdmin || meaning === 'administrator') {
    const text = needsAdmin && meaning !== 'administrator' ? NEEDS_ADMIN.text(context) : sentence(found, context);
    return new EngineFailure('admin-consent', text, { link: adminConsentLink(context) });
  }
  return new EngineFailure('sign-in-failed', sentence(found, context), { retryable: meaning !== 'refused' });
}

/** What a renewal that was refused means: the stored sign-in is over, or it stays and something else must happen. */
export type RenewalRefusal = { readonly over: boolean; readonly failure: EngineFailure };

export function renewalRefused(found: EntraError, context: EntraContext): RenewalRefusal {
  const text = sentence(found, context);
  switch (ruleFor(found)?.meaning) {
    case 'administrator':
      return { over: false, failure: new EngineFailure('admin-consent', text, { link: adminConsentLink(context) }) };
    case 'later':
      return { over: false, failure: new EngineFailure('service-unreachable', text, { retryable: true }) };
    case 'registration':
      // The stored sign-in is good again as soon as the registration or the preference is.
      return { over: false, failure: new EngineFailure('account-signed-out', text) };
    case 'sign in again':
    case 'refused':
    case undefined:
      return { over: true, failure: new EngineFailure('account-signed-out', text) };
  }
}
