import { z } from 'zod';

/** An org that the Salesforce CLI is signed in to. */
export type SfOrg = {
  readonly username: string;
  readonly alias: string | null;
  readonly instanceUrl: string;
  readonly orgId: string;
  /** In the CLI's own words, such as `Connected` or `RefreshTokenAuthError`; null when it did not look. */
  readonly status: string | null;
};

// A name that begins with a dash would be an option of the command.
const username = z
  .string()
  .max(255)
  .regex(/^[^\s-][^\s]*@[^\s]+$/);
const shortText = z.string().max(300);

// Only what is needed: older versions write the access token into this list.
const listedOrg = z.object({
  username,
  alias: shortText.nullish(),
  instanceUrl: z.string().max(512),
  orgId: z.string().regex(/^00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/),
  connectedStatus: shortText.nullish(),
  status: shortText.nullish(),
});
const orgGroup = z.array(z.unknown()).default([]);
const listAnswer = z.object({
  status: z.literal(0),
  result: z.object({
    nonScratchOrgs: orgGroup,
    scratchOrgs: orgGroup,
    sandboxes: orgGroup,
    devHubs: orgGroup,
    other: orgGroup,
  }),
});
const tokenAnswer = z.object({ status: z.literal(0), result: z.object({ accessToken: z.string().min(1).max(4000) }) });
const versionAnswer = z.object({ cliVersion: shortText });
const failedAnswer = z.object({ name: shortText, message: z.string() });

/**
 * The orgs of `sf org list --json`, each once, by username. The CLI lists an org in several groups. Orgs without an id
 * or address are left out. Null when this is not such an answer.
 */
export function readOrgList(text: string): readonly SfOrg[] | null {
  const answer = listAnswer.safeParse(parseJson(text));
  if (!answer.success) return null;
  const { nonScratchOrgs, scratchOrgs, sandboxes, devHubs, other } = answer.data.result;
  const entries = [...nonScratchOrgs, ...scratchOrgs, ...sandboxes, ...devHubs, ...other];
  const orgs = new Map<string, SfOrg>();
  for (const entry of entries) {
    const org = listedOrg.safeParse(entry);
    if (!org.success || orgs.has(org.data.username)) continue;
    const { alias, instanceUrl, orgId, connectedStatus, status } = org.data;
    orgs.set(org.data.username, {
      username: org.data.username,
      alias: alias ?? null,
      instanceUrl: instanceUrl.replace(/\/+$/, ''),
      orgId,
      status: connectedStatus ?? status ?? null,
    });
  }
  if (entries.length > 0 && orgs.size === 0) return null;
  return [...orgs.values()].toSorted((one, two) => one.username.localeCompare(two.username));
}

/** The token of `sf org auth show-access-token --json`, or of `sf org display --json` of older versions. */
export function readAccessToken(text: string): string | null {
  const answer = tokenAnswer.safeParse(parseJson(text));
  // Newer versions of `org display` have a note in brackets in its place.
  return answer.success && !answer.data.result.accessToken.startsWith('[') ? answer.data.result.accessToken : null;
}

/** The number in `sf version --json`: `@salesforce/cli/2.150.6` → `2.150.6`. */
export function readVersion(text: string): string | null {
  const answer = versionAnswer.safeParse(parseJson(text));
  if (!answer.success) return null;
  return /(\d+\.\d+\.\d+\S*)$/.exec(answer.data.cliVersion)?.[1] ?? null;
}

/** What the CLI says went wrong, in one line and without anything that looks like a token; null when it says nothing. */
export function readFailure(text: string): { readonly name: string; readonly message: string } | null {
  const answer = failedAnswer.safeParse(parseJson(text));
  if (!answer.success) return null;
  const line = answer.data.message.replace(/\s+/g, ' ').trim();
  const message = line.replace(/00D\w{12,15}!\S*|\b[\w-]{40,}\S*/g, '(left out)').slice(0, 300);
  return { name: answer.data.name, message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
