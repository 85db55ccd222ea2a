import { ACCOUNT_ACCESS, type AccountAccess } from '../../../../src-preload/contract/accounts.ts';
import type { ReportTable } from '../../../../src-preload/contract/privacy-report.ts';
import { AREAS, type Opens } from '../../../domain/preflight/areas.ts';
import { DRIVE_FILE_SCOPE } from '../../exports/google/google-tokens.ts';
import { scopeOf } from '../../exports/microsoft/access.ts';
import { SALESFORCE_SCOPES } from '../../salesforce/oauth/authorize.ts';

const SCOPE_REASONS: Readonly<Record<string, string>> = {
  api: 'Read metadata over the API. Salesforce has no smaller one that is enough; the gateway lets reads through only.',
  refresh_token: 'Stay signed in, until the sign-in is not used any more or is revoked.',
};

const ACCESS_REASONS: Readonly<Record<AccountAccess, string>> = {
  ownFiles: 'Files in the folder of the app only. What is asked for unless the person chooses more.',
  myFiles: 'The OneDrive of the person, to export into a file that is there.',
  allFiles: 'Every file that the person can open, to export into SharePoint and shared files.',
};

function permissionText(permission: Opens | null): string {
  if (permission === null) return 'none of its own';
  return permission.documented ? permission.name : `${permission.name} (as orgs do; Salesforce documents none)`;
}

/** What Orgbench asks for at Salesforce, Google and Microsoft, and what works without. */
export function permissionTables(): readonly ReportTable[] {
  return [
    {
      id: 'salesforce-permissions',
      title: 'Permissions in Salesforce',
      text: 'Of the user who signs in. No permission to change anything is needed, nor "View All Data" or "Modify All Data". What cannot be read is shown as unknown, never as empty.',
      columns: ['Area', 'Permission', 'Without it'],
      rows: [
        ['Everything', 'API Enabled', 'The org refuses every request; nothing can be read.'],
        [
          'Signing in with the browser',
          "The org's External Client App is allowed for the user",
          'Signing in with an access token, or from the Salesforce CLI.',
        ],
        [
          'The list of objects, and an object',
          'Read on the object (in a profile or permission set)',
          'The object is missing from the list; all others are there.',
        ],
        [
          'A field',
          'Read in field-level security',
          'Its definition may still be listed, marked as hidden from the user; the details of its describe are unknown.',
        ],
        [
          'Descriptions, help texts, dates, hidden fields, data classification',
          'View Setup and Configuration',
          'These facts are unknown; labels, types, picklists, record types and relationships are there.',
        ],
        [
          'Name, edition and instance of the org',
          'Read on Organization, as every internal user has',
          'My Domain stands for the name.',
        ],
        [
          'API limit',
          'API Enabled; View Setup and Configuration in some orgs',
          'What is left of the limit is not shown.',
        ],
      ],
    },
    {
      id: 'preflight',
      title: 'What the check of permissions reads',
      text: 'Sent when somebody asks what works for the signed-in user, and by the page right after a sign-in. Some areas are checked for later versions, which read more of an org.',
      columns: ['Area', 'What is read to find out', 'Permission in Setup', 'Without it'],
      rows: AREAS.map(({ title, reads, permission, without }) => [title, reads, permissionText(permission), without]),
    },
    {
      id: 'scopes',
      title: 'Scopes that are asked for',
      text: 'What the sign-in pages of the three services show to the person.',
      columns: ['Service', 'Scope', 'What for'],
      rows: [
        ...SALESFORCE_SCOPES.split(' ').map((scope) => ['Salesforce', scope, SCOPE_REASONS[scope] ?? '']),
        ['Google', DRIVE_FILE_SCOPE, 'Files that Orgbench made or that the person opened with it, and no other.'],
        ...ACCOUNT_ACCESS.map((access) => ['Microsoft Graph', scopeOf(access), ACCESS_REASONS[access]]),
        [
          'Microsoft',
          'openid, profile, offline_access',
          "The name of the person, and to stay signed in; Microsoft's library asks for them itself.",
        ],
      ],
    },
  ];
}
