import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Book } from '../../src-main/domain/sheets/book.ts';
import { workbookBytes } from '../../src-main/engine/exports/workbook-bytes.ts';
import { bookOf, coverOf, HOSTILE_TEXTS, sheetOf } from '../support/book.ts';
import { type MicrosoftRig, microsoftRig, newWorkbook, type TestAccount } from '../support/microsoft-rig.ts';
import { failureOf } from '../support/network.ts';

const MIB = 1024 * 1024;

const small = (): Book => {
  const fields = sheetOf(
    'Fields',
    ['Object', 'Name', 'Text', 'Length'],
    HOSTILE_TEXTS.map((text, index) => ['Account', `Field_${index}__c`, text, index]),
  );
  return bookOf(coverOf([['Org', 'Acme']]), fields);
};

/** Texts that do not get smaller when they are packed: some 12 MiB of workbook, which is two fragments. */
const LONG_TEXTS: readonly string[] = Array.from({ length: 500 }, (_, row) =>
  Array.from({ length: 372 }, (__, part) => createHash('sha512').update(`${row}.${part}`).digest('base64')).join(''),
);
const large = (): Book =>
  bookOf(
    sheetOf(
      'Fields',
      ['Name', 'Text'],
      LONG_TEXTS.map((text, row) => [`Field_${row}__c`, text]),
    ),
  );

async function bytesOf(book: Book): Promise<Buffer> {
  const { bytes } = await workbookBytes(book, {}, { signal: new AbortController().signal, onRows: () => undefined });
  return Buffer.from(bytes);
}
/** Read once: the same book gives the same bytes. */
const LARGE_BYTES = await bytesOf(large());
const SMALL_BYTES = await bytesOf(small());
const BOOKS = [
  { book: small, bytes: SMALL_BYTES, requests: 1 },
  { book: large, bytes: LARGE_BYTES, requests: 3 },
] as const;

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const stored = (rig: MicrosoftRig, path: string) => {
  const item = rig.fake.file(rig.fake.worker, path);
  return item === null ? null : sha(item.content);
};
const names = (rig: MicrosoftRig): readonly string[] => rig.fake.files(rig.fake.worker).map(({ path }) => path);
const signInTo = async (options?: Parameters<typeof microsoftRig>[0]): Promise<[MicrosoftRig, TestAccount]> => {
  const rig = await microsoftRig(options);
  return [rig, await rig.signIn('myFiles')];
};

describe('a new workbook in OneDrive', () => {
  it('arrives byte for byte, with one request when it is small', async () => {
    const [rig, account] = await signInTo();
    const state = rig.newSend();
    rig.fake.clearRequests();
    const sent = await rig.send(account, newWorkbook(), small(), state);
    expect(sent).toMatchObject({ name: 'Acme fields.xlsx', rows: HOSTILE_TEXTS.length, sheets: 1, cutCells: 0 });
    expect(sent.url).toMatch(/^https:\/\//);
    expect(stored(rig, 'Orgbench/Acme fields.xlsx')).toBe(sha(SMALL_BYTES));
    expect(rig.fake.requests().map(({ method }) => method)).toEqual(['PUT']);
    expect(state.resume).toBeNull();
    expect(state.stages).toEqual(['rows', 'upload']);
  });

  it('goes into the app’s own folder when the account gave no more', async () => {
    const rig = await microsoftRig();
    const account = await rig.signIn('ownFiles');
    await rig.send(account, newWorkbook(), small());
    expect(names(rig)).toEqual(['Apps/Orgbench/Acme fields.xlsx']);
    const { files } = await rig.provider.files(account.handle, 'acme', new AbortController().signal);
    expect(files.map(({ name, kind }) => [name, kind])).toEqual([['Acme fields.xlsx', 'file']]);
  });

  it('says what to do where the organization gives apps no folder', async () => {
    const rig = await microsoftRig();
    rig.fake.switches.workAppFolder = false;
    const account = await rig.signIn('ownFiles');
    const state = rig.newSend();
    const failure = await failureOf(rig.send(account, newWorkbook(), small(), state));
    expect(failure).toMatchObject({ code: 'scope-missing', message: expect.stringContaining('folder for apps') });
    expect(state.resume).toBeNull();
  });

  it('goes into the OneDrive of a personal account as well', async () => {
    const rig = await microsoftRig();
    rig.fake.browser.person = rig.fake.personal;
    const account = await rig.signIn('ownFiles');
    await rig.send(account, newWorkbook(), small());
    await rig.send(account, newWorkbook('Large'), large());
    expect(rig.fake.files(rig.fake.personal).map(({ path }) => path)).toEqual([
      'Apps/Orgbench/Acme fields.xlsx',
      'Apps/Orgbench/Large.xlsx',
    ]);
  });

  it('arrives byte for byte in fragments when it is large', async () => {
    const [rig, account] = await signInTo();
    const bytes = LARGE_BYTES;
    expect(bytes.length).toBeGreaterThan(11 * MIB);
    rig.fake.clearRequests();
    await rig.send(account, newWorkbook(), large());
    expect(stored(rig, 'Orgbench/Acme fields.xlsx')).toBe(sha(bytes));
    const puts = rig.fake.requests().filter(({ method }) => method === 'PUT');
    expect(puts.map(({ headers }) => headers['content-range'])).toEqual([
      `bytes 0-${10 * MIB - 1}/${bytes.length}`,
      `bytes ${10 * MIB}-${bytes.length - 1}/${bytes.length}`,
    ]);
    for (const { headers } of puts) expect(headers['authorization']).toBeUndefined();
    expect([...account.secrets].filter(([field, text]) => field.startsWith('upload') && text !== '')).toEqual([]);
    // The address is a permission in itself, so the ledger does not know it.
    expect(JSON.stringify(rig.rows())).not.toContain('tempauth');
  });

  it.each([
    ['rename', ['Orgbench/Acme fields 1.xlsx', 'Orgbench/Acme fields.xlsx'], 'Acme fields 1.xlsx'],
    ['replace', ['Orgbench/Acme fields.xlsx'], 'Acme fields.xlsx'],
  ] as const)('is handled as wished when the name is taken: %s', async (ifExists, paths, name) => {
    for (const { book, bytes } of BOOKS) {
      const [rig, account] = await signInTo();
      rig.fake.addFile(rig.fake.worker, 'Orgbench/Acme fields.xlsx', Buffer.from('older'));
      const sent = await rig.send(account, newWorkbook('Acme fields', ifExists), book());
      expect(sent.name).toBe(name);
      expect(names(rig)).toEqual(paths);
      expect(stored(rig, `Orgbench/${name}`)).toBe(sha(bytes));
    }
  });

  it('is refused with a sentence when the name is taken and must not be', async () => {
    for (const { book } of BOOKS) {
      const [rig, account] = await signInTo();
      rig.fake.addFile(rig.fake.worker, 'Orgbench/Acme fields.xlsx', Buffer.from('older'));
      const state = rig.newSend();
      const failure = await failureOf(rig.send(account, newWorkbook('Acme fields', 'fail'), book(), state));
      expect(failure).toMatchObject({ code: 'name-taken', message: expect.stringContaining('Choose another name') });
      expect(state.resume).toBeNull();
      expect(rig.fake.openUploads()).toEqual([]);
    }
  });
});

describe('an upload that meets trouble', () => {
  const FAULTS = [
    { kind: 'cutBefore' },
    { kind: 'cutBefore', afterBytes: 1000 },
    { kind: 'cutAfter' },
    { kind: 'halfBody' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 429, retryAfter: 7 },
    { kind: 'status', status: 503, retryAfter: 7 },
    { kind: 'status', status: 401 },
  ] as const;

  it.each(FAULTS)('is whole and there once after %j at any request', async (fault) => {
    for (const { book, bytes, requests } of BOOKS) {
      const refreshes = fault.kind === 'status' && fault.status === 401;
      // Upload addresses see no token.
      for (let skip = 0; skip < (refreshes ? 1 : requests); skip += 1) {
        const [rig, account] = await signInTo();
        rig.fake.fault({ ...fault, match: refreshes ? /graph\.microsoft\.com/ : /./, skip });
        const sent = await rig.send(account, newWorkbook(), book());
        expect(names(rig), `fault at request ${skip + 1} of ${requests}`).toEqual(['Orgbench/Acme fields.xlsx']);
        expect(stored(rig, 'Orgbench/Acme fields.xlsx')).toBe(sha(bytes));
        expect(rig.fake.faultsLeft()).toBe(0);
        expect(sent.name).toBe('Acme fields.xlsx');
      }
    }
  });

  it('waits as long as Microsoft asks', async () => {
    const [rig, account] = await signInTo();
    const state = rig.newSend();
    rig.fake.fault({ match: 'PUT', kind: 'status', status: 429, retryAfter: 17 });
    await rig.send(account, newWorkbook(), small(), state);
    expect(rig.pausesMs).toHaveLength(1);
    expect(rig.pausesMs[0]).toBeGreaterThanOrEqual(17_000);
    expect(state.stages).toEqual(['rows', 'upload', 'waiting', 'upload']);
    expect(state.waitsSeconds).toEqual([Math.ceil((rig.pausesMs[0] ?? 0) / 1000)]);
  });

  it.each([
    [507, 'insufficientStorage', 'target-full', true],
    [423, 'resourceLocked', 'target-locked', true],
    [403, 'accessDenied', 'no-permission', false],
    [404, 'itemNotFound', 'target-missing', false],
  ] as const)('%i %s is %s', async (status, code, failureCode, keeps) => {
    const [rig, account] = await signInTo();
    const state = rig.newSend();
    rig.fake.fault({ match: 'createUploadSession', kind: 'status', status, code });
    rig.fake.fault({ match: '/content?', kind: 'status', status, code });
    expect((await failureOf(rig.send(account, newWorkbook(), large(), state))).code).toBe(failureCode);
    expect(state.resume).toBeNull();
    expect((await failureOf(rig.send(account, newWorkbook(), small(), state))).code).toBe(failureCode);
    expect(state.resume !== null).toBe(keeps);
    expect(names(rig)).toEqual([]);
  });

  it('starts a new session when Microsoft has dropped the old one', async () => {
    const [rig, account] = await signInTo();
    rig.fake.fault({ match: 'uploadSession', kind: 'status', status: 404, code: 'itemNotFound', skip: 1 });
    await rig.send(account, newWorkbook(), large());
    expect(stored(rig, 'Orgbench/Acme fields.xlsx')).toBe(sha(LARGE_BYTES));
    expect(names(rig)).toHaveLength(1);
  });

  it('is given up when it is cancelled: no file, no session, nothing to go on with', async () => {
    const [rig, account] = await signInTo();
    const state = rig.newSend();
    const controller = new AbortController();
    rig.fake.fault({ match: 'uploadSession', kind: 'hang', skip: 1 });
    const sending = rig.send(account, newWorkbook(), large(), state, { signal: controller.signal });
    await expect.poll(() => rig.fake.openUploads()[0]?.received, { timeout: 20_000 }).toBe(10 * MIB);
    await expect.poll(() => rig.fake.faultsLeft(), { timeout: 20_000 }).toBe(0);
    controller.abort();
    await expect(sending).rejects.toThrow(/abort|Cancelled/i);
    expect(rig.fake.openUploads()).toEqual([]);
    expect(names(rig)).toEqual([]);
    expect(state.resume).toBeNull();
  });
});

describe('an upload that stopped', () => {
  /** Stops for good at the second fragment. */
  const stopped = async () => {
    const [rig, account] = await signInTo();
    const state = rig.newSend();
    rig.fake.fault({ match: /PUT .*uploadSession/, kind: 'cutBefore', skip: 1, times: 100 });
    rig.fake.fault({ match: /GET .*uploadSession/, kind: 'status', status: 503, times: 100 });
    const failure = await failureOf(rig.send(account, newWorkbook(), large(), state));
    expect(failure).toMatchObject({ code: 'service-unreachable', retryable: true });
    expect(state.resume).not.toBeNull();
    expect(names(rig)).toEqual([]);
    rig.fake.clearFaults();
    rig.fake.clearRequests();
    rig.restart();
    return { rig, account, state };
  };

  it('goes on with the byte that is expected next, also after a restart', async () => {
    const { rig, account, state } = await stopped();
    // What is saved outside the sealed secrets does not open the upload.
    expect(JSON.stringify(state.resume)).not.toContain('tempauth');
    await rig.send(account, newWorkbook(), large(), state);
    const bytes = LARGE_BYTES;
    const puts = rig.fake.requests().filter(({ method }) => method === 'PUT');
    expect(puts.map(({ headers }) => headers['content-range'])).toEqual([
      `bytes ${10 * MIB}-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(stored(rig, 'Orgbench/Acme fields.xlsx')).toBe(sha(bytes));
    expect(state.resume).toBeNull();
  });

  it('starts anew when the data is another now, and leaves no session behind', async () => {
    const { rig, account, state } = await stopped();
    const other = (): Book => bookOf(...large().sheets, sheetOf('More', ['A'], [['b']]));
    await rig.send(account, newWorkbook(), other(), state);
    expect(stored(rig, 'Orgbench/Acme fields.xlsx')).toBe(sha(await bytesOf(other())));
    expect(rig.fake.openUploads()).toEqual([]);
  });

  it('starts anew when the session has expired', async () => {
    const { rig, account, state } = await stopped();
    rig.fake.advance(25 * 3_600_000);
    await rig.send(account, newWorkbook(), large(), state);
    expect(stored(rig, 'Orgbench/Acme fields.xlsx')).toBe(sha(LARGE_BYTES));
  });

  it('is found when it had arrived and only the answer was lost', async () => {
    for (const { book } of BOOKS) {
      const [rig, account] = await signInTo();
      const state = rig.newSend();
      const lost = rig.send(account, newWorkbook(), book(), state, {
        saveResume: (saved) => {
          // As after a kill: what happens next is not saved any more.
          if (saved === null) throw new Error('killed');
          state.resume = saved;
        },
      });
      await expect(lost).rejects.toThrow('killed');
      expect(names(rig)).toHaveLength(1);
      rig.fake.clearRequests();
      const sent = await rig.send(account, newWorkbook(), book(), state);
      expect(sent.name).toBe('Acme fields.xlsx');
      expect(names(rig)).toHaveLength(1);
      expect(rig.fake.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
    }
  });

  it('can be discarded', async () => {
    const { rig, account, state } = await stopped();
    await rig.newProvider().discard(account.handle, state.resume, new AbortController().signal);
    expect(rig.fake.openUploads()).toEqual([]);
    expect([...account.secrets].filter(([field, text]) => field.startsWith('upload') && text !== '')).toEqual([]);
  });
});
