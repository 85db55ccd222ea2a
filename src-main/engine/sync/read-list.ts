import type { Clock } from '../ports.ts';
import type { OrgClient } from '../salesforce/org-client.ts';
import type { CatalogStore } from '../store/catalog/index.ts';

export type ListReading = {
  readonly catalog: CatalogStore;
  readonly client: OrgClient;
  readonly connectionKey: number;
  readonly now: Clock;
  readonly signal: AbortSignal;
};

/**
 * Reads the org's list of sObjects (describeGlobal). Answers whether the org sent it anew.
 *
 * @param force ask without If-Modified-Since
 */
export async function readList(reading: ListReading, force = false): Promise<boolean> {
  const { catalog, client, connectionKey, now, signal } = reading;
  const { listModified, listReadAt } = catalog.list.state(connectionKey);
  const known = listReadAt !== null && !force;
  const answer = await client.describeGlobal({ ifModifiedSince: known ? listModified : null, signal });
  const readAt = new Date(now()).toISOString();
  catalog.transaction(() => {
    if (answer.state === 'not-modified') catalog.list.confirmList(connectionKey, readAt);
    else catalog.list.saveList(connectionKey, answer.body.sobjects, answer.lastModified, readAt);
  });
  return answer.state === 'read';
}
