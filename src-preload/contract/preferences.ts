import { z } from 'zod';

export const SCHEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;
export const NAME_STYLES = ['label', 'api'] as const;
export const SEARCH_SCOPES = ['org', 'all'] as const;

/** Groups of the preferences screen in their order, with their headings. */
export const PREFERENCE_GROUPS = {
  appearance: 'Appearance',
  security: 'Locking',
  'sign-in': 'Signing in',
  exports: 'Exports',
  privacy: 'Privacy',
  retention: 'How long things are kept',
  view: 'Remembered views',
} as const;
export type PreferenceGroup = keyof typeof PREFERENCE_GROUPS;
export const PREFERENCE_GROUP_NAMES = Object.keys(PREFERENCE_GROUPS) as PreferenceGroup[];

/** One row of the table of preferences. */
type PreferenceRow = {
  /** Refuses what is no value of it. */
  readonly schema: z.ZodType;
  /** The value of whoever chose nothing. */
  readonly fallback: unknown;
  readonly group: PreferenceGroup;
  /** Names it on the screen and in messages. */
  readonly title: string;
  /** One sentence: what it does, with its unit. */
  readonly description: string;
  /** Has a control of its own on the screen; the others are set where they are used, and reset with their group. */
  readonly shown: boolean;
  /** Has no effect while `onlySalesforce`, the master switch, is on. */
  readonly governed: boolean;
};

/**
 * The one table of preferences: validator, default, group and words of each.
 *
 * A new preference is a new row here; storage, the screen, search and reset follow from it.
 */
export const preferenceTable = {
  scheme: {
    schema: z.enum(SCHEMES),
    fallback: 'system',
    group: 'appearance',
    title: 'Colours',
    description: 'Light, dark, or as the operating system says.',
    shown: true,
    governed: false,
  },
  density: {
    schema: z.enum(DENSITIES),
    fallback: 'compact',
    group: 'appearance',
    title: 'Row height',
    description: 'Height of the rows in grids.',
    shown: true,
    governed: false,
  },
  autoLockMinutes: {
    schema: z.number().int().min(1).max(240),
    fallback: 15,
    group: 'security',
    title: 'Automatic lock',
    description: 'Minutes without input until Orgbench locks itself.',
    shown: true,
    governed: false,
  },
  nameStyle: {
    schema: z.enum(NAME_STYLES),
    fallback: 'label',
    group: 'appearance',
    title: 'Labels or API names',
    description: 'Show labels or API names first, also as export headers.',
    shown: true,
    governed: false,
  },
  fieldColumns: {
    schema: z.array(z.string().max(60)).max(60),
    fallback: [] as string[],
    group: 'view',
    title: 'Columns of the field grid',
    description: 'Columns of the field grid, in order; empty means the default set.',
    shown: false,
    governed: false,
  },
  objectColumns: {
    schema: z.array(z.string().max(60)).max(60),
    fallback: [] as string[],
    group: 'view',
    title: 'Columns of the object list',
    description: 'Columns of the object list, in order; empty means the default set.',
    shown: false,
    governed: false,
  },
  componentColumns: {
    schema: z.record(z.string().max(60), z.array(z.string().max(60)).max(60)),
    fallback: {} as Record<string, string[]>,
    group: 'view',
    title: 'Columns of the other lists',
    description: 'Columns of the lists of reports, flows and others, in order, by type; none means the default set.',
    shown: false,
    governed: false,
  },
  csvDefuse: {
    schema: z.boolean(),
    fallback: true,
    group: 'exports',
    title: 'Formulas in CSV files',
    description: "Put ' before CSV cells that a spreadsheet would read as a formula.",
    shown: true,
    governed: false,
  },
  searchScope: {
    schema: z.enum(SEARCH_SCOPES),
    fallback: 'org',
    group: 'appearance',
    title: 'Where to search',
    description: 'Whether the search over everything looks in the org on screen or in all.',
    shown: true,
    governed: false,
  },
  dismissedHints: {
    schema: z.array(z.string().max(60)).max(100),
    fallback: [] as string[],
    group: 'view',
    title: 'Closed hints',
    description: 'Hints that were closed.',
    shown: false,
    governed: false,
  },
  oauthClientId: {
    schema: z
      .string()
      .trim()
      .max(300)
      .regex(/^[A-Za-z0-9._-]*$/),
    fallback: '',
    group: 'sign-in',
    title: 'Salesforce client id',
    description: 'Consumer Key of the External Client App that browser sign-ins use; empty means none.',
    shown: true,
    governed: false,
  },
  googleClientId: {
    schema: z
      .string()
      .trim()
      .max(300)
      .regex(/^[A-Za-z0-9._-]*$/),
    fallback: '',
    group: 'sign-in',
    title: 'Google client id',
    description: 'Client id of the desktop app that Google sign-ins use; empty means none.',
    shown: true,
    governed: true,
  },
  googleClientSecret: {
    schema: z
      .string()
      .trim()
      .max(200)
      .regex(/^[A-Za-z0-9._-]*$/),
    fallback: '',
    group: 'sign-in',
    title: 'Google client secret',
    description: 'What Google calls the client secret of a desktop app. It is no secret, but Google asks for it.',
    shown: true,
    governed: true,
  },
  microsoftClientId: {
    schema: z
      .string()
      .trim()
      .max(100)
      .regex(/^[A-Za-z0-9-]*$/),
    fallback: '',
    group: 'sign-in',
    title: 'Microsoft client id',
    description: 'Application (client) id of the Entra app that Microsoft sign-ins use; empty means none.',
    shown: true,
    governed: true,
  },
  microsoftTenant: {
    schema: z
      .string()
      .trim()
      .max(255)
      .regex(/^[A-Za-z0-9.-]+$/),
    fallback: 'common',
    group: 'sign-in',
    title: 'Microsoft tenant',
    description: 'Who may sign in: common, organizations, consumers, or a tenant by id or domain.',
    shown: true,
    governed: true,
  },
  signInDays: {
    schema: z.number().int().min(1).max(90),
    fallback: 30,
    group: 'security',
    title: 'Unused sign-ins',
    description: 'Days without use after which a stored sign-in is dropped.',
    shown: true,
    governed: false,
  },
  onlySalesforce: {
    schema: z.boolean(),
    fallback: false,
    group: 'privacy',
    title: 'No network except Salesforce',
    description: 'No network except Salesforce: requests to Google, Microsoft and anything else are refused.',
    shown: true,
    governed: false,
  },
  orgDailyCalls: {
    schema: z.number().int().min(100).max(1_000_000),
    // A third of the smallest daily limit that an org usually has, so that other programs of the org always find enough;
    // reading all of a large org takes a few hundred.
    fallback: 5000,
    group: 'privacy',
    title: 'Requests to each org',
    description: 'Requests that Orgbench sends to an org within 24 hours at most, of those that Salesforce counts.',
    shown: true,
    governed: false,
  },
  orgRetentionMonths: {
    schema: z.number().int().min(1).max(60),
    fallback: 12,
    group: 'retention',
    title: 'Metadata of unopened orgs',
    description: 'Months without opening an org after which its metadata is removed; announced 30 days before.',
    shown: true,
    governed: false,
  },
  ledgerDays: {
    schema: z.number().int().min(7).max(3650),
    fallback: 90,
    group: 'retention',
    title: 'Outbound ledger',
    description: 'Days that the outbound ledger is kept.',
    shown: true,
    governed: false,
  },
  exportHistoryDays: {
    schema: z.number().int().min(30).max(3650),
    fallback: 365,
    group: 'retention',
    title: 'History of exports',
    description: 'Days that the history of exports is kept.',
    shown: true,
    governed: false,
  },
  activityDays: {
    schema: z.number().int().min(30).max(365),
    fallback: 180,
    group: 'retention',
    title: 'Finished jobs',
    description: 'Days that finished jobs are kept.',
    shown: true,
    governed: false,
  },
  logDays: {
    schema: z.number().int().min(1).max(30),
    fallback: 30,
    group: 'retention',
    title: 'Error log',
    description: 'Days that the error log is kept.',
    shown: true,
    governed: false,
  },
  lastConnectionId: {
    schema: z.string().max(64).nullable(),
    fallback: null as string | null,
    group: 'view',
    title: 'Last open connection',
    description: 'The connection that was open last.',
    shown: false,
    governed: false,
  },
} as const satisfies Readonly<Record<string, PreferenceRow>>;

export type PreferenceName = keyof typeof preferenceTable;
export const PREFERENCE_NAMES = Object.keys(preferenceTable) as PreferenceName[];

/** The preferences of a group in the order of the table: what the screen shows together, and what resets together. */
export function preferencesOf(group: PreferenceGroup): readonly PreferenceName[] {
  return PREFERENCE_NAMES.filter((name) => preferenceTable[name].group === group);
}

/** The preferences that a search on the screen finds: every word stands in the title, description, name or heading. */
export function findPreferences(text: string): readonly PreferenceName[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return PREFERENCE_NAMES.filter((name) => {
    const { title, description, group, shown } = preferenceTable[name];
    const said = `${title} ${description} ${name} ${PREFERENCE_GROUPS[group]}`.toLowerCase();
    return shown && words.every((word) => said.includes(word));
  });
}

const shape = Object.fromEntries(PREFERENCE_NAMES.map((name) => [name, preferenceTable[name].schema])) as unknown as {
  [K in PreferenceName]: (typeof preferenceTable)[K]['schema'];
};
export const preferences = z.object(shape);
export type Preferences = z.infer<typeof preferences>;

export const preferenceMethods = {
  'preferences.read': { input: z.strictObject({}), output: preferences },
  /** Changes some; `reset` names those that go back to their default. Answers all of them. */
  'preferences.write': {
    input: z.strictObject({
      set: z.strictObject(shape).partial(),
      reset: z.array(z.enum(PREFERENCE_NAMES as [PreferenceName, ...PreferenceName[]])).max(100),
    }),
    output: preferences,
  },
} as const;
