/** Something that an admin, or a person, can do outside Orgbench about what Orgbench may do. */
export type AdminHelpEntry = {
  readonly id: string;
  readonly title: string;
  /** Permission or role that it takes; null: everybody can, for their own account. */
  readonly needs: string | null;
  /** In order; names of pages and buttons as the vendor writes them. */
  readonly steps: readonly string[];
  /** What happens in Orgbench then. */
  readonly effect: string;
  /** The vendor's own page about it. */
  readonly source: { readonly title: string; readonly url: string };
};

export type AdminHelpGroup = {
  readonly service: 'Salesforce' | 'Google' | 'Microsoft';
  readonly text: string;
  readonly entries: readonly AdminHelpEntry[];
};

const salesforceHelp = (page: string): string =>
  `https://help.salesforce.com/s/articleView?id=xcloud.${page}.htm&type=5`;

const SIGNED_OUT = 'Orgbench says "signed out" at the next request and keeps what was read before.';
const CANNOT_DELETE = 'It does not remove what was read before: only the person at that computer can.';

/** What admins can do on the side of Salesforce, Google and Microsoft, with the current names of their pages. */
export const ADMIN_HELP: readonly AdminHelpGroup[] = [
  {
    service: 'Salesforce',
    text: `Browser sign-ins use the External Client App that the org registered; look for its name. Sign-ins with an access token appear as sessions and API calls of their user. ${CANNOT_DELETE}`,
    entries: [
      {
        id: 'salesforce-usage',
        title: 'See who uses the app, and revoke tokens',
        needs: 'View all External Client Apps, view their settings, and edit their policies',
        steps: [
          'In Setup enter External Client Apps in Quick Find and choose OAuth Usage.',
          'Choose the user count of the app to see its users, their first and last use and their tokens.',
          'Revoke one token, all tokens of a user, or all tokens of the app.',
        ],
        effect: SIGNED_OUT,
        source: {
          title: 'Manage External Client App OAuth Usage',
          url: salesforceHelp('manage_external_client_app_usage'),
        },
      },
      {
        id: 'salesforce-block',
        title: 'Block or unblock an app of another kind',
        needs:
          'View Setup and Configuration and Manage Users to see the page; Manage Connected Apps and Customize Application to change it',
        steps: [
          'In Setup enter Connected Apps OAuth Usage in Quick Find and choose it. The Salesforce CLI, whose tokens can be imported, is in this list.',
          'Choose Block to end the sessions of an app and refuse new ones, or the user count to revoke those of one user.',
        ],
        effect: SIGNED_OUT,
        source: {
          title: 'Manage Current OAuth Connected App Sessions',
          url: salesforceHelp('connected_app_manage_current_sessions'),
        },
      },
      {
        id: 'salesforce-preauthorize',
        title: 'Allow the app for some users only',
        needs: 'View all External Client Apps, view their settings, and edit their policies',
        steps: [
          'In Setup enter External Client App Manager in Quick Find and choose it.',
          'Choose Edit Policies in the actions of the app.',
          'Under OAuth policies set Permitted Users to "Admin approved users are pre-authorized".',
          'Choose the profiles and permission sets that may use the app.',
        ],
        effect: 'Everybody else is refused at the sign-in, and who was signed in is signed out.',
        source: {
          title: 'Preauthorize User App Access Through External Client App Policies',
          url: salesforceHelp('preauth_user_app_access_through_eca'),
        },
      },
      {
        id: 'salesforce-own',
        title: 'End your own sign-ins',
        needs: null,
        steps: [
          'In your personal settings enter Advanced User Details in Quick Find and choose it; if it is not there, Personal Information.',
          'Under OAuth Connected Apps choose Revoke beside the app. Admins find the same list on the detail page of a user.',
        ],
        effect: SIGNED_OUT,
        source: {
          title: 'Manage OAuth-Enabled Connected Apps Access to Your Data',
          url: 'https://help.salesforce.com/apex/HTViewSolution?id=000205876&language=en_US',
        },
      },
      {
        id: 'salesforce-sessions',
        title: 'End a running session',
        needs: 'None for your own sessions; an admin sees all of them',
        steps: [
          'In Setup enter Session Management in Quick Find and choose it.',
          'Choose the session and Remove. Some services take up to 30 minutes to notice.',
          'This ends an access token, not the refresh token behind it: revoke that as well.',
        ],
        effect: `${SIGNED_OUT} A browser sign-in that was not revoked renews itself.`,
        source: {
          title: 'View User Session Information on the Session Management Page',
          url: salesforceHelp('security_user_session_info'),
        },
      },
      {
        id: 'salesforce-logins',
        title: 'See when and from where somebody signed in',
        needs: 'Monitor Login History, or Manage Users',
        steps: [
          'In Setup enter Login History in Quick Find and choose it.',
          'Look at Application, Login Type and Source IP. The page goes back six months.',
        ],
        effect: 'Nothing changes.',
        source: { title: 'Monitor Login History', url: salesforceHelp('users_login_history') },
      },
      {
        id: 'salesforce-api',
        title: 'See every API call',
        needs: 'View Event Log Files and API Enabled, or View All Data; event monitoring decides which logs there are',
        steps: [
          'Query EventLogFile for the event type ApiTotalUsage.',
          'CONNECTED_APP_NAME, CLIENT_IP, API_RESOURCE and HTTP_METHOD tell who asked for what. The outbound ledger of Orgbench has the same calls from the other side.',
        ],
        effect: 'Nothing changes.',
        source: {
          title: 'API Total Usage',
          url: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile_apitotalusage.htm',
        },
      },
      {
        id: 'salesforce-api-access',
        title: 'Refuse every app that was not approved',
        needs:
          'API Access Control, which Salesforce Customer Support switches on; Customize Application and Manage Connected Apps',
        steps: [
          'In Setup enter API Access Control in Quick Find and choose it.',
          'Limit API access to approved apps, then approve the app and give it to profiles or permission sets.',
        ],
        effect: 'An app that is not approved, and access tokens of such apps, are refused.',
        source: {
          title: 'Restrict Access to APIs with Connected Apps',
          url: salesforceHelp('security_api_access_control_all_users'),
        },
      },
      {
        id: 'salesforce-least',
        title: 'Give no more than Orgbench needs',
        needs: 'Manage Profiles and Permission Sets',
        steps: [
          'Make a permission set with API Enabled and View Setup and Configuration, and Read on the objects to document.',
          'Do not give View All Data or Modify All Data: Orgbench reads no records and changes nothing.',
        ],
        effect:
          'What the user may not see is shown as unknown. The report for security reviewers lists what needs which permission.',
        source: {
          title: 'EntityDefinition',
          url: 'https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/tooling_api_objects_entitydefinition.htm',
        },
      },
    ],
  },
  {
    service: 'Google',
    text: 'Orgbench asks for the files that it made (drive.file) and for no others. The files stay where they are when its access ends.',
    entries: [
      {
        id: 'google-own',
        title: 'End the access to your own account',
        needs: null,
        steps: ['Open myaccount.google.com/connections.', 'Choose the app, See details, and delete the connection.'],
        effect: SIGNED_OUT,
        source: {
          title: 'Manage connections between your Google Account and third parties',
          url: 'https://support.google.com/accounts/answer/13533235',
        },
      },
      {
        id: 'google-admin',
        title: 'See, limit or block the app for a company',
        needs: 'Administrator of Google Workspace',
        steps: [
          'In the Admin console open Menu, Security, Access and data control, API controls.',
          'Choose Manage Third-Party App Access. Details appear 24 to 48 hours after somebody allowed an app.',
          'Choose the app, and Trusted, Limited or Blocked.',
        ],
        effect: 'A blocked app is refused at the sign-in and at the next export; Orgbench says so.',
        source: {
          title: 'Control which third-party & internal apps access Google Workspace data',
          url: 'https://support.google.com/a/answer/7281227',
        },
      },
    ],
  },
  {
    service: 'Microsoft',
    text: 'Orgbench asks for its own folder unless the person chooses more. The files stay where they are when its access ends.',
    entries: [
      {
        id: 'microsoft-own',
        title: 'End the access to your own account',
        needs: null,
        steps: [
          'Work or school: open myapps.microsoft.com, the menu of the app, Manage your application, Revoke Permissions.',
          'Private: open account.live.com/consent/Manage, choose the app and remove its permissions.',
        ],
        effect: SIGNED_OUT,
        source: {
          title: 'Edit or revoke application permissions in the My Apps portal',
          url: 'https://support.microsoft.com/en-us/account-billing/edit-or-revoke-application-permissions-in-the-my-apps-portal-169be2b4-ee26-4338-aea8-d19bb2f329ee',
        },
      },
      {
        id: 'microsoft-block',
        title: 'Refuse the app for a company',
        needs: 'Cloud Application Administrator or Application Administrator',
        steps: [
          'In the Microsoft Entra admin center open Enterprise applications, All applications, and choose the app.',
          'Under Properties set "Enabled for users to sign-in?" to No and save.',
        ],
        effect:
          'No new tokens are given out: Orgbench says "signed out" when the present one ends, after about an hour.',
        source: {
          title: 'Disable user sign-in for an application',
          url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/disable-user-sign-in-portal',
        },
      },
      {
        id: 'microsoft-review',
        title: 'Review and revoke what was granted',
        needs: 'Cloud Application Administrator or Application Administrator',
        steps: [
          'In the Microsoft Entra admin center open Enterprise applications, All applications, choose the app and Permissions.',
          'Admin consent shows what was granted for everybody, User consent what single users granted; revoke there.',
        ],
        effect: SIGNED_OUT,
        source: {
          title: 'Review permissions granted to enterprise applications',
          url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/manage-application-permissions',
        },
      },
    ],
  },
];
