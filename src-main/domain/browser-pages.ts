/** What of a host's pages may be opened: the host, or any name under a domain, and the beginning of the path. */
type KnownPages = {
  readonly host?: string;
  /** Not the domain itself. */
  readonly under?: string;
  readonly path?: RegExp;
  readonly why: string;
};

const SETUP = 'Setup pages of an org, when the person follows a link to one.';
const HELP = 'Help pages, when the person follows a link to one.';
const OWN_FILES = 'The file that an export made, when the person opens it.';
const REGISTER = 'Where the app of a company is registered or allowed.';
const REVOKE = 'Where a person sees and ends what apps may do.';

/** The pages that the person can have opened in the system's browser. Orgbench itself sends nothing there. */
export const KNOWN_PAGES: readonly KnownPages[] = [
  // Each org has a name of its own in front.
  { under: 'lightning.force.com', why: SETUP },
  { under: 'my.salesforce.com', why: SETUP },
  { under: 'my.salesforce-setup.com', why: SETUP },
  { host: 'login.salesforce.com', why: 'The sign-in page of Salesforce.' },
  { host: 'test.salesforce.com', why: 'The sign-in page of Salesforce for sandboxes.' },
  { host: 'help.salesforce.com', why: HELP },
  { host: 'developer.salesforce.com', why: HELP },

  { host: 'docs.google.com', path: /^\/spreadsheets(?:\/|$)/, why: OWN_FILES },
  { host: 'drive.google.com', why: OWN_FILES },
  { host: 'console.cloud.google.com', why: REGISTER },
  { host: 'developers.google.com', why: HELP },
  { host: 'support.google.com', why: HELP },
  { host: 'myaccount.google.com', why: REVOKE },

  // Workbooks of companies and of private people.
  { under: 'sharepoint.com', why: OWN_FILES },
  { host: 'onedrive.live.com', why: OWN_FILES },
  { host: '1drv.ms', why: OWN_FILES },
  // Registering the app, allowing it for a company, and ending what it may do.
  { host: 'entra.microsoft.com', why: REGISTER },
  { host: 'portal.azure.com', why: REGISTER },
  {
    host: 'login.microsoftonline.com',
    path: /^\/[A-Za-z0-9.-]+\/(?:v2\.0\/)?adminconsent$/,
    why: 'Where an admin allows the app for a company.',
  },
  { host: 'myapps.microsoft.com', why: REVOKE },
  { host: 'myapplications.microsoft.com', why: REVOKE },
  { host: 'myaccount.microsoft.com', why: REVOKE },
  { host: 'account.microsoft.com', why: REVOKE },
  { host: 'account.live.com', path: /^\/consent\/Manage$/i, why: REVOKE },
  { host: 'learn.microsoft.com', why: HELP },
  { host: 'support.microsoft.com', why: HELP },
];

/** Further domains under which an org's own sign-in page is served. */
export const SIGN_IN_DOMAINS: readonly string[] = [
  'my.salesforce.com',
  'my.salesforce.mil',
  'my.sfcrmproducts.cn',
  'cloudforce.com',
  'database.com',
];
/** Sign-in pages of everybody, which the system's browser opens. */
export const SIGN_IN_HOSTS: ReadonlySet<string> = new Set(['login.salesforce.com', 'test.salesforce.com']);
export const GOOGLE_SIGN_IN_HOST = 'accounts.google.com';
export const MICROSOFT_SIGN_IN_HOST = 'login.microsoftonline.com';
