const NO_SUCH_TYPE = /sObject type '(\w+)' is not supported\./;
const WITH_REPORTS: ReadonlySet<string> = new Set(['Report', 'Dashboard', 'DashboardComponent']);

/**
 * Why something could not be read, for people. To a user who may not see a kind of component Salesforce says that there is
 * no such kind, and gives advice on custom objects; that is told as what it most likely means, with its words cut short.
 */
export function plainReason(reason: string): string {
  const [words, name] = NO_SUCH_TYPE.exec(reason) ?? [];
  if (words === undefined || name === undefined) return reason;
  const permission = WITH_REPORTS.has(name) ? 'Run Reports' : 'View Setup and Configuration';
  return `Salesforce does not show it to the signed-in user. The permission ${permission} may be missing, or the org does not have it. It says: ${words}`;
}
