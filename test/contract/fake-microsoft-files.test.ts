import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeMicrosoft, type FakeMicrosoft } from '../fakes/microsoft/fake-microsoft.ts';
import { quickXorHash } from '../fakes/microsoft/graph/quick-xor-hash.ts';
import { isRecord } from '../fakes/microsoft/http-kit.ts';
import { atFake } from '../fakes/microsoft/person.ts';
import {
  call,
  codes,
  graphClient,
  putFragment,
  signIn,
  type Answer,
  type Graph,
} from '../fakes/microsoft/test-client.ts';

let fake: FakeMicrosoft;
let graph: Graph;
beforeEach(async () => {
  fake = await startFakeMicrosoft();
  graph = graphClient(fake, (await signIn(fake)).access);
});
afterEach(() => fake.close());

const FOLDER = '@microsoft.graph.conflictBehavior';
const bytes = (text: string): Buffer => Buffer.from(text);
const names = (answer: Answer): readonly string[] =>
  Array.isArray(answer.json.value)
    ? answer.json.value.map((item: unknown) => (isRecord(item) ? String(item.name) : ''))
    : [];

describe('files in the fake Microsoft', () => {
  it('are made by path with their folders, replaced, renamed and found again', async () => {
    const made = await graph('PUT', '/me/drive/root:/Exports/2026/Org%20%23X.xlsx:/content', bytes('one'));
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      name: 'Org #X.xlsx',
      size: 3,
      parentReference: { driveId: fake.worker.drive.id, driveType: 'business', path: '/drive/root:/Exports/2026' },
    });
    expect(made.json.file).toMatchObject({ hashes: { quickXorHash: quickXorHash(bytes('one')) } });
    const again = await graph('PUT', '/me/drive/root:/exports/2026/org%20%23x.XLSX:/content', bytes('two'));
    expect([again.status, again.json.id]).toEqual([200, made.json.id]);
    expect(again.json.eTag).not.toBe(made.json.eTag);
    const id = String(made.json.id);
    const renamed = await graph('PATCH', `/me/drive/items/${id}`, { name: 'Other.xlsx' });
    expect([renamed.json.name, renamed.json.cTag]).toEqual(['Other.xlsx', again.json.cTag]);
    expect((await graph('GET', `/drives/${fake.worker.drive.id}/items/${id}?$select=id,name`)).json).toEqual({
      id,
      name: 'Other.xlsx',
    });
    expect(names(await graph('GET', "/me/drive/root/search(q='other')"))).toEqual(['Other.xlsx']);
    const content = await graph('GET', `/me/drive/items/${id}/content`);
    expect(content.status).toBe(302);
    expect((await call(fake, 'GET', content.headers.get('location') ?? '')).text).toBe('two');
    expect((await graph('DELETE', `/me/drive/items/${id}`)).status).toBe(204);
    expect(codes(await graph('GET', `/me/drive/items/${id}`))).toEqual(['itemNotFound']);
  });

  it('follow the conflict behaviour that was asked for', async () => {
    const put = (behavior: string): Promise<Answer> =>
      graph('PUT', `/me/drive/root:/A.xlsx:/content?${FOLDER}=${behavior}`, bytes('x'));
    expect((await put('fail')).status).toBe(201);
    const refused = await put('fail');
    expect([refused.status, codes(refused)]).toEqual([409, ['nameAlreadyExists']]);
    expect((await put('rename')).json.name).toBe('A 1.xlsx');
    expect((await put('replace')).status).toBe(200);
    expect((await put('whatever')).status).toBe(400);
  });

  it('are left alone when they are not the version that was meant', async () => {
    const made = await graph('PUT', '/me/drive/root:/A.txt:/content', bytes('x'));
    const path = `/me/drive/items/${String(made.json.id)}`;
    const stale = { 'if-match': '"{0},0"' };
    expect(codes(await graph('PUT', `${path}/content`, bytes('y'), stale))).toEqual([
      'resourceModified',
      'entityTagDoesNotMatch',
    ]);
    expect((await graph('PATCH', path, { name: 'B.txt' }, stale)).status).toBe(412);
    expect((await graph('DELETE', path, undefined, stale)).status).toBe(412);
    expect((await graph('POST', `${path}/createUploadSession`, {}, stale)).status).toBe(412);
    expect((await graph('PUT', `${path}/content`, bytes('y'), { 'if-match': String(made.json.eTag) })).status).toBe(
      200,
    );
  });

  it('are refused under names that OneDrive does not take', async () => {
    for (const name of [
      'a%3Ab.xlsx',
      'a%3Fb.xlsx',
      'a%22.xlsx',
      '%20a.xlsx',
      'CON',
      '~%24a.xlsx',
      'a.xlsx.',
      `${'n'.repeat(256)}`,
    ]) {
      expect([name, (await graph('PUT', `/me/drive/root:/${name}:/content`, bytes('x'))).status]).toEqual([name, 400]);
    }
  });

  it('stay as they are while somebody has them open, or when the drive is full', async () => {
    const made = await graph('PUT', '/me/drive/root:/A.xlsx:/content', bytes('x'));
    const item = fake.file(fake.worker, 'A.xlsx');
    if (item === null) throw new Error('The file is missing.');
    item.locked = true;
    const path = `/me/drive/items/${String(made.json.id)}`;
    const locked = await graph('PUT', `${path}/content`, bytes('y'));
    expect([locked.status, codes(locked)]).toEqual([423, ['notAllowed', 'resourceLocked']]);
    expect((await graph('DELETE', path)).status).toBe(423);
    expect((await graph('PATCH', path, { name: 'B.xlsx' })).status).toBe(423);
    expect((await graph('POST', `${path}/createUploadSession`, {})).status).toBe(423);
    fake.worker.drive.quota = 10;
    const full = await graph('PUT', '/me/drive/root:/B.txt:/content', bytes('more than ten bytes'));
    expect([full.status, codes(full)]).toEqual([507, ['quotaLimitReached']]);
    expect((await graph('POST', '/me/drive/root:/B.txt:/createUploadSession', { item: { fileSize: 11 } })).status).toBe(
      507,
    );
  });

  it('over the limit of a single PUT are refused', async () => {
    expect(fake.switches.largestPut).toBe(262_144_000);
    fake.switches.largestPut = 4;
    expect((await graph('PUT', '/me/drive/root:/A.txt:/content', bytes('12345'))).status).toBe(413);
  });

  it('are listed a page at a time', async () => {
    for (const name of ['b', 'a', 'c']) await graph('PUT', `/me/drive/root:/F/${name}.txt:/content`, bytes(name));
    const first = await graph('GET', '/me/drive/root:/F:/children?$top=2&$orderby=name');
    expect(names(first)).toEqual(['a.txt', 'b.txt']);
    const next = String(first.json['@odata.nextLink']);
    expect(next).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\//);
    expect(names(await graph('GET', next.replace('https://graph.microsoft.com/v1.0', '')))).toEqual(['c.txt']);
    expect(names(await graph('GET', '/me/drive/root:/F:/children?$orderby=name%20desc'))).toEqual([
      'c.txt',
      'b.txt',
      'a.txt',
    ]);
  });

  it('lie in folders that can be made, once', async () => {
    const make = (behavior: string): Promise<Answer> =>
      graph('POST', '/me/drive/root/children', { name: 'New', folder: {}, [FOLDER]: behavior });
    expect((await make('fail')).status).toBe(201);
    expect((await make('fail')).status).toBe(409);
    expect((await make('rename')).json.name).toBe('New 1');
  });

  it('have the hash that Microsoft publishes', () => {
    // Vectors as other clients of OneDrive test them; longer texts against the definition, bit by bit.
    expect(quickXorHash(Buffer.from('tbQ=', 'base64'))).toBe('taAFAAAAAAAAAAAAAgAAAAAAAAA=');
    expect(quickXorHash(Buffer.from('0pZP', 'base64'))).toBe('0rDEEwAAAAAAAAAAAwAAAAAAAAA=');
    const mask = (1n << 160n) - 1n;
    for (const length of [0, 1, 15, 159, 160, 161, 320, 999]) {
      const content = createHash('shake256', { outputLength: length }).update('content').digest();
      let hash = BigInt(length) << 96n;
      content.forEach((byte, index) => {
        const shift = BigInt((index * 11) % 160);
        const moved = BigInt(byte) << shift;
        hash ^= (moved & mask) | (moved >> 160n);
      });
      const expected = Buffer.from(hash.toString(16).padStart(40, '0'), 'hex').reverse().toString('base64');
      expect([length, quickXorHash(content)]).toEqual([length, expected]);
    }
  });
});

describe('what a token of the fake Microsoft opens', () => {
  it('is nothing without a token, with an invented one, or after its hour', async () => {
    const empty = await call(fake, 'GET', 'https://graph.microsoft.com/v1.0/me/drive');
    expect([empty.status, codes(empty)]).toEqual([401, ['InvalidAuthenticationToken']]);
    expect((await graphClient(fake, 'invented')('GET', '/me/drive')).status).toBe(401);
    fake.expireAccessTokens();
    expect((await graph('GET', '/me/drive')).text).toContain('Lifetime validation failed');
  });

  it('is only its own folder with the app folder scope', async () => {
    const person = fake.addPerson('Only Folder', 'only');
    const own = graphClient(fake, (await signIn(fake, person, 'Files.ReadWrite.AppFolder')).access);
    fake.addFile(person, 'Private.txt', bytes('x'));
    const folder = await own('GET', '/me/drive/special/approot');
    expect(folder.json).toMatchObject({ name: 'Orgbench', specialFolder: { name: 'approot' } });
    expect(fake.appFolderPath(person)).toBe('Apps/Orgbench');
    const made = await own('PUT', '/me/drive/special/approot:/Out.xlsx:/content', bytes('x'));
    expect(made.status).toBe(201);
    expect(names(await own('GET', '/me/drive/special/approot/children'))).toEqual(['Out.xlsx']);
    expect((await own('GET', `/me/drive/items/${String(made.json.id)}`)).status).toBe(200);
    expect((await own('POST', '/me/drive/special/approot:/Big.xlsx:/createUploadSession', {})).status).toBe(200);
    for (const path of [
      '/me/drive',
      '/me/drive/root',
      '/me/drive/root/children',
      '/me/drive/root:/Private.txt',
      '/me/drive/root:/Apps',
      "/me/drive/root/search(q='x')",
    ]) {
      const refused = await own('GET', path);
      expect([path, refused.status, codes(refused)]).toEqual([path, 403, ['accessDenied']]);
    }
    expect((await own('PUT', '/me/drive/root:/A.txt:/content', bytes('x'))).status).toBe(403);
    expect(
      (await own('POST', `/me/drive/items/${String(made.json.id)}/workbook/createSession`, { persistChanges: true }))
        .status,
    ).toBe(403);
    fake.switches.workAppFolder = false;
    expect((await own('GET', '/me/drive/special/approot')).status).toBe(403);
  });

  it('is reading alone with a scope for reading', async () => {
    const person = fake.addPerson('Reader', 'reader');
    fake.addFile(person, 'A.txt', bytes('x'));
    const reader = graphClient(fake, (await signIn(fake, person, 'Files.Read')).access);
    expect((await reader('GET', '/me/drive/root:/A.txt')).status).toBe(200);
    expect((await reader('DELETE', '/me/drive/root:/A.txt')).status).toBe(403);
    expect((await reader('GET', '/me/drive/special/approot')).status).toBe(403);
    expect((await reader('GET', '/me')).status).toBe(403);
  });

  it("is another person's drive only when it is shared and all files were allowed", async () => {
    const item = fake.addFile(fake.admin, 'Reports/Theirs.xlsx', bytes('x'));
    const token = (url: string): string => `/shares/u!${Buffer.from(url).toString('base64url')}/driveItem`;
    const direct = `/drives/${fake.admin.drive.id}/items/${item.id}`;
    const all = graphClient(fake, (await signIn(fake, fake.addPerson('All', 'all'), 'Files.ReadWrite.All')).access);
    expect((await all('GET', token(fake.webUrl(item)))).status).toBe(403);
    const link = fake.share(item, fake.worker);
    expect((await graph('GET', token(link))).status).toBe(403);
    expect((await graph('GET', direct)).status).toBe(403);
    const more = graphClient(fake, (await signIn(fake, fake.worker, 'Files.ReadWrite.All')).access);
    expect((await more('GET', token(link))).json).toMatchObject({
      id: item.id,
      parentReference: { driveId: fake.admin.drive.id },
    });
    expect((await more('GET', token(fake.webUrl(item)))).json.id).toBe(item.id);
    expect((await more('GET', direct)).status).toBe(200);
    expect((await more('GET', token('https://example.com/x'))).status).toBe(404);
    expect((await more('GET', '/shares/nonsense/driveItem')).status).toBe(400);
  });

  it('names the addresses that it does not know', async () => {
    expect((await graph('GET', '/me/nothing')).text).toContain("segment 'me'");
    expect((await graph('POST', '/me/drive/root')).status).toBe(405);
    expect((await call(fake, 'GET', 'https://graph.microsoft.com/v9/me')).status).toBe(401);
  });
});

describe('an upload session of the fake Microsoft', () => {
  const UNIT = 320 * 1024;
  const create = async (
    name = 'Big.xlsx',
    body: unknown = { item: { [FOLDER]: 'replace', name } },
    using = graph,
  ): Promise<string> => {
    const answer = await using('POST', `/me/drive/root:/Exports/${name}:/createUploadSession`, body);
    expect([answer.status, answer.json.nextExpectedRanges]).toEqual([200, ['0-']]);
    return String(answer.json.uploadUrl);
  };
  const content = (length: number): Buffer =>
    createHash('shake256', { outputLength: length }).update('content').digest();

  it('takes a file in fragments and makes it with the last one', async () => {
    const whole = content(2 * UNIT + 17);
    const url = await create();
    expect(new URL(url).origin).toBe('https://contoso-my.sharepoint.com');
    const first = await putFragment(fake, url, whole.subarray(0, UNIT), 0, whole.length);
    expect([first.status, first.json.nextExpectedRanges]).toEqual([202, [`${UNIT}-`]]);
    expect(fake.file(fake.worker, 'Exports/Big.xlsx')).toBeNull();
    const status = await call(fake, 'GET', url);
    expect(status.json.nextExpectedRanges).toEqual([`${UNIT}-${whole.length - 1}`]);
    await putFragment(fake, url, whole.subarray(UNIT, 2 * UNIT), UNIT, whole.length);
    const last = await putFragment(fake, url, whole.subarray(2 * UNIT), 2 * UNIT, whole.length);
    expect(last.status).toBe(201);
    expect(last.json).toMatchObject({ name: 'Big.xlsx', size: whole.length });
    expect(fake.file(fake.worker, 'Exports/Big.xlsx')?.content.equals(whole)).toBe(true);
    const gone = await call(fake, 'GET', url);
    expect([gone.status, codes(gone)]).toEqual([404, ['itemNotFound', 'uploadSessionNotFound']]);
  });

  it('uses the host of personal accounts for them', async () => {
    const mine = graphClient(fake, (await signIn(fake, fake.personal)).access);
    const url = await create('P.xlsx', {}, mine);
    expect(new URL(url).origin).toBe('https://my.microsoftpersonalcontent.com');
    expect((await putFragment(fake, url, content(5), 0, 5)).status).toBe(201);
  });

  it('refuses a bearer token, another size, a gap, and bytes it has', async () => {
    const total = 4 * UNIT;
    const url = await create();
    const one = content(UNIT);
    expect((await putFragment(fake, url, one, 0, total, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await putFragment(fake, url, content(UNIT - 1), 0, total)).status).toBe(400);
    expect((await putFragment(fake, url, one, 0, total, { 'content-range': 'bytes 0-9' })).status).toBe(400);
    expect(
      (await putFragment(fake, url, one, 0, total, { 'content-range': `bytes 0-${UNIT - 2}/${total}` })).status,
    ).toBe(400);
    const gap = await putFragment(fake, url, one, UNIT, total);
    expect([gap.status, codes(gap)]).toEqual([416, ['invalidRange', 'fragmentOutOfOrder']]);
    expect((await putFragment(fake, url, one, 0, total)).status).toBe(202);
    const overlap = await putFragment(fake, url, one, 0, total);
    expect([overlap.status, codes(overlap)]).toEqual([416, ['invalidRange', 'fragmentOverlap']]);
    expect(codes(await putFragment(fake, url, one, UNIT, total + 1))).toEqual([
      'invalidRequest',
      'fragmentLengthMismatch',
    ]);
    const stream = await call(fake, 'PUT', url, {
      headers: { 'content-range': `bytes ${UNIT}-${2 * UNIT - 1}/${total}` },
      body: new Blob([new Uint8Array(one)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(stream.status).toBe(411);
    expect((await call(fake, 'GET', url)).json.nextExpectedRanges).toEqual([`${UNIT}-${total - 1}`]);
  });

  it('refuses fragments of 60 MiB', async () => {
    const url = await create();
    const length = 60 * 1024 * 1024;
    const answer = await putFragment(fake, url, Buffer.alloc(length), 0, 2 * length);
    expect([answer.status, codes(answer)]).toEqual([413, ['invalidRequest', 'maxFragmentLengthExceeded']]);
  });

  it('ignores a fragment whose connection broke and goes on from the one before', async () => {
    const total = 3 * UNIT;
    const url = await create();
    await putFragment(fake, url, content(UNIT), 0, total);
    const target = new URL(atFake(fake, url));
    await new Promise<void>((resolve) => {
      const half = request(target, {
        method: 'PUT',
        headers: { 'content-length': UNIT, 'content-range': `bytes ${UNIT}-${2 * UNIT - 1}/${total}` },
      });
      half.on('error', () => resolve());
      half.write(Buffer.alloc(1000), () => half.destroy(new Error('cut')));
    });
    fake.fault({ match: 'PUT https://contoso-my', kind: 'cutBefore', afterBytes: 5000 });
    await expect(putFragment(fake, url, content(UNIT), UNIT, total)).rejects.toThrow(/fetch failed|terminated|aborted/);
    expect((await call(fake, 'GET', url)).json.nextExpectedRanges).toEqual([`${UNIT}-${total - 1}`]);
    fake.fault({ match: 'PUT https://contoso-my', kind: 'cutAfter' });
    await expect(putFragment(fake, url, content(UNIT), UNIT, total)).rejects.toThrow(/fetch failed|terminated|aborted/);
    expect((await putFragment(fake, url, content(UNIT), UNIT, total)).status).toBe(416);
    expect((await putFragment(fake, url, content(UNIT), 2 * UNIT, total)).status).toBe(201);
  });

  it('ends when it is deleted or too old, and each fragment makes it younger', async () => {
    const deleted = await create();
    expect((await call(fake, 'DELETE', deleted)).status).toBe(204);
    expect((await putFragment(fake, deleted, content(5), 0, 5)).status).toBe(404);
    const old = await create();
    fake.advance(20 * 3_600_000);
    expect((await putFragment(fake, old, content(UNIT), 0, UNIT + 1)).status).toBe(202);
    fake.advance(20 * 3_600_000);
    expect((await call(fake, 'GET', old)).status).toBe(200);
    fake.advance(25 * 3_600_000);
    expect((await call(fake, 'GET', old)).status).toBe(404);
    graph = graphClient(fake, (await signIn(fake)).access);
    const forged = new URL(await create('Big.xlsx', {}, graph));
    forged.searchParams.set('tempauth', 'other');
    expect((await call(fake, 'GET', forged.href)).status).toBe(404);
    expect(fake.openUploads()).toHaveLength(1);
  });

  it('meets the conflict that it was told to, at its start or at its end', async () => {
    await graph('PUT', '/me/drive/root:/Exports/Taken.xlsx:/content', bytes('x'));
    const start = (behavior?: string): Promise<Answer> =>
      graph(
        'POST',
        '/me/drive/root:/Exports/Taken.xlsx:/createUploadSession',
        behavior === undefined ? {} : { item: { [FOLDER]: behavior } },
      );
    expect(codes(await start())).toEqual(['nameAlreadyExists']);
    const renamed = await putFragment(fake, String((await start('rename')).json.uploadUrl), content(5), 0, 5);
    expect([renamed.status, renamed.json.name]).toEqual([201, 'Taken 1.xlsx']);
    const replaced = await putFragment(fake, String((await start('replace')).json.uploadUrl), content(5), 0, 5);
    expect([replaced.status, replaced.json.name]).toEqual([200, 'Taken.xlsx']);
    const late = await create('Late.xlsx', { item: { [FOLDER]: 'fail' } });
    await graph('PUT', '/me/drive/root:/Exports/Late.xlsx:/content', bytes('x'));
    const refused = await putFragment(fake, late, content(5), 0, 5);
    expect([refused.status, codes(refused)]).toEqual([409, ['nameAlreadyExists']]);
    expect((await call(fake, 'GET', late)).json.nextExpectedRanges).toEqual([]);
    const commit = await graph('PUT', '/me/drive/root:/Exports', {
      name: 'Late 2.xlsx',
      '@microsoft.graph.sourceUrl': late,
    });
    expect([commit.status, commit.json.name]).toEqual([201, 'Late 2.xlsx']);
  });

  it('wants the name of the address in its body', async () => {
    expect(
      (await graph('POST', '/me/drive/root:/A.xlsx:/createUploadSession', { item: { name: 'B.xlsx' } })).status,
    ).toBe(400);
  });

  it('waits to be completed when it was asked to', async () => {
    const url = await create('Deferred.xlsx', { item: { [FOLDER]: 'fail' }, deferCommit: true });
    expect((await call(fake, 'POST', url)).status).toBe(400);
    const last = await putFragment(fake, url, content(5), 0, 5);
    expect([last.status, last.json.nextExpectedRanges]).toEqual([202, []]);
    expect((await call(fake, 'POST', url)).status).toBe(201);
  });
});
