export const signIn = {
  'signIn.title': 'Sign in with the browser',
  'signIn.title.again': 'Sign in to {name} with the browser',
  'signIn.text':
    'Orgbench opens the sign-in page of Salesforce in the browser and never sees the password. It asks for access to metadata through the API and reads only.',
  'signIn.name': 'Name',
  'signIn.name.hint': 'How this connection is called in Orgbench, for example the client and the kind of org.',
  'signIn.place': 'Where to sign in',
  'signIn.place.production': 'Production',
  'signIn.place.production.hint': 'login.salesforce.com: production and Developer Edition orgs.',
  'signIn.place.sandbox': 'Sandbox',
  'signIn.place.sandbox.hint': 'test.salesforce.com: sandboxes and scratch orgs.',
  'signIn.place.domain': 'My Domain',
  'signIn.place.domain.hint': 'The org’s own sign-in page. Some orgs allow no other.',
  'signIn.domain': 'My Domain address',
  'signIn.domain.hint': 'For example https://your-company.my.salesforce.com; an address copied from Lightning is fine.',
  'signIn.group': 'Group',
  'signIn.group.hint': 'Connections of one client or project stand together.',
  'signIn.colour': 'Colour',
  'signIn.clientId': 'Client id',
  'signIn.clientId.hint':
    'The Consumer Key of an External Client App in the org. An administrator makes one in a few minutes, as shown below; it is no secret.',
  'signIn.clientId.bad':
    'This is not a client id: it is one long word of letters, digits, dots, dashes and underscores.',
  'signIn.check': 'Check the client id',
  'signIn.check.fine':
    '{host} knows the client id and all four callback addresses. Whether the app is installed in the org and open to you shows only when you sign in.',
  'signIn.button': 'Open the browser',
  'signIn.waiting.title': 'Go on in the browser',
  'signIn.waiting.text':
    'The sign-in page of {host} was opened there. Sign in and choose Allow; this window goes on by itself. It waits five minutes.',
  'signIn.waiting.cancel': 'Cancel the sign-in',
  'signIn.done': '{user} is signed in. {name} is connected.',
  'signIn.card.title': 'How an administrator registers the External Client App',
  'signIn.card.text':
    'Orgbench comes without a client id, so that the org decides what it lets in. Once per org, by somebody who may customise it:',
  'signIn.card.new': 'Setup, External Client App Manager',
  'signIn.card.new.text': 'Choose “New External Client App”.',
  'signIn.card.basic': 'Basic Information',
  'signIn.card.basic.text':
    'External Client App Name: Orgbench. API Name: Orgbench. Contact Email: your own. Distribution State: Local.',
  'signIn.card.callback': 'API (Enable OAuth Settings)',
  'signIn.card.callback.text': 'Tick “Enable OAuth”. Callback URL: these four lines, exactly as they are.',
  'signIn.card.copy': 'Copy the callback addresses',
  'signIn.card.scopes': 'OAuth Scopes',
  'signIn.card.scopes.text':
    'Add “Manage user data via APIs (api)” and “Perform requests at any time (refresh_token, offline_access)”. Nothing else is needed.',
  'signIn.card.security': 'Security',
  'signIn.card.security.text':
    'On: “Require Proof Key for Code Exchange (PKCE) extension for Supported Authorization Flows”. Off: “Require Secret for Web Server Flow” and “Require Secret for Refresh Token Flow”. “Enable Refresh Token Rotation” may be on or off.',
  'signIn.card.policies': 'Create, then the tab Policies',
  'signIn.card.policies.text':
    'Permitted Users: all users, or admin-approved users with the profiles or permission sets of those who use Orgbench.',
  'signIn.card.key': 'Tab Settings, OAuth Settings, “Consumer Key and Secret”',
  'signIn.card.key.text': 'Copy the Consumer Key into the field above. The Consumer Secret is not needed.',
} as const;
