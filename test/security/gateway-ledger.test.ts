/** Promise 6: every request of any kind is in the outbound ledger, as it was sent and no more of it than that. */
import { describe, expect, it } from 'vitest';
import type { AttemptFacts } from '../../src-main/engine/network/gateway-types.ts';
import { createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { TOKEN, failureOf, gatewayKit, json, limitsRequest, loopbackServer } from '../support/network.ts';

const V = '/services/data/v68.0';

describe('the ledger', () => {
  // @promise 6: the ledger equals what a server received, attempt by attempt
  it('has exactly what a server received, in order, through all kinds of trouble', async () => {
    let count = 0;
    const server = await loopbackServer((request, response) => {
      count += 1;
      if (count % 7 === 0) request.socket.destroy();
      else if (count % 5 === 0) json(response, 503, { message: 'later' });
      else json(response, 200, { count });
    });
    const kit = gatewayKit();
    const attempts: AttemptFacts[] = [];
    for (let index = 0; index < 40; index += 1) {
      const list = index % 2 === 0;
      const which = list ? ({ purpose: 'object list', url: `${V}/sobjects` } as const) : {};
      await kit.gateway.request(limitsRequest(server.origin, { ...which, onAttempt: (one) => attempts.push(one) }));
    }
    const rows = kit.rows();
    expect(rows.map((row) => [row.method, row.path])).toEqual(server.received.map((one) => [one.method, one.path]));
    expect(rows.map((row) => [row.status, row.bytesIn])).toEqual(attempts.map((one) => [one.status, one.bytesIn]));
    expect(rows.every((row) => row.state === 'done' || row.state === 'failed')).toBe(true);
    expect(rows.length).toBeGreaterThan(40);
  });

  it('has the row before the request arrives, and says unknown when the engine was ended meanwhile', async () => {
    const kit = gatewayKit();
    const seen: string[] = [];
    const server = await loopbackServer((_, response) => {
      seen.push(kit.rows()[0]?.state ?? 'no row');
      createLedgerRepository(kit.db);
      seen.push(kit.rows()[0]?.state ?? 'no row');
      json(response, 200, {});
    });
    await kit.gateway.request(limitsRequest(server.origin));
    expect(seen).toEqual(['sent', 'unknown']);
  });

  it('never holds a query, a token or a body', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, { records: [] }));
    const kit = gatewayKit();
    const soql = encodeURIComponent("SELECT Id FROM RecordType WHERE Name = 'Geheim'");
    await kit.gateway.request(limitsRequest(server.origin, { purpose: 'query', url: `${V}/query?q=${soql}` }));
    const text = JSON.stringify(kit.db.prepare('SELECT * FROM ledger').all());
    expect(text).not.toContain('Geheim');
    expect(text).not.toContain(TOKEN);
    expect(kit.rows()).toMatchObject([{ path: `${V}/query`, reads: 'RecordType' }]);
  });

  it('is listed newest first, searched literally, and added up by purpose', async () => {
    const server = await loopbackServer((_, response) => json(response, 200, { ok: true }));
    const kit = gatewayKit();
    await kit.gateway.request(limitsRequest(server.origin));
    await kit.gateway.request(limitsRequest(server.origin, { purpose: 'object list', url: `${V}/sobjects` }));
    await failureOf(kit.gateway.request(limitsRequest(server.origin, { url: `${V}/recent` })));
    const list = (text: string, connectionId: string | null = null): readonly string[] =>
      kit.ledger.list({ offset: 0, limit: 10, text, connectionId }).rows.map((row) => row.path);
    expect(list('')).toEqual([`${V}/recent`, `${V}/sobjects`, `${V}/limits`]);
    expect(list('SOBJECTS')).toEqual([`${V}/sobjects`]);
    expect(list('%')).toEqual([]);
    expect(list('', 'c2')).toEqual([]);
    expect(kit.ledger.list({ offset: 1, limit: 1, text: '', connectionId: 'c1' })).toMatchObject({
      total: 3,
      rows: [{ path: `${V}/sobjects` }],
    });
    expect(kit.ledger.totals({})).toMatchObject({
      byPurpose: [
        { purpose: 'limits', requests: 1, bytesIn: 11 },
        { purpose: 'object list', requests: 1, bytesIn: 11 },
      ],
      hosts: [new URL(server.origin).host],
    });
  });
});
