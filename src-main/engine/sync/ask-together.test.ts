import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EngineFailure } from '../failure.ts';
import type { FirstPage, OrgClient, SObjectRecord } from '../salesforce/org-client.ts';
import { createAskTogether } from './ask-together.ts';

const page = (soql: string): Extract<FirstPage, { state: 'read' }> => ({
  state: 'read',
  records: [{ asked: soql }],
  totalSize: 7,
  rest: async function* () {
    yield [{ asked: `${soql} further` }];
  },
});

/** A client that writes down each call; `together` and `alone` are what it was asked in one call, and by itself. */
function recorded(answer: (soql: string) => FirstPage = page, refused: Error | null = null) {
  const together: string[][] = [];
  const alone: string[] = [];
  const client = {
    firstPages: async (queries: readonly string[]) => {
      together.push([...queries]);
      await nextTurn();
      if (refused !== null) throw refused;
      return queries.map(answer);
    },
    async *query(soql: string) {
      alone.push(soql);
      yield [{ asked: soql }];
    },
    toolingMany: async (queries: readonly string[]) => {
      alone.push(...queries);
      return queries.map((soql) => ({ state: 'read', records: [{ asked: soql }], totalSize: 1 }));
    },
    count: async () => 3,
  } as unknown as OrgClient;
  return { client, together, alone };
}

async function rowsOf(pages: AsyncIterable<readonly SObjectRecord[]>): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const some of pages) rows.push(...some.map(({ asked }) => asked));
  return rows;
}

describe('readers that ask together', () => {
  it('have their queries in one call, each with its own answer and its further pages', async () => {
    const { client, together, alone } = recorded();
    const { join } = createAskTogether(client, new AbortController().signal);
    const [a, b] = [join(), join()];
    const first = rowsOf(a.client.query('A'));
    await nextTurn();
    await nextTurn();
    expect(together).toEqual([]);
    const counted = b.client.count('B', { where: 'C = 1' });
    expect(await first).toEqual(['A', 'A further']);
    expect(await counted).toBe(7);
    expect(together).toEqual([['A', 'SELECT COUNT() FROM B WHERE C = 1']]);
    expect(alone).toEqual([]);
  });

  it('put five queries into a call, and those of the two APIs into different ones', async () => {
    const { client, together } = recorded();
    const { join } = createAskTogether(client, new AbortController().signal);
    const [a, b] = [join(), join()];
    const tooling = a.client.toolingMany(['1', '2', '3', '4']);
    const data = rowsOf(b.client.query('5'));
    const more = b.client.toolingMany(['6', '7', '8']);
    expect((await tooling).map((one) => one.state === 'read' && one.records.length)).toEqual([2, 2, 2, 2]);
    await data;
    await more;
    expect(together).toEqual([
      ['1', '2', '3', '4', '6'],
      ['7', '8'],
    ]);
  });

  it('ask by themselves what is left alone, what the call refused, and everything when the call is refused', async () => {
    const refusal = (soql: string): FirstPage =>
      soql === 'no' ? { state: 'error', code: 'INVALID_FIELD', reason: 'No such column.' } : page(soql);
    const some = recorded(refusal);
    const a = createAskTogether(some.client, new AbortController().signal).join();
    expect(await rowsOf(a.client.query('only'))).toEqual(['only']);
    await Promise.all([rowsOf(a.client.query('no')), rowsOf(a.client.query('yes'))]);
    expect(some.alone).toEqual(['only', 'no']);

    const none = recorded(page, new EngineFailure('org-refused', 'No composites here.'));
    const b = createAskTogether(none.client, new AbortController().signal).join();
    await b.client.toolingMany(['1', '2']);
    expect(none.alone).toEqual(['1', '2']);
  });

  it('do not wait for one that has left or that waits for another', async () => {
    const { client, together } = recorded();
    const { join } = createAskTogether(client, new AbortController().signal);
    const [a, b, c] = [join(), join(), join()];
    c.leave();
    const work = rowsOf(a.client.query('A')).then(a.leave);
    await b.away(work);
    await b.client.toolingMany(['B', 'C']);
    expect(together).toEqual([['B', 'C']]);
  });

  it('are all told what ends the read, those that wait and those that ask later', async () => {
    const { client, together } = recorded();
    const stop = new AbortController();
    const { join } = createAskTogether(client, stop.signal);
    const [a] = [join(), join()];
    const waiting = rowsOf(a.client.query('A'));
    stop.abort(new EngineFailure('signed-out', 'The session is over.'));
    await expect(waiting).rejects.toThrow('The session is over.');
    await expect(rowsOf(a.client.query('B'))).rejects.toThrow('The session is over.');
    expect(together).toEqual([]);
  });

  it('get a failure that concerns every request as it is', async () => {
    const { client } = recorded(page, new EngineFailure('signed-out', 'The session is over.'));
    const a = createAskTogether(client, new AbortController().signal).join();
    await expect(a.client.toolingMany(['1', '2'])).rejects.toMatchObject({ code: 'signed-out' });
  });
});
