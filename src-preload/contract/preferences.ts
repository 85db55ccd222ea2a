import { z } from 'zod';

export const SCHEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;
export const NAME_STYLES = ['label', 'api'] as const;
export const SEARCH_SCOPES = ['org', 'all'] as const;

/**
 * The one table of preferences: validator, default and description of each.
 *
 * A new preference is a new row here; storage, the screen and reset follow from it.
 */
export const preferenceTable = {
  scheme: {
    schema: z.enum(SCHEMES),
    fallback: 'system',
    description: 'Light, dark, or as the operating system says.',
  },
  density: {
    schema: z.enum(DENSITIES),
    fallback: 'compact',
    description: 'Height of the rows in grids.',
  },
  autoLockMinutes: {
    schema: z.number().int().min(1).max(240),
    fallback: 15,
    description: 'Minutes without input until Orgbench locks itself.',
  },
  nameStyle: {
    schema: z.enum(NAME_STYLES),
    fallback: 'label',
    description: 'Show labels or API names first, also as export headers.',
  },
  fieldColumns: {
    schema: z.array(z.string().max(60)).max(60),
    fallback: [] as string[],
    description: 'Columns of the field grid, in order; empty means the default set.',
  },
  objectColumns: {
    schema: z.array(z.string().max(60)).max(60),
    fallback: [] as string[],
    description: 'Columns of the object list, in order; empty means the default set.',
  },
  csvDefuse: {
    schema: z.boolean(),
    fallback: true,
    description: "Put ' before CSV cells that a spreadsheet would read as a formula.",
  },
  searchScope: {
    schema: z.enum(SEARCH_SCOPES),
    fallback: 'org',
    description: 'Whether the search over everything looks in the org on screen or in all.',
  },
  dismissedHints: {
    schema: z.array(z.string().max(60)).max(100),
    fallback: [] as string[],
    description: 'Hints that were closed.',
  },
  oauthClientId: {
    schema: z
      .string()
      .trim()
      .max(300)
      .regex(/^[A-Za-z0-9._-]*$/),
    fallback: '',
    description: 'Consumer Key of the External Client App that browser sign-ins use; empty means none.',
  },
  googleClientId: {
    schema: z
      .string()
      .trim()
      .max(300)
      .regex(/^[A-Za-z0-9._-]*$/),
    fallback: '',
    description: 'Client id of the desktop app that Google sign-ins use; empty means none.',
  },
  googleClientSecret: {
    schema: z
      .string()
      .trim()
      .max(200)
      .regex(/^[A-Za-z0-9._-]*$/),
    fallback: '',
    description: 'What Google calls the client secret of a desktop app. It is no secret, but Google asks for it.',
  },
  microsoftClientId: {
    schema: z
      .string()
      .trim()
      .max(100)
      .regex(/^[A-Za-z0-9-]*$/),
    fallback: '',
    description: 'Application (client) id of the Entra app that Microsoft sign-ins use; empty means none.',
  },
  microsoftTenant: {
    schema: z
      .string()
      .trim()
      .max(255)
      .regex(/^[A-Za-z0-9.-]+$/),
    fallback: 'common',
    description: 'Who may sign in: common, organizations, consumers, or a tenant by id or domain.',
  },
  signInDays: {
    schema: z.number().int().min(1).max(90),
    fallback: 30,
    description: 'Days without use after which a stored sign-in is dropped.',
  },
  onlySalesforce: {
    schema: z.boolean(),
    fallback: false,
    description: 'No network except Salesforce: requests to Google, Microsoft and anything else are refused.',
  },
  orgRetentionMonths: {
    schema: z.number().int().min(1).max(60),
    fallback: 12,
    description: 'Months without opening an org after which its metadata is removed; announced 30 days before.',
  },
  ledgerDays: {
    schema: z.number().int().min(7).max(3650),
    fallback: 90,
    description: 'Days that the outbound ledger is kept.',
  },
  exportHistoryDays: {
    schema: z.number().int().min(30).max(3650),
    fallback: 365,
    description: 'Days that the history of exports is kept.',
  },
  activityDays: {
    schema: z.number().int().min(30).max(365),
    fallback: 180,
    description: 'Days that finished jobs are kept.',
  },
  logDays: {
    schema: z.number().int().min(1).max(30),
    fallback: 30,
    description: 'Days that the error log is kept.',
  },
  lastConnectionId: {
    schema: z.string().max(64).nullable(),
    fallback: null as string | null,
    description: 'The connection that was open last.',
  },
} as const;

export type PreferenceName = keyof typeof preferenceTable;
export const PREFERENCE_NAMES = Object.keys(preferenceTable) as PreferenceName[];

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
