export const sfImport = {
  'sfImport.title': 'Import from the Salesforce CLI',
  'sfImport.text':
    'For each org you choose, Orgbench takes from the Salesforce CLI on this computer: username, alias, address, org id and the access token of its session. The token is kept in the vault.',
  'sfImport.session':
    'Such a sign-in ends with its session, because nothing that could renew it is taken. Then sign in again in the CLI, if it asks for it, and import the org again.',
  'sfImport.asking': 'Asking the Salesforce CLI for its orgs',
  'sfImport.asking.hint': 'It asks each org for its state; an org that cannot be reached takes it up to 30 seconds.',
  'sfImport.importing': 'Signing in to {count, plural, one {# org} other {# orgs}}',
  'sfImport.again': 'Look again',
  'sfImport.list': 'Orgs of the Salesforce CLI {version}',
  'sfImport.connected': 'Connected already',
  'sfImport.status': 'The CLI says: {status}',
  'sfImport.group': 'Group',
  'sfImport.group.hint': 'Connections of one client or project stand together.',
  'sfImport.button': '{count, plural, =0 {Import} one {Import # org} other {Import # orgs}}',
  'sfImport.done': '{count, plural, one {# org is connected.} other {# orgs are connected.}}',
  'sfImport.failed': '{username} was not imported',
} as const;
