export const about = {
  'about.title': 'About Orgbench',
  'about.version': 'Version {version}',
  'about.what': 'Reads the metadata of Salesforce orgs into an encrypted store on this computer.',
  'about.versions': 'Versions',
  'about.platform': 'System',
  'about.licence': 'Licence',
  'about.build': 'Build',
  'about.build.packaged': 'packaged',
  'about.build.checkout': 'from a checkout',
  'about.affiliation':
    'Not affiliated with Salesforce, Google, Microsoft or Datasert. Salesforce is a trademark of Salesforce, Inc.',
  'about.notices': 'Third-party notices',
  'about.notices.label': 'Text of the third-party notices',
  'about.copy': 'Copy versions',
} as const;
