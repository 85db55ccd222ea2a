import { describe, expect, it } from 'vitest';
import { AREAS, MODIFY_METADATA, VIEW_SETUP } from '../../src-main/domain/preflight/areas.ts';
import { createPreflightService } from '../../src-main/engine/preflight/preflight-service.ts';
import { authorizePath } from '../../src-main/engine/salesforce/oauth/authorize.ts';
import { createPreflightRepository } from '../../src-main/engine/store/preflight-repository.ts';
import { preflight } from '../../src-preload/contract/preflight.ts';
import { failureOf } from '../support/network.ts';
import { oauthKit } from '../support/oauth-kit.ts';
import { areaOf, idsByState, preflightKit } from '../support/preflight-kit.ts';
import { customObject, smallOrg, textField } from '../support/small-org.ts';

const EVERY_AREA = AREAS.map((area) => area.id);

describe('a pre-flight of an org', () => {
  it('finds every area open to a user with all permissions, in at most 15 calls that the org counts', async () => {
    const kit = await preflightKit();
    const found = await kit.run();
    expect(preflight.parse(found)).toEqual(found);
    expect(idsByState(found)).toEqual({ works: EVERY_AREA });
    expect(found.username).toBe(kit.store.connections.get(kit.connectionId).user?.username);
    expect(found.areas.filter((one) => one.missingPermission !== null || one.consequence !== '')).toEqual([]);
    expect(found.apiCalls).toBe(kit.preflightRows().length);
    expect(found.apiCalls).toBeLessThanOrEqual(15);
    expect(areaOf(found, 'limits').finding).toMatch(
      /^14,9\d\d of 15,000 API requests of the last 24 hours are left\.$/,
    );
    expect(kit.org.writes()).toEqual([]);
  });

  // @promise 6: to find out what works for a user, nothing is read beyond what the screen says of each area
  it('reads nothing beyond what each area says: every row of the ledger is named by an area of its purpose', async () => {
    const kit = await preflightKit();
    await kit.run();
    const rows = kit.preflightRows();
    for (const row of rows) {
      const sentences = AREAS.filter((area) => area.purpose === row.purpose).map((area) => area.reads);
      expect(sentences, row.purpose).not.toEqual([]);
      for (const name of row.reads.split(', ')) {
        expect(
          sentences.some((sentence) => sentence.includes(name)),
          `${row.purpose}: ${name} in ${sentences.join(' ')}`,
        ).toBe(true);
      }
    }
    for (const area of AREAS.filter((one) => one.probe.kind === 'query')) {
      const read = rows.filter((row) => row.purpose === area.purpose).flatMap((row) => row.reads.split(', '));
      const named = area.reads.match(/\b(?:[A-Z][a-z]+){1,4}\b/g) ?? [];
      expect(
        named.some((name) => read.includes(name)),
        area.id,
      ).toBe(true);
    }
  });

  it('asks for one row and only ids: no label, no name, no body', async () => {
    const kit = await preflightKit();
    await kit.run();
    const queries = kit.org
      .requests()
      .flatMap(({ path }) => new URL(path, 'http://org').searchParams.getAll('q'))
      .concat(AREAS.flatMap(({ probe }) => (probe.kind === 'query' ? probe.queries : [])));
    for (const soql of queries.filter((one) => !one.includes('FROM Organization') || one.includes('LIMIT'))) {
      expect(soql).toMatch(/^SELECT (?:Id|DurableId|MetadataComponentId|DurableId, SecurityClassification) FROM \w+/);
      expect(soql).toMatch(/ LIMIT 1$| WHERE (?:EntityDefinition\.)?QualifiedApiName = 'User'/);
    }
  });

  // @promise 4: the sign-in asks for the scopes api and refresh_token and for no other
  it('asks for no more than api and refresh_token, and says the same to the person', async () => {
    const found = await (await preflightKit()).run();
    const page = authorizePath({
      clientId: 'c',
      redirectUri: 'http://localhost:1717/OauthRedirect',
      state: 's',
      challenge: 'h',
    });
    expect(new URL(page, 'https://login.salesforce.com').searchParams.get('scope')).toBe('api refresh_token');
    expect(found.scopesAsked).toEqual(['api', 'refresh_token']);
    expect(found.scopes).toBeNull();
  });

  it('says what a browser sign-in was granted', async () => {
    const kit = await oauthKit();
    const { id: connectionId } = await kit.signIn();
    const store = { connections: kit.connections, preflight: createPreflightRepository(kit.db) };
    const service = createPreflightService({ store, openClient: kit.service.openClient, now: Date.now });
    const found = await service.handlers['preflight.run']({ connectionId }, kit.context());
    expect(found.scopes?.toSorted()).toEqual(['api', 'refresh_token']);
    expect(await service.handlers['preflight.last']({ connectionId }, kit.context())).toEqual(found);
  });
});

describe('what a user may not read', () => {
  it('names View Setup and Configuration once it is missing, and says what works without it', async () => {
    const found = await (await preflightKit({ without: ['ViewSetup'] })).run();
    const { works, refused, ...others } = idsByState(found);
    expect(others).toEqual({});
    expect(works).toEqual(['api', 'limits', 'org', 'objects', 'fields', 'record types', 'reports', 'metadata api']);
    for (const id of refused ?? []) expect(areaOf(found, id).missingPermission).toBe(VIEW_SETUP);
    const definitions = areaOf(found, 'definitions');
    expect(definitions.finding).toContain("sObject type 'EntityDefinition' is not supported.");
    expect(definitions.consequence).toContain('Labels, types, picklists and relationships are there.');
  });

  it('names the permission of the Metadata API, and only there', async () => {
    const found = await (await preflightKit({ without: ['ModifyMetadata'] })).run();
    expect(idsByState(found)).toEqual({
      works: EVERY_AREA.filter((id) => id !== 'metadata api'),
      refused: ['metadata api'],
    });
    const { missingPermission, finding } = areaOf(found, 'metadata api');
    expect(missingPermission).toBe(MODIFY_METADATA);
    expect(finding).toContain('requires a user with the ModifyAllData or ModifyMetadata permissions');
  });

  it('does not ask for a permission that the user has: the edition may lack the feature', async () => {
    const found = await (await preflightKit({ without: [], absent: ['ApexClass'] })).run();
    const code = areaOf(found, 'code');
    expect(code).toMatchObject({ state: 'refused', missingPermission: null });
    expect(code.finding).toContain('The user has View Setup and Configuration, so that is not the reason.');
  });

  it('calls no permission missing where areas that need it contradict each other, and says that it may be', async () => {
    const found = await (await preflightKit({ without: [], absent: ['ObjectPermissions', 'PermissionSet'] })).run();
    expect(areaOf(found, 'definitions').state).toBe('works');
    const access = areaOf(found, 'access');
    expect(access).toMatchObject({ state: 'refused', missingPermission: null });
    expect(access.finding).toContain('whether this user lacks View Setup and Configuration is not known');
  });

  it('calls no permission missing of a user who has everything, in an org whose answers are bare', async () => {
    const bare = smallOrg([customObject('Invoice__c', [textField('Terms__c')])]);
    const found = await (await preflightKit(undefined, bare)).run();
    expect(found.areas.filter(({ missingPermission }) => missingPermission !== null)).toEqual([]);
    expect(areaOf(found, 'access').state).toBe('works');
    expect(areaOf(found, 'definitions').finding).toContain('is not known');
  });

  it('says of an area with two objects that one of them is kept from the user', async () => {
    const found = await (await preflightKit({ without: [], absent: ['Dashboard'] })).run();
    const reports = areaOf(found, 'reports');
    expect(reports).toMatchObject({ state: 'partly', missingPermission: 'Run Reports' });
    expect(reports.finding).toContain('does not know Dashboard:');
  });

  it('stops after one call where the user may not use the API, and names API Enabled', async () => {
    const kit = await preflightKit({ without: ['ApiEnabled'] });
    const found = await kit.run();
    expect(idsByState(found)).toEqual({ refused: ['api'], 'not tried': EVERY_AREA.filter((id) => id !== 'api') });
    expect(areaOf(found, 'api')).toMatchObject({ missingPermission: 'API Enabled' });
    expect(areaOf(found, 'fields').finding).toBe('Not tried: the org refuses every request of this user.');
    expect(found.apiCalls).toBe(1);
  });

  it('says that the password has expired', async () => {
    const found = await (await preflightKit({ without: [], passwordExpired: true })).run();
    expect(areaOf(found, 'api').finding).toContain("The user's password has expired. Change it in Salesforce");
    expect(areaOf(found, 'api').missingPermission).toBeNull();
  });
});

describe('an org that does not answer as it should', () => {
  it('signs the connection out when the session has ended, and keeps no result', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: '/services/data/', kind: 'status', status: 401 });
    const failure = await failureOf(kit.run());
    expect(failure.code).toBe('signed-out');
    expect(kit.store.connections.get(kit.connectionId).signedIn).toBe(false);
    expect(await kit.last()).toBeNull();
  });

  it('goes on after an area that fails: the others are still found out', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: '/sobjects/RecordType/describe', kind: 'status', status: 500 });
    kit.org.faults.add({ match: 'FlowDefinitionView', kind: 'cut' });
    const found = await kit.run();
    expect(idsByState(found)['failed']).toEqual(['fields', 'flows']);
    expect(idsByState(found)['works']).toHaveLength(EVERY_AREA.length - 2);
    expect(areaOf(found, 'fields').consequence).toBe('Check again later.');
  });

  it('does not describe an object where the list of objects failed', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: /\/sobjects$/, kind: 'status', status: 500 });
    expect(areaOf(await kit.run(), 'fields').state).toBe('not tried');
  });

  it('finds nothing out where the org answers 503 to everything, says so, and keeps what was found before', async () => {
    const kit = await preflightKit();
    const before = await kit.run();
    const rows = kit.preflightRows().length;
    kit.org.faults.add({ match: '/services/', kind: 'status', status: 503 });
    const failure = await failureOf(kit.run());
    expect(failure).toMatchObject({ code: 'org-refused', retryable: true });
    expect(failure.message).toContain('is not available for the moment');
    expect(await kit.last()).toEqual(before);
    // It was tried three times, and no other area after it.
    expect(kit.preflightRows()).toHaveLength(rows + 3);
  });

  it('leaves an org alone that fails on its way, and names no time to wait that has passed when it is read', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: /\/services\/(?:data\/v[\d.]+\/\w|Soap)/, kind: 'status', status: 503 });
    const found = await kit.run();
    const states = idsByState(found);
    expect(states['works']).toEqual(['api']);
    expect(states['not tried']?.length).toBeGreaterThan(0);
    for (const id of states['not tried'] ?? []) {
      expect(areaOf(found, id).finding).toMatch(/^Not tried: (?:the org failed several times in a row|the list names)/);
    }
    expect(JSON.stringify(found)).not.toContain('for another');
  });

  it('says that the org has used up its own daily limit, after one request', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: '/services/data/', kind: 'status', status: 403 });
    const failure = await failureOf(kit.run());
    expect(failure).toMatchObject({ code: 'budget-stopped' });
    expect(failure.message).toContain('has used up its API requests for the last 24 hours');
    expect(kit.preflightRows()).toHaveLength(1);
    expect(await kit.last()).toBeNull();
  });

  it('says that a maintenance page came instead of data', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: '/limits', kind: 'html', status: 200 });
    expect(areaOf(await kit.run(), 'limits')).toMatchObject({ state: 'failed' });
  });

  it('is cancelled at once and keeps nothing', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: '/limits', kind: 'hang' });
    const cancel = new AbortController();
    const run = kit.run(cancel.signal);
    const asked = (): boolean => kit.org.requests().some(({ path }) => path.includes('/limits'));
    while (!asked()) await new Promise((resolve) => setImmediate(resolve));
    cancel.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(await kit.last()).toBeNull();
  });

  it('ends with the lock', async () => {
    const kit = await preflightKit();
    kit.org.faults.add({ match: '/limits', kind: 'hang' });
    const ended = kit.run().catch((error: unknown) => error);
    await kit.service.close();
    expect(await ended).toMatchObject({ name: 'AbortError' });
  });
});

describe('the last result', () => {
  it('is kept until the next one, and goes with the connection', async () => {
    const kit = await preflightKit();
    expect(await kit.last()).toBeNull();
    const found = await kit.run();
    expect(await kit.last()).toEqual(found);
    await kit.connections.handlers['connections.remove'](
      { id: kit.connectionId },
      { signal: new AbortController().signal, hostPath: null },
    );
    expect(kit.db.prepare('SELECT count(*) AS rows FROM preflight').get()).toEqual({ rows: 0 });
  });

  it('is not replaced where the org is not reached at all: that is said instead', async () => {
    const kit = await preflightKit();
    const found = await kit.run();
    await kit.org.close();
    await expect(kit.run()).rejects.toMatchObject({ code: 'org-unreachable' });
    expect(await kit.last()).toEqual(found);
  });

  it('is asked for only where there is such a connection', async () => {
    const kit = await preflightKit();
    const nowhere = { connectionId: '00000000-0000-4000-8000-000000000000' };
    const context = { signal: new AbortController().signal, hostPath: null };
    expect(() => kit.service.handlers['preflight.last'](nowhere, context)).toThrow(/connection/);
  });
});
