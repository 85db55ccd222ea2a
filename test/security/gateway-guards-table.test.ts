/**
 * Promises 4 and 5: what may be asked, by purpose and by what may be read.
 *
 * Whoever gets the engine to send something with the wrong purpose, or a request for records through a connection that
 * reads metadata only, must be refused. So every request of the list is judged for every purpose in both modes, and may
 * pass for its own only.
 */
import { describe, expect, it } from 'vitest';
import { READING_MODES, type ReadingMode } from '../../src-preload/contract/connections.ts';
import { PURPOSES, type Purpose } from '../../src-main/engine/network/gateway-types.ts';
import { readOnlyGuard } from '../../src-main/engine/network/read-only-guard.ts';
import { checkSoql } from '../../src-main/engine/network/record-guard.ts';
import { checkRecordSoql } from '../../src-main/engine/network/record-soql.ts';
import { ROUTES } from '../../src-main/engine/network/routes.ts';
import { soqlParser } from '../../src-main/engine/network/soql-parser.ts';
import { EXAMPLES, type Example } from '../support/guard-examples.ts';

const origin = 'https://acme.my.salesforce.com';
const parse = await soqlParser();
const nameOf = ({ method = 'GET', url, body = '' }: Example): string => `${method} ${url} ${body}`.trim();

/** Both guards; the name of the row that let it pass, or null. */
function judged(example: Example, purpose: Purpose, reads: ReadingMode): string | null {
  const { method = 'GET', url, body = null } = example;
  const verdict = readOnlyGuard({ purpose, origin, reads, method, url, headers: {}, body });
  if (!verdict.allowed) return null;
  const isFine = verdict.soql.every(({ soql, api }) =>
    api === 'records' ? checkRecordSoql(soql, parse).allowed : checkSoql(soql, api, parse).allowed,
  );
  return isFine ? verdict.route.name : null;
}

// @promise 4: every request that is sent is on a list, each for its purpose only
// @promise 5: until a connection is switched to metadata and records, no request for records passes for any purpose
describe('the guards, for every purpose and in both modes,', () => {
  it.each(EXAMPLES.map((example) => [nameOf(example).slice(0, 160), example] as const))('judge %s', (_, example) => {
    const inBothModes = PURPOSES.flatMap((purpose) => READING_MODES.map((reads) => ({ purpose, reads })));
    const wanted = inBothModes.filter(
      ({ purpose, reads }) =>
        example.purposes.includes(purpose) ||
        (example.records && purpose === 'records' && reads === 'metadata and records'),
    );
    const found = inBothModes.filter(({ purpose, reads }) => judged(example, purpose, reads) !== null);
    expect(found).toEqual(wanted);
  });

  it('have no row that this list leaves out, and know nothing else', () => {
    const used = EXAMPLES.flatMap((example) => {
      const purposes: readonly Purpose[] = example.records ? [...example.purposes, 'records'] : example.purposes;
      return purposes.map((purpose) => judged(example, purpose, 'metadata and records'));
    });
    expect(new Set(used)).toEqual(new Set(ROUTES.map(({ name }) => name)));
    expect(new Set(ROUTES.map(({ name }) => name)).size).toBe(ROUTES.length);
  });

  it('give records to one purpose only', () => {
    const ofRecords = ROUTES.filter(({ mode }) => mode === 'metadata and records');
    expect(new Set(ofRecords.flatMap(({ purposes }) => purposes))).toEqual(new Set(['records']));
    const forRecords = ROUTES.filter(({ purposes }) => purposes.includes('records'));
    expect(forRecords).toEqual(ofRecords);
  });

  it('read with whatever is not a GET, sign-ins and what is Orgbench’s own aside', () => {
    const others = ROUTES.filter(({ method, kind }) => method !== 'GET' && kind !== 'own').map(({ kind }) => kind);
    expect(new Set(others)).toEqual(
      new Set(['composite', 'batch', 'bulk query', 'report run', 'soap', 'token', 'revoke']),
    );
    expect(
      new Set(ROUTES.filter(({ kind }) => kind === 'own').map(({ path }) => /jobs|instances/.test(path.source))),
    ).toEqual(new Set([true]));
  });
});
