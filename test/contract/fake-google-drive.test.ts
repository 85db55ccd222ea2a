import { randomBytes } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeGoogle } from '../fakes/google/fake-google.ts';
import { startFakeGoogle } from '../fakes/google/fake-google.ts';
import type { RawAnswer } from '../fakes/google/test-client.ts';
import { messageOf, raw, signIn } from '../fakes/google/test-client.ts';

const FILES = 'https://www.googleapis.com/drive/v3/files';
const UPLOAD = 'https://www.googleapis.com/upload/drive/v3/files';
const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UNIT = 262_144;

let fake: FakeGoogle;
let token: string;
beforeEach(async () => {
  fake = await startFakeGoogle();
  token = (await signIn(fake)).access;
});
afterEach(async () => await fake.close());

async function made(name: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await raw(fake, 'POST', FILES, { token, body: { name, mimeType: SPREADSHEET, ...more } });
  expect(answer.status, answer.text).toBe(200);
  return String(answer.json.id);
}
async function list(q: string, fields = 'files(name)'): Promise<RawAnswer> {
  return await raw(fake, 'GET', `${FILES}?${new URLSearchParams({ q, fields, orderBy: 'name' }).toString()}`, {
    token,
  });
}
const reasonOf = (answer: RawAnswer) => [
  answer.status,
  (answer.json.error as { errors: { reason: string }[] } | undefined)?.errors[0]?.reason,
];

describe('about', () => {
  it('has to be told what to tell', async () => {
    const answer = await raw(fake, 'GET', 'https://www.googleapis.com/drive/v3/about', { token });
    expect(reasonOf(answer)).toEqual([400, 'required']);
    expect(messageOf(answer)).toBe("The 'fields' parameter is required for this method.");
    const wrong = await raw(fake, 'GET', 'https://www.googleapis.com/drive/v3/about?fields=user(mail)', { token });
    expect(messageOf(wrong)).toBe('Invalid field selection user.mail');
  });

  it('gives bytes as texts, and no limit to people without one', async () => {
    const url = 'https://www.googleapis.com/drive/v3/about?fields=storageQuota';
    const { json } = await raw(fake, 'GET', url, { token });
    expect(json).toEqual({
      storageQuota: { limit: String(15 * 1024 ** 3), usage: '0', usageInDrive: '0', usageInDriveTrash: '0' },
    });
    fake.setConsent({ email: fake.addPerson({ email: 'bo@example.com', quotaBytes: null }).email });
    const other = await raw(fake, 'GET', url, { token: (await signIn(fake)).access });
    expect(Object.keys(other.json.storageQuota as object)).not.toContain('limit');
  });
});

describe('the list of files', () => {
  it('finds by name, type, trash and properties of the app', async () => {
    await made("Anna's fields", { appProperties: { orgbench: 'a1' } });
    const old = await made('Old fields', { appProperties: { orgbench: 'a2' } });
    await made('Objects');
    fake.trash(old);
    const names = async (q: string) => ((await list(q)).json.files as { name: string }[]).map((file) => file.name);
    expect(await names("name = 'Anna\\'s fields'")).toEqual(["Anna's fields"]);
    expect(await names("name contains 'fields' and trashed = false")).toEqual(["Anna's fields"]);
    expect(await names("name contains 'ields'")).toEqual([]);
    expect(await names('trashed = true')).toEqual(['Old fields']);
    expect(await names("appProperties has { key='orgbench' and value='a2' }")).toEqual(['Old fields']);
    expect(await names(`mimeType = '${SPREADSHEET}' and not (trashed = true or name = 'Objects')`)).toEqual([
      "Anna's fields",
    ]);
    expect(await names("'root' in parents and trashed != true")).toEqual(["Anna's fields", 'Objects']);
  });

  it('refuses a query that it does not understand', async () => {
    for (const q of [
      "name = 'Anna's'",
      'title = "x"',
      "name like 'x'",
      "trashed = 'no'",
      'name = x and',
      "size > '3'",
    ]) {
      expect((await list(q)).status, q).toBe(400);
    }
    expect(messageOf(await list('', 'files(title)'))).toBe('Invalid field selection files.title');
  });

  it('shows an app only what it made itself', async () => {
    const foreign = fake.addForeignSpreadsheet(fake.person.email, 'Budget');
    await made('Own');
    expect((await list('')).json).toEqual({ files: [{ name: 'Own' }] });
    const answer = await raw(fake, 'GET', `${FILES}/${foreign}`, { token });
    expect(reasonOf(answer)).toEqual([404, 'notFound']);
    expect(messageOf(answer)).toBe(`File not found: ${foreign}.`);
    const wide = (await signIn(fake, { scope: 'https://www.googleapis.com/auth/drive' })).access;
    expect((await raw(fake, 'GET', `${FILES}/${foreign}`, { token: wide })).status).toBe(200);
  });

  it('comes in pages', async () => {
    for (const name of ['a', 'b', 'c']) await made(name);
    const page = async (query: string) =>
      (await raw(fake, 'GET', `${FILES}?orderBy=name&pageSize=2${query}`, { token })).json;
    const first = await page('');
    expect(first).toMatchObject({
      kind: 'drive#fileList',
      incompleteSearch: false,
      files: [{ name: 'a' }, { name: 'b' }],
    });
    expect(await page(`&pageToken=${String(first.nextPageToken)}`)).toMatchObject({ files: [{ name: 'c' }] });
    expect((await raw(fake, 'GET', `${FILES}?pageSize=1001`, { token })).status).toBe(400);
  });
});

describe('a file', () => {
  it('is renamed, gets properties, goes to the trash and is deleted', async () => {
    const id = await made('Before', { appProperties: { a: '1', b: '2' } });
    const change = async (body: unknown) =>
      await raw(fake, 'PATCH', `${FILES}/${id}?fields=name,trashed,appProperties`, { token, body });
    expect((await change({ name: 'After', appProperties: { a: null, c: '3' } })).json).toEqual({
      name: 'After',
      trashed: false,
      appProperties: { b: '2', c: '3' },
    });
    expect(fake.spreadsheet(id).title).toBe('After');
    expect((await change({ trashed: true })).json.trashed).toBe(true);
    expect(reasonOf(await change({ owners: [] }))).toEqual([403, 'fieldNotWritable']);
    expect(reasonOf(await change({ appProperties: { long: 'x'.repeat(121) } }))).toEqual([
      403,
      'propertyLimitExceeded',
    ]);
    const gone = await raw(fake, 'DELETE', `${FILES}/${id}`, { token });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(reasonOf(await raw(fake, 'DELETE', `${FILES}/${id}`, { token }))).toEqual([404, 'notFound']);
  });

  it('cannot be made in a full Drive, by no way', async () => {
    fake.leaveFree(fake.person, 0);
    const body = { name: 'x', mimeType: SPREADSHEET };
    expect(reasonOf(await raw(fake, 'POST', FILES, { token, body }))).toEqual([403, 'storageQuotaExceeded']);
    expect(reasonOf(await multipart(body, await workbook(), XLSX))).toEqual([403, 'storageQuotaExceeded']);
    const begun = await raw(fake, 'POST', `${UPLOAD}?uploadType=resumable`, { token, body });
    expect(reasonOf(begun)).toEqual([403, 'storageQuotaExceeded']);
    const sheet = await raw(fake, 'POST', 'https://sheets.googleapis.com/v4/spreadsheets', { token, body: {} });
    expect(sheet.status).toBe(403);
  });
});

async function multipart(metadata: unknown, media: Uint8Array | string, type: string, query = ''): Promise<RawAnswer> {
  const head = `--b1\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n--b1\r\nContent-Type: ${type}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), Buffer.from(media), Buffer.from('\r\n--b1--\r\n')]);
  const headers = { 'Content-Type': 'multipart/related; boundary=b1' };
  return await raw(fake, 'POST', `${UPLOAD}?uploadType=multipart${query}`, { token, body, headers });
}

/** By a writer that has nothing to do with the app. */
async function workbook(rows = 0): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("Owner's fields", { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [{ width: 30 }, { width: 10 }];
  sheet.addRow(['API name', 'Length']).font = { bold: true };
  sheet.addRow(['=1+1', 80]);
  sheet.addRow([' <007> & "x"\n\u00e9 😀 _x0041_', true]);
  sheet.getCell('A4').value = { text: 'Account', hyperlink: 'https://example.com/a?b=1&c=2' };
  sheet.getCell('B4').value = { formula: 'SUM(B1:B2)', result: 80 };
  sheet.autoFilter = 'A1:B4';
  for (let row = 0; row < rows; row += 1) sheet.addRow([randomBytes(96).toString('base64'), row]);
  book.addWorksheet('Notes', { state: 'hidden' }).addRow(['x']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A zip whose entries are not packed. */
function storedZip(entries: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text, 'utf8');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt32LE(content.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    files.push(local, Buffer.from(name), content);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

describe('an uploaded workbook', () => {
  it('becomes a spreadsheet whose texts stay texts', async () => {
    const answer = await multipart(
      { name: 'Org X', mimeType: SPREADSHEET, appProperties: { a: '1' } },
      await workbook(),
      XLSX,
      '&fields=id,webViewLink',
    );
    const id = String(answer.json.id);
    expect(answer.json.webViewLink).toBe(`https://docs.google.com/spreadsheets/d/${id}/edit?usp=drivesdk`);
    const { tabs, title, appProperties } = fake.spreadsheet(id);
    expect([title, appProperties]).toEqual(['Org X', { a: '1' }]);
    expect(tabs[0]).toMatchObject({
      title: "Owner's fields",
      hidden: false,
      rowCount: 1000,
      columnCount: 26,
      frozenRowCount: 1,
    });
    expect(tabs[0]?.values).toEqual([
      ['API name', 'Length'],
      ['=1+1', 80],
      // ECMA-376, 22.9.2.19: what this writer did not escape is a character.
      [' <007> & "x"\n\u00e9 😀 A', true],
      ['Account', { formula: '=SUM(B1:B2)' }],
    ]);
    expect(tabs[0]?.cell(0, 0).format).toEqual({ textFormat: { bold: true } });
    expect(tabs[0]?.cell(3, 0).link).toBe('https://example.com/a?b=1&c=2');
    expect(tabs[0]?.columnWidths.get(0)).toBe(215);
    expect(tabs[0]?.basicFilter).not.toBeNull();
    expect(tabs[1]).toMatchObject({ title: 'Notes', hidden: true });
    const read = await raw(fake, 'GET', `https://sheets.googleapis.com/v4/spreadsheets/${id}`, { token });
    expect(read.status).toBe(200);
  });

  it('stays a file when it is not to be a spreadsheet', async () => {
    const { json } = await multipart({ name: 'Org.xlsx' }, await workbook(), XLSX);
    expect(json.mimeType).toBe(XLSX);
    const answer = await raw(fake, 'GET', `https://sheets.googleapis.com/v4/spreadsheets/${String(json.id)}`, {
      token,
    });
    expect(messageOf(answer)).toBe('This operation is not supported for this document');
  });

  it('is refused when it is no workbook', async () => {
    const answer = await multipart({ name: 'x', mimeType: SPREADSHEET }, 'no workbook', XLSX);
    expect(reasonOf(answer)).toEqual([400, 'badRequest']);
    expect(fake.files()).toHaveLength(0);
  });

  it('is refused when it holds characters that XML does not allow', async () => {
    const part = (text: string) => ({
      'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>',
      'xl/worksheets/a.xml': `<worksheet><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></worksheet>`,
    });
    const convert = async (text: string) =>
      await multipart({ name: 'x', mimeType: SPREADSHEET }, storedZip(part(text)), XLSX);
    for (const text of ['a\u0001b', 'a\ufffeb', 'a&#1;b', 'a&#x1f;b']) {
      expect(reasonOf(await convert(text)), text).toEqual([400, 'badRequest']);
    }
    const { json } = await convert(' a_x0001_&#10;&#13;b ');
    expect(fake.spreadsheet(String(json.id)).tabs[0]?.values).toEqual([['a\u0001\n\rb']]);
  });

  it('may be sent in one piece up to 5 MB', async () => {
    const answer = await multipart({ name: 'x' }, Buffer.alloc(5 * 1024 ** 2), 'application/octet-stream');
    expect(reasonOf(answer)).toEqual([413, 'uploadTooLarge']);
  });

  it('is typed in when it is a CSV file', async () => {
    const csv = 'name,value\r\n"a ""b"", c",007\r\n=1+1,"line\nbreak"\r\n';
    const { json } = await multipart({ name: 'x', mimeType: SPREADSHEET }, csv, 'text/csv');
    expect(fake.spreadsheet(String(json.id)).tabs[0]?.values).toEqual([
      ['name', 'value'],
      ['a "b", c', 7],
      [{ formula: '=1+1' }, 'line\nbreak'],
    ]);
  });

  it('is refused when the parts do not say what they are', async () => {
    const post = async (type: string, body: string) =>
      (await raw(fake, 'POST', `${UPLOAD}?uploadType=multipart`, { token, body, headers: { 'Content-Type': type } }))
        .status;
    expect(await post('application/json', '{}')).toBe(400);
    expect(await post('multipart/related; boundary=b1', '--b1\r\n\r\nno head')).toBe(400);
    expect((await raw(fake, 'POST', UPLOAD, { token, body: '' })).status).toBe(400);
  });
});

describe('a resumable upload', () => {
  async function begin(bytes: number | null, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const headers: Record<string, string> = { 'X-Upload-Content-Type': XLSX };
    if (bytes !== null) headers['X-Upload-Content-Length'] = String(bytes);
    const body = { name: 'Org X', mimeType: SPREADSHEET, ...more };
    const answer = await raw(fake, 'POST', `${UPLOAD}?uploadType=resumable&fields=id`, { token, body, headers });
    expect([answer.status, answer.text]).toEqual([200, '']);
    return answer.headers.get('location') ?? '';
  }
  const put = async (address: string, range: string, body: Uint8Array = Buffer.alloc(0)): Promise<RawAnswer> =>
    await raw(fake, 'PUT', address, { body, headers: { 'Content-Range': range } });

  it('goes on after each unit and ends with the file', async () => {
    const bytes = await workbook(6000);
    expect(bytes.length).toBeGreaterThan(2 * UNIT);
    const address = await begin(bytes.length);
    expect(address).toMatch(
      /^https:\/\/www\.googleapis\.com\/upload\/drive\/v3\/files\?uploadType=resumable&upload_id=/,
    );
    expect((await put(address, `bytes */${bytes.length}`)).headers.get('range')).toBeNull();
    const first = await put(address, `bytes 0-${UNIT - 1}/${bytes.length}`, bytes.subarray(0, UNIT));
    expect([first.status, first.headers.get('range'), first.text]).toEqual([308, `bytes=0-${UNIT - 1}`, '']);
    // Sent again: what is there is skipped.
    const again = await put(address, `bytes 0-${2 * UNIT - 1}/${bytes.length}`, bytes.subarray(0, 2 * UNIT));
    expect(again.headers.get('range')).toBe(`bytes=0-${2 * UNIT - 1}`);
    const last = await put(address, `bytes ${2 * UNIT}-${bytes.length - 1}/${bytes.length}`, bytes.subarray(2 * UNIT));
    expect(last.status).toBe(200);
    const { tabs } = fake.spreadsheet(String(last.json.id));
    expect(tabs[0]?.values).toHaveLength(6004);
    expect(tabs[0]?.rowCount).toBe(6004);
    // Whoever missed the answer asks for the state and gets it.
    const asked = await put(address, `bytes */${bytes.length}`);
    expect([asked.status, asked.json.id]).toEqual([200, last.json.id]);
    expect(fake.spreadsheets()).toHaveLength(1);
  });

  it('keeps only whole units of a part that is not the last', async () => {
    const address = await begin(null);
    const answer = await put(address, `bytes 0-${UNIT + 99}/*`, Buffer.alloc(UNIT + 100));
    expect([answer.status, answer.headers.get('range')]).toEqual([308, `bytes=0-${UNIT - 1}`]);
    const next = await put(address, `bytes ${UNIT + 100}-${2 * UNIT + 99}/*`, Buffer.alloc(UNIT));
    expect(next.status).toBe(503);
    expect(next.text).toContain(
      `the upload offset is ${UNIT + 100} byte(s), which exceeds already uploaded size of ${UNIT} byte(s)`,
    );
    expect((await put(address, `bytes ${UNIT}-${UNIT + 99}/${3 * UNIT}`, Buffer.alloc(100))).status).toBe(400);
  });

  it('refuses ranges that do not go with what is sent', async () => {
    const address = await begin(1000);
    for (const range of ['0-9/1000', 'bytes 0-9', 'bytes 0-9/1000', 'bytes 0-999/2000', 'bytes 0-99/50']) {
      const answer = await put(address, range, Buffer.alloc(100));
      expect([answer.status, answer.text], range).toEqual([400, 'Failed to parse Content-Range header.']);
    }
  });

  it('is gone after a week, after a cancel, and under a wrong address', async () => {
    const address = await begin(1000);
    const cancelled = await begin(1000);
    expect((await raw(fake, 'DELETE', cancelled)).status).toBe(499);
    expect((await put(cancelled, 'bytes */1000')).status).toBe(499);
    expect((await put(`${address}x`, 'bytes */1000')).status).toBe(404);
    fake.advance(7 * 86_400_000);
    expect((await put(address, 'bytes */1000')).status).toBe(404);
  });

  it('needs no token of its own, but none that is over either', async () => {
    const address = await begin(4);
    fake.expireAccessTokens();
    const headers = { 'Content-Range': 'bytes */4' };
    expect((await raw(fake, 'PUT', address, { token, headers })).status).toBe(401);
    expect((await raw(fake, 'PUT', address, { headers })).status).toBe(308);
  });

  it('of something that cannot be converted fails at its end', async () => {
    const address = await begin(4);
    expect(reasonOf(await put(address, 'bytes 0-3/4', Buffer.from('none')))).toEqual([400, 'badRequest']);
    expect(fake.files()).toHaveLength(0);
  });
});
