import { z } from 'zod';
import { type LedgerFilter, ALL_REQUESTS, ledgerFilter, ledgerState } from '../../../src-preload/contract/ledger.ts';

const { purpose, host, connectionId, fromDay, toDay } = ledgerFilter.shape;
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What the address of the ledger holds: the filter, and where in the list the person is. */
export const ledgerSearchParams = z.object({
  view: maybe(z.enum(['overview'])),
  text: maybe(z.coerce.string().max(200)),
  connection: maybe(connectionId.unwrap()),
  purpose: maybe(purpose.unwrap()),
  host: maybe(host.unwrap()),
  state: maybe(ledgerState),
  from: maybe(fromDay.unwrap()),
  to: maybe(toDay.unwrap()),
  page: maybe(z.number().int().min(0)),
});
export type LedgerSearch = z.infer<typeof ledgerSearchParams>;

/** The filter that an address stands for. */
export const filterOf = (search: LedgerSearch): LedgerFilter => ({
  text: search.text ?? '',
  connectionId: search.connection ?? null,
  purpose: search.purpose ?? null,
  host: search.host ?? null,
  state: search.state ?? null,
  fromDay: search.from ?? null,
  toDay: search.to ?? null,
});

/** True when the filter leaves rows out, or may. */
export const isFiltered = (filter: LedgerFilter): boolean =>
  (Object.keys(ALL_REQUESTS) as (keyof LedgerFilter)[]).some((one) => filter[one] !== ALL_REQUESTS[one]);
