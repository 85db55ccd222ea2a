export const welcome = {
  'welcome.title': 'Orgbench',
  'welcome.lead': 'Reads the metadata of your Salesforce orgs into an encrypted store on this computer.',
  'welcome.sample.title': 'Explore the sample org',
  'welcome.sample.text':
    'A made-up company with objects and fields to browse, search and export. No password, no account, no network.',
  'welcome.sample.note': 'Nothing is kept when you close it.',
  'welcome.sample.button': 'Open the sample org',
  'welcome.setUp.title': 'Set up Orgbench',
  'welcome.setUp.text': 'Choose a master password, connect an org, and pick the objects to read.',
  'welcome.setUp.note': 'Only reads metadata. Nothing in an org is ever changed.',
  'welcome.setUp.button': 'Set up',
  'welcome.promise':
    'Everything stays on this computer, encrypted under your password. Orgbench has no server and no account.',
} as const;
