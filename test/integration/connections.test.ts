import { describe, expect, it } from 'vitest';
import type { EventName } from '../../src-preload/contract/names.ts';
import type { CallContext } from '../../src-main/engine/ports.ts';
import { type TokenSignIn, createConnectionsService } from '../../src-main/engine/salesforce/connections-service.ts';
import {
  type ConnectionsRepository,
  createConnectionsRepository,
} from '../../src-main/engine/store/connections-repository.ts';
import type { OrgBundle } from '../../src-main/sample-org/bundle.ts';
import { createSampleBundle } from '../../src-main/sample-org/content/index.ts';
import type { SampleOrg } from '../../src-main/sample-org/server.ts';
import { type GatewayKit, failureOf, gatewayKit, testSealer } from '../support/network.ts';
import { sampleOrgForTest } from '../support/sample-org.ts';

const context: CallContext = { signal: new AbortController().signal, hostPath: null };

type Kit = GatewayKit & {
  readonly org: SampleOrg;
  readonly service: ReturnType<typeof createConnectionsService>;
  readonly connections: ConnectionsRepository;
  readonly events: EventName[];
  readonly signIn: (overrides?: Partial<TokenSignIn>) => TokenSignIn;
  /** The embedded org that the host would start; another one after `restart`. */
  readonly restart: () => Promise<void>;
};

async function kitFor(bundle: OrgBundle = createSampleBundle()): Promise<Kit> {
  const org = await sampleOrgForTest({ bundle });
  let embedded = org;
  const network = gatewayKit();
  const connections = createConnectionsRepository(network.db);
  const events: EventName[] = [];
  const service = createConnectionsService({
    store: { connections },
    gateway: network.gateway,
    sealer: testSealer(),
    now: Date.now,
    emit: (event) => events.push(event),
    preferences: () => ({ oauthClientId: '', signInDays: 30 }),
    host: {
      openExternal: async () => {},
      sampleOrg: async () => ({ instanceUrl: embedded.instanceUrl, accessToken: embedded.accessToken }),
    },
  });
  return {
    ...network,
    org,
    service,
    connections,
    events,
    signIn: (overrides = {}) => ({
      name: 'Main',
      group: 'Work',
      colour: 'blue',
      notes: '',
      instanceUrl: org.instanceUrl,
      token: org.accessToken,
      ...overrides,
    }),
    restart: async () => {
      embedded = await sampleOrgForTest({ bundle });
    },
  };
}

describe('connecting with an access token', () => {
  it.each([['  '], ['x'.repeat(81)], ['two\nlines']])(
    'refuses a name that no page and no backup could hold: %j',
    async (name) => {
      const kit = await kitFor();
      const refused = kit.service.connectWithToken(kit.signIn({ name }));
      await expect(refused).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('name') });
      expect(kit.connections.list()).toEqual([]);
    },
  );

  it('asks the org who is signed in, keeps the facts, and seals the token', async () => {
    const kit = await kitFor();
    const connection = await kit.service.connectWithToken(kit.signIn({ token: ` ${kit.org.accessToken}\n` }));
    expect(connection).toMatchObject({
      name: 'Main',
      group: 'Work',
      type: 'sample',
      signedIn: true,
      apiVersion: '68.0',
    });
    expect(connection.user?.id).toMatch(/^005\w{15}$/);
    expect(connection.user?.email).toContain('@');
    expect(connection.org?.id).toMatch(/^00D\w{15}$/);
    expect(connection.org?.edition).not.toBeNull();
    expect(connection.org?.instance).not.toBeNull();
    expect(connection.org?.country).not.toBeNull();
    expect(connection.apiUsage?.max).toBe(15_000);
    expect(kit.connections.secret(connection.id, 'accessToken')).not.toBeNull();
    const tables = ['connection', 'sealed_secret', 'ledger'].map((table) =>
      kit.db.prepare(`SELECT * FROM ${table}`).all(),
    );
    const readable = JSON.stringify(tables, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(readable).not.toContain(kit.org.accessToken.slice(20));
    expect(kit.org.writes()).toEqual([]);
    expect(kit.rows().map((row) => [row.path, row.state])).toEqual(
      kit.org.requests().map((one) => [one.path.split('?', 1)[0], 'done']),
    );
    expect(kit.rows().every((row) => row.trigger === 'connect' && row.connectionName === 'Main')).toBe(true);
    expect(kit.events).toEqual(['connections.changed']);
  });

  it('stores nothing when the token is not accepted', async () => {
    const kit = await kitFor();
    const wrong = kit.org.accessToken.replace(/.{8}$/, 'AAAAAAAA');
    expect((await failureOf(kit.service.connectWithToken(kit.signIn({ token: wrong })))).code).toBe('signed-out');
    expect(kit.connections.list()).toEqual([]);
  });

  it('refuses a name that is taken, a bad address and a bad token before anything is sent', async () => {
    const kit = await kitFor();
    await kit.service.connectWithToken(kit.signIn());
    const before = kit.org.requests().length;
    const attempts: readonly (readonly [Partial<TokenSignIn>, string])[] = [
      [{ name: ' main ' }, 'name-taken'],
      [{ name: 'Two', instanceUrl: 'https://evil.example.com' }, 'bad-address'],
      [{ name: 'Two', token: 'two words are not a token' }, 'bad-input'],
      [{ name: 'Two', token: '' }, 'bad-input'],
    ];
    for (const [overrides, code] of attempts) {
      const failure = await failureOf(kit.service.connectWithToken(kit.signIn(overrides)));
      expect([overrides, failure.code]).toEqual([overrides, code]);
    }
    expect(kit.org.requests()).toHaveLength(before);
  });

  it('again, for another org, is refused and keeps the first sign-in', async () => {
    const kit = await kitFor();
    const first = await kit.service.connectWithToken(kit.signIn());
    const bundle = createSampleBundle();
    const other = await sampleOrgForTest({ bundle: { ...bundle, org: { ...bundle.org, name: 'Another company' } } });
    const again = kit.signIn({ connectionId: first.id, instanceUrl: other.instanceUrl, token: other.accessToken });
    expect((await failureOf(kit.service.connectWithToken(again))).code).toBe('org-mismatch');
    expect(kit.connections.get(first.id)).toMatchObject({ signedIn: true, instanceUrl: kit.org.instanceUrl });
    const client = await kit.service.openClient(first.id, 'sync');
    expect((await client.describeGlobal()).state).toBe('read');
  });

  it('again with a wrong token does not sign out what is signed in', async () => {
    const kit = await kitFor();
    const first = await kit.service.connectWithToken(kit.signIn());
    const wrong = kit.signIn({ connectionId: first.id, token: kit.org.accessToken.replace(/.{8}$/, 'AAAAAAAA') });
    expect((await failureOf(kit.service.connectWithToken(wrong))).code).toBe('signed-out');
    expect(kit.connections.get(first.id).signedIn).toBe(true);
    const client = await kit.service.openClient(first.id, 'sync');
    expect((await client.describeGlobal()).state).toBe('read');
  });

  it('works where userinfo is refused, as for a session that is not an OAuth one', async () => {
    const kit = await kitFor();
    kit.org.faults.add({ match: '/services/oauth2/userinfo', kind: 'status', status: 403, body: 'Bad_OAuth_Token' });
    const connection = await kit.service.connectWithToken(kit.signIn());
    expect(connection.user?.id).toMatch(/^005\w{15}$/);
    expect(connection.user).toMatchObject({ email: null });
    expect(connection.user?.username).toContain('@');
  });
});

describe('a client of a connection', () => {
  it('reads the other objects when a name cannot be asked for or is answered under another one', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    const client = await kit.service.openClient(id, 'sync');
    const names = ['__proto__', 'Account', 'contact', 'a/../../limits'];
    const answer = await client.describeMany(names.map((name) => ({ name, ifModifiedSince: null })));
    expect(answer.results.map((one) => [one.name, one.state])).toEqual([
      ['__proto__', 'error'],
      ['Account', 'read'],
      ['contact', 'error'],
      ['a/../../limits', 'error'],
    ]);
    expect(answer.results[2]).toMatchObject({ reason: 'The org answered with Contact.' });
    const before = client.traffic().requests;
    const none = await client.describeMany([{ name: '__proto__', ifModifiedSince: null }]);
    expect(none.results).toMatchObject([{ name: '__proto__', state: 'error' }]);
    expect(client.traffic().requests).toBe(before);
  });

  it('reads the list, describes with 304, queries with pages, and Tooling composites', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    const client = await kit.service.openClient(id, 'sync');
    const global = await client.describeGlobal();
    if (global.state !== 'read') throw new Error('expected a list');
    const unchanged = await client.describeGlobal({ ifModifiedSince: global.lastModified });
    expect(unchanged).toEqual({ state: 'not-modified' });
    const names = global.body.sobjects.slice(0, 4).map((one) => one.name);
    const parts = [...names, 'Nothing__c'].map((name) => ({ name, ifModifiedSince: null }));
    const answer = await client.describeMany(parts);
    expect(answer.results.map((one) => [one.name, one.state])).toEqual([
      ...names.map((name) => [name, 'read']),
      ['Nothing__c', 'gone'],
    ]);
    expect(answer.bodyBytes).toBeGreaterThan(answer.bytesIn);
    const again = await client.describeMany(
      answer.results.flatMap((one) =>
        one.state === 'read' ? [{ name: one.name, ifModifiedSince: one.lastModified }] : [],
      ),
    );
    expect(again.results.map((one) => one.state)).toEqual(names.map(() => 'not-modified'));

    const ids: unknown[] = [];
    let pages = 0;
    for await (const page of client.query('SELECT Id FROM CustomField ORDER BY Id', {
      tooling: true,
      batchSize: 200,
    })) {
      pages += 1;
      ids.push(...page.map((record) => record['Id']));
    }
    expect(pages).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);

    const long = `SELECT Id FROM CustomField WHERE DeveloperName NOT IN (${Array.from({ length: 800 }, (_, index) => `'Nothing${index}'`).join(', ')})`;
    const [whole, refused, none] = await client.toolingMany([
      'SELECT Id FROM CustomField',
      'SELECT Nothing FROM CustomField',
      "SELECT Id FROM CustomField WHERE DeveloperName = 'No such field'",
    ]);
    expect(whole).toMatchObject({ state: 'read', totalSize: ids.length });
    expect(whole?.state === 'read' ? whole.records.length : 0).toBe(ids.length);
    expect(refused).toMatchObject({ state: 'error', code: 'INVALID_FIELD' });
    expect(none).toMatchObject({ state: 'read', records: [], totalSize: 0 });
    let rows = 0;
    for await (const page of client.query(long, { tooling: true })) rows += page.length;
    expect(rows).toBe(ids.length);

    const sent = kit.org.requests().length;
    const connectSent = kit.rows().filter((row) => row.trigger === 'connect').length;
    expect(client.traffic().requests).toBe(sent - connectSent);
    expect(client.traffic().bytesIn).toBe(
      kit.org
        .requests()
        .slice(connectSent)
        .reduce((sum, one) => sum + one.bytes, 0),
    );
    expect(await client.limits()).toEqual(client.usage());
    expect(kit.connections.get(id).apiUsage).toEqual(client.usage());
    expect(kit.org.writes()).toEqual([]);
  });

  it('says what the org says about a bad query', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    const client = await kit.service.openClient(id, 'sync');
    const read = async (): Promise<void> => {
      for await (const page of client.query('SELECT Nothing FROM RecordType')) expect(page).toEqual([]);
    };
    const failure = await failureOf(read());
    expect(failure.code).toBe('org-refused');
    expect(failure.message).toContain('INVALID_FIELD');
  });

  it('whose session ends in the middle signs the connection out and forgets the token', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    const client = await kit.service.openClient(id, 'sync');
    kit.org.faults.add({ match: /composite/, kind: 'status', status: 401 });
    const failure = await failureOf(client.describeMany([{ name: 'Account', ifModifiedSince: null }]));
    expect(failure.code).toBe('signed-out');
    const record = kit.connections.get(id);
    expect(record.signedIn).toBe(false);
    expect(record.signedOutReason).toContain('Sign in again');
    expect(kit.connections.secret(id, 'accessToken')).toBeNull();
    expect((await failureOf(kit.service.openClient(id, 'sync'))).code).toBe('signed-out');
    const token = kit.org.issueToken();
    const again = await kit.service.connectWithToken(kit.signIn({ connectionId: id, token }));
    expect(again).toMatchObject({ id, signedIn: true, signedOutReason: null });
  });

  it.each([
    [{ kind: 'status', status: 403, body: '[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"x"}]' }, 'budget-stopped'],
    [{ kind: 'status', status: 403, body: '[{"errorCode":"API_DISABLED_FOR_ORG","message":"x"}]' }, 'no-permission'],
    [{ kind: 'status', status: 410 }, 'api-retired'],
    [{ kind: 'status', status: 420 }, 'org-refused'],
    [{ kind: 'html' }, 'org-refused'],
    [{ kind: 'cut' }, 'org-unreachable'],
    [{ kind: 'half' }, 'org-unreachable'],
  ] as const)('turns %j into %s', async (fault, code) => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    const client = await kit.service.openClient(id, 'sync');
    kit.org.faults.add({ match: /\/sobjects$/, ...fault });
    expect((await failureOf(client.describeGlobal())).code).toBe(code);
    expect(kit.connections.get(id).signedIn).toBe(true);
  });
});

describe('a connection', () => {
  it('is edited, and its name stays its own', async () => {
    const kit = await kitFor();
    const one = await kit.service.connectWithToken(kit.signIn());
    await kit.service.connectWithToken(kit.signIn({ name: 'Other' }));
    const edit = kit.service.handlers['connections.edit'];
    const look = { group: 'Home', colour: 'red', notes: 'A note' };
    expect(await edit({ id: one.id, name: 'MAIN', ...look }, context)).toMatchObject({ name: 'MAIN', ...look });
    const taken = failureOf(Promise.resolve().then(() => edit({ id: one.id, name: 'other', ...look }, context)));
    expect((await taken).code).toBe('name-taken');
    const listed = await kit.service.handlers['connections.list']({}, context);
    expect(listed.connections.map((each) => [each.group, each.name])).toEqual([
      ['Home', 'MAIN'],
      ['Work', 'Other'],
    ]);
  });

  it('is tested: the facts are read again', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    kit.db.prepare("UPDATE connection SET user_json = NULL, api_version = '66.0'").run();
    const tested = await kit.service.handlers['connections.test']({ id }, context);
    expect(tested).toMatchObject({ apiVersion: '68.0', signedIn: true });
    expect(tested.user).not.toBeNull();
    expect((await kit.service.openClient(id, 'sync')).apiVersion).toBe('68.0');
  });

  it('is signed out at Salesforce first, then forgotten', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    const answer = await kit.service.handlers['connections.signOut']({ id }, context);
    expect(answer).toMatchObject({ revoked: true, reason: null, connection: { signedIn: false } });
    expect(kit.connections.secret(id, 'accessToken')).toBeNull();
    expect(kit.rows().at(-1)).toMatchObject({ purpose: 'sign out', method: 'POST', state: 'done', status: 200 });
    expect((await failureOf(kit.service.connectWithToken(kit.signIn({ connectionId: id })))).code).toBe('signed-out');
  });

  it('is forgotten too when Salesforce cannot be told, and says so', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    await kit.org.close();
    const answer = await kit.service.handlers['connections.signOut']({ id }, context);
    expect(answer.revoked).toBe(false);
    expect(answer.reason).toContain('The session ends by itself');
    expect(kit.connections.secret(id, 'accessToken')).toBeNull();
  });

  it('is removed with everything read through it', async () => {
    const kit = await kitFor();
    const { id } = await kit.service.connectWithToken(kit.signIn());
    const { key } = kit.connections.get(id);
    kit.db.prepare('INSERT INTO org_state (connection_key) VALUES (?)').run(key);
    expect(await kit.service.handlers['connections.remove']({ id }, context)).toEqual({ revoked: true, reason: null });
    expect(kit.connections.list()).toEqual([]);
    expect(kit.db.prepare('SELECT count(*) AS left FROM org_state').get()).toEqual({ left: 0 });
    expect(kit.db.prepare('SELECT count(*) AS left FROM sealed_secret').get()).toEqual({ left: 0 });
    expect(kit.rows().length).toBeGreaterThan(0);
  });
});

describe('the embedded sample org', () => {
  it('is asked at its address of the day, with no token kept', async () => {
    const kit = await kitFor();
    const connect = kit.service.handlers['connections.connectSample'];
    const connection = await connect({ name: 'Sample org' }, context);
    expect(connection).toMatchObject({ type: 'sample', signedIn: true, instanceUrl: 'http://127.0.0.1' });
    expect(kit.connections.secret(connection.id, 'accessToken')).toBeNull();
    await kit.restart();
    await kit.org.close();
    const client = await kit.service.openClient(connection.id, 'sync');
    expect((await client.describeGlobal()).state).toBe('read');
    expect(client.origin).not.toBe(kit.org.instanceUrl);
  });

  it('is connected again under the same name after a sign-out', async () => {
    const kit = await kitFor();
    const connect = kit.service.handlers['connections.connectSample'];
    const first = await connect({ name: 'Sample org' }, context);
    const out = await kit.service.handlers['connections.signOut']({ id: first.id }, context);
    expect(out).toMatchObject({ revoked: false, connection: { signedIn: false } });
    expect((await failureOf(kit.service.openClient(first.id, 'sync'))).code).toBe('signed-out');
    expect(await connect({ name: 'Sample org' }, context)).toMatchObject({ id: first.id, signedIn: true });
  });
});
