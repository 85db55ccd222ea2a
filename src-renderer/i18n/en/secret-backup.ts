export const secretBackup = {
  'secret.backup.title': 'Choose a password for the backup',
  'secret.backup.text':
    '“{name}” can be opened with this password alone, on any computer. It is kept nowhere: without it the backup is of no use.',
  'secret.backup.secrets':
    'The sign-ins are in it: whoever has the file and this password can read your orgs as you. Choose a strong one.',
  'secret.backup.password': 'Password of the backup',
  'secret.backup.button': 'Make backup',
  'secret.restore.title': 'Open a backup',
  'secret.restore.text':
    'The password chosen when “{name}” was made. What it would change is shown first; nothing is changed until you say so.',
  'secret.restore.button': 'Open',
} as const;
