import { z } from 'zod';

export const connectionId = z.string().min(1).max(64);

export const ORG_TYPES = ['production', 'sandbox', 'scratch', 'developer', 'trial', 'sample'] as const;
export const orgType = z.enum(ORG_TYPES);
export type OrgType = z.infer<typeof orgType>;

/**
 * The ports on which the answer of the browser is awaited, in the order tried. An External Client App must list the
 * address of each, because Salesforce compares it letter by letter, port included.
 */
export const CALLBACK_PORTS: readonly number[] = [1717, 56420, 58728, 59132];
export const CALLBACK_PATH = '/OauthRedirect';
export const callbackUrl = (port: number): string => `http://localhost:${port}${CALLBACK_PATH}`;

/** What may be read through a connection: metadata only, or records as well. A new connection reads metadata only. */
export const READING_MODES = ['metadata', 'metadata and records'] as const;
export const readingMode = z.enum(READING_MODES);
export type ReadingMode = z.infer<typeof readingMode>;

export const orgUser = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
});

export const orgFacts = z.object({
  id: z.string(),
  name: z.string(),
  edition: z.string().nullable(),
  instance: z.string().nullable(),
  country: z.string().nullable(),
  type: orgType,
  namespacePrefix: z.string().nullable(),
});

export const connection = z.object({
  id: connectionId,
  name: z.string(),
  group: z.string(),
  colour: z.string(),
  notes: z.string(),
  type: orgType,
  instanceUrl: z.string(),
  apiVersion: z.string().nullable(),
  signedIn: z.boolean(),
  /** Why it is signed out, as a sentence; null while signed in. */
  signedOutReason: z.string().nullable(),
  user: orgUser.nullable(),
  org: orgFacts.nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** When metadata was last read completely or in part; null when never. */
  lastReadAt: z.string().nullable(),
  apiUsage: z.object({ used: z.number(), max: z.number() }).nullable(),
  /** The sign-in page where the browser signed it in, origin only; null for a pasted access token. */
  loginUrl: z.string().nullable(),
  /** Its sign-in is forgotten when Orgbench locks. */
  forgetAtLock: z.boolean(),
  /** The guard of the gateway goes by it: in `metadata` a request that would return records is refused. */
  reads: readingMode,
});
export type Connection = z.infer<typeof connection>;

export const connectionMethods = {
  'connections.list': { input: z.strictObject({}), output: z.object({ connections: z.array(connection) }) },
  /** Connects to the embedded sample org, which the host starts on loopback when asked. */
  'connections.connectSample': { input: z.strictObject({ name: z.string().min(1).max(80) }), output: connection },
  'connections.edit': {
    input: z.strictObject({
      id: connectionId,
      name: z.string().min(1).max(80),
      group: z.string().max(80),
      colour: z.string().max(24),
      notes: z.string().max(4000),
      /** Left as it is when absent. */
      forgetAtLock: z.boolean().optional(),
    }),
    output: connection,
  },
  /**
   * Switches what may be read. To allow records, `confirm` must be the connection's name, typed by the person; back to
   * metadata it is ignored, takes effect at once and ends what reads records.
   */
  'connections.setReads': {
    input: z.strictObject({ id: connectionId, reads: readingMode, confirm: z.string().max(80) }),
    output: connection,
  },
  /**
   * Opens the system's browser on the sign-in page and waits until the person has signed in there; cancelling the call
   * ends it. Needs the preference `oauthClientId`.
   */
  'connections.signInWithBrowser': {
    input: z.strictObject({
      name: z.string().min(1).max(80),
      group: z.string().max(80),
      colour: z.string().max(24),
      /** Production, Sandbox, or an address of the org; what is pasted is tidied. */
      loginUrl: z.string().min(1).max(512),
      /** Set to sign an existing connection in again; its name and look stay as they are. */
      connectionId: connectionId.nullable(),
    }),
    output: connection,
  },
  /**
   * Asks a sign-in page, without signing in, whether it knows the client id and the callback addresses. `problem` is a
   * sentence; null when nothing speaks against them.
   */
  'connections.checkClientId': {
    input: z.strictObject({ loginUrl: z.string().min(1).max(512), clientId: z.string().max(300) }),
    output: z.object({ loginUrl: z.string(), problem: z.string().nullable() }),
  },
  /**
   * Asks the Salesforce CLI on this computer which orgs it is signed in to. `available`: it was found. `reason` is a
   * sentence when there is nothing to choose from; null otherwise. `status` is the CLI's own word; null: not known.
   */
  'connections.listSfOrgs': {
    input: z.strictObject({}),
    output: z.object({
      available: z.boolean(),
      version: z.string().nullable(),
      orgs: z.array(
        z.object({
          username: z.string(),
          alias: z.string().nullable(),
          instanceUrl: z.string(),
          orgId: z.string(),
          status: z.string().nullable(),
          /** There is a connection of this user to this org, and it is signed in. */
          alreadyConnected: z.boolean(),
        }),
      ),
      reason: z.string().nullable(),
    }),
  },
  /** Connects orgs with the sessions of the Salesforce CLI; one that exists and is signed out is signed in again. */
  'connections.importSfOrgs': {
    input: z.strictObject({
      usernames: z.array(z.string().min(1).max(255)).min(1).max(200),
      group: z.string().max(80),
    }),
    output: z.object({
      results: z.array(
        z.object({
          username: z.string(),
          ok: z.boolean(),
          connectionId: connectionId.optional(),
          /** A sentence; set when it did not work. */
          reason: z.string().optional(),
        }),
      ),
    }),
  },
  /** Asks the org who is signed in and updates the facts. */
  'connections.test': { input: z.strictObject({ id: connectionId }), output: connection },
  /** Revokes at Salesforce, then forgets the token; `revoked` is false when Salesforce could not be told. */
  'connections.signOut': {
    input: z.strictObject({ id: connectionId }),
    output: z.object({ connection, revoked: z.boolean(), reason: z.string().nullable() }),
  },
  /** Signs out and deletes the connection with all metadata read through it. */
  'connections.remove': {
    input: z.strictObject({ id: connectionId }),
    output: z.object({ revoked: z.boolean(), reason: z.string().nullable() }),
  },
} as const;
