import type { OrgClient, QueryOptions, SObjectRecord } from '../../salesforce/org-client.ts';
import { isPartRefused } from '../../sync/org-definitions.ts';
import type { AreaRun } from '../area-run.ts';

/**
 * A run whose queries do without some columns where the org refuses the query with them: setup objects differ between API
 * versions and editions, and one column that is not there must not cost all the others. What is missing is then undefined
 * in the records, and unknown in the components.
 *
 * @param optional columns as the query names them, each followed by another
 */
export function withOptionalColumns(run: AreaRun, optional: readonly string[]): AreaRun {
  let isRefused = false;
  async function* query(soql: string, options?: QueryOptions): AsyncIterable<readonly SObjectRecord[]> {
    const spare = optional.reduce((rest, column) => rest.replace(` ${column},`, ''), soql);
    if (spare === soql || !isRefused) {
      let isBegun = false;
      try {
        for await (const records of run.client.query(soql, options)) {
          isBegun = true;
          yield records;
        }
        return;
      } catch (error) {
        if (spare === soql || isBegun || !isPartRefused(error) || error.code !== 'org-refused' || error.retryable) {
          throw error;
        }
      }
    }
    isRefused = true;
    yield* run.client.query(spare, options);
  }
  const client: OrgClient = { ...run.client, query };
  return { ...run, client };
}

/** Names of the facts whose columns the org did not give. */
export function missingOf(record: SObjectRecord, columns: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(columns).flatMap(([column, fact]) => (record[column] === undefined ? [fact] : []));
}
