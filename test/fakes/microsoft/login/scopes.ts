import { LoginFailure } from './errors.ts';

const GRAPH = 'https://graph.microsoft.com/';
const OPEN_ID = new Set(['openid', 'profile', 'email', 'offline_access']);
/** The delegated permissions of Graph that this fake knows (learn.microsoft.com/graph/permissions-reference). */
const GRAPH_SCOPES = [
  'Files.Read',
  'Files.Read.All',
  'Files.ReadWrite',
  'Files.ReadWrite.All',
  'Files.ReadWrite.AppFolder',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'User.Read',
] as const;
const BY_LOWER_CASE = new Map<string, string>(GRAPH_SCOPES.map((scope) => [scope.toLowerCase(), scope]));

export type AskedScopes = {
  readonly openId: ReadonlySet<string>;
  /** Short names. */
  readonly graph: readonly string[];
  /** Asked for with the resource in front, and answered so. */
  readonly withResource: boolean;
};

/** @throws LoginFailure for a scope that Graph does not have. */
export function readScopes(text: string, appName: string): AskedScopes {
  const openId = new Set<string>();
  const graph: string[] = [];
  let withResource = false;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (OPEN_ID.has(word)) {
      openId.add(word);
      continue;
    }
    if (/^https?:\/\//.test(word)) {
      if (!word.startsWith(GRAPH)) {
        throw new LoginFailure({
          error: 'invalid_scope',
          number: 70011,
          text: `The provided value for the input parameter 'scope' isn't valid. The scope ${word} isn't valid.`,
        });
      }
      withResource = true;
    }
    const scope = BY_LOWER_CASE.get(word.replace(GRAPH, '').toLowerCase());
    if (scope === undefined) {
      throw new LoginFailure({
        error: 'invalid_client',
        number: 650053,
        text: `The application '${appName}' asked for scope '${word}' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'. Contact the app vendor.`,
      });
    }
    if (!graph.includes(scope)) graph.push(scope);
  }
  return { openId, graph, withResource };
}

/** As the token endpoint words what was granted. */
export function grantedText(granted: readonly string[], asked: AskedScopes): string {
  const graph = granted.map((scope) => (asked.withResource ? GRAPH + scope : scope));
  return [...[...asked.openId].filter((scope) => scope !== 'offline_access'), ...graph].join(' ');
}
