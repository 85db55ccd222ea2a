import { EngineFailure } from '../failure.ts';

/** Why the ledger has a row of a request that the master switch stopped. */
export const ONLY_SALESFORCE_REASON = 'The preference "No network except Salesforce" is on.';

/** What everything that is not for an org fails with while the master switch is on. `host` is where it would have gone. */
export function networkOffFailure(host: string): EngineFailure {
  return new EngineFailure(
    'network-off',
    `Nothing was sent to ${host}: the preference "No network except Salesforce" is on. Switch it off in the preferences to allow this.`,
  );
}
