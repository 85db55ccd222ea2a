import { describe, expect, it } from 'vitest';
import { EngineFailure } from '../../failure.ts';
import { revokeEverything } from './revoke-everything.ts';

type Asked = Parameters<typeof revokeEverything>[0];

const connection = (id: string, over: object = {}) => ({
  id,
  name: `Org ${id}`,
  instanceUrl: `https://${id}.my.salesforce.com`,
  type: 'sandbox',
  loginUrl: null,
  signedIn: true,
  ...over,
});

/** Handlers of an engine with these connections and no account; `signOut` answers for each id. */
function asked(
  connections: readonly object[],
  signOut: (id: string) => Promise<{ revoked: boolean; reason: string | null }>,
): Asked {
  return {
    'connections.list': () => ({ connections }),
    'connections.signOut': ({ id }: { id: string }) => signOut(id),
    'accounts.list': () => ({ accounts: [] }),
    'accounts.signOut': () => ({ revoked: true, reason: null }),
    'rights.cannotRevoke': () => ({ notRevocable: [] }),
  } as unknown as Asked;
}

describe('ending every sign-in', () => {
  it('waits no longer than it has patience for a server that does not answer, and asks all at once', async () => {
    const begun: string[] = [];
    const silent = asked([connection('a'), connection('b', { loginUrl: 'https://login.salesforce.com' })], (id) => {
      begun.push(id);
      return new Promise(() => undefined);
    });
    expect(await revokeEverything(silent, 20)).toEqual({
      revoked: [],
      notRevoked: [
        { name: 'Org a (a.my.salesforce.com)', reason: 'There was no answer in time.' },
        {
          name: 'Org b (b.my.salesforce.com)',
          reason: expect.stringMatching(/^There was no answer in time\. .*OAuth Connected Apps\.$/),
        },
      ],
    });
    expect(begun).toEqual(['a', 'b']);
  });

  it('goes on after a failure of one, and shows nothing of an error that nobody foresaw', async () => {
    const failures: Readonly<Record<string, unknown>> = {
      a: new EngineFailure('internal', 'The sealed sign-in cannot be opened.'),
      b: new TypeError('token 00D000000000001!AQEA at /home/ada'),
    };
    const handlers = asked([connection('a'), connection('b'), connection('c')], async (id) => {
      if (failures[id] !== undefined) throw failures[id];
      return { revoked: true, reason: null };
    });
    expect(await revokeEverything(handlers)).toEqual({
      revoked: ['Org c (c.my.salesforce.com)'],
      notRevoked: [
        { name: 'Org a (a.my.salesforce.com)', reason: 'The sealed sign-in cannot be opened.' },
        { name: 'Org b (b.my.salesforce.com)', reason: 'It could not be asked.' },
      ],
    });
  });

  it('has nothing to end for what is signed out, and for the sample org inside Orgbench', async () => {
    const handlers = asked(
      [connection('a', { signedIn: false }), connection('s', { type: 'sample', instanceUrl: 'http://127.0.0.1' })],
      () => Promise.reject(new Error('nobody is to be asked')),
    );
    expect(await revokeEverything(handlers)).toEqual({ revoked: [], notRevoked: [] });
  });
});
