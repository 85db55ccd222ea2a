/*
 * A recorded org: the sample org's own answers, taken once and compressed once, so that what a bench measures is the
 * client and the wire. The same for every side. Started as a process: `prepared-org-process.ts <bundle> <latency ms> <log>`;
 * `1000x50` in the place of a bundle stands for a large org of 1,000 objects with 50 fields each.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { loadBundle } from '../../src-main/sample-org/bundle.ts';
import { createRequestLog } from '../../src-main/sample-org/http/request-log.ts';
import { startSampleOrg } from '../../src-main/sample-org/server.ts';
import { largeOrg } from './large-org.ts';

type Recorded = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly gzip: Buffer | null;
};
type Ask = { readonly method: string; readonly path: string; readonly body: string; readonly since: string };
type Part = {
  readonly url: string;
  readonly referenceId: string;
  readonly httpHeaders?: Readonly<Record<string, string>>;
};

const KEPT_HEADERS = ['content-type', 'etag', 'last-modified'];
/** A question for the fields of several objects; which ones it names depends on the order in which describes came. */
const FIELDS_OF_OBJECTS =
  /^(.* FROM (FieldDefinition|CustomField) WHERE EntityDefinition\.QualifiedApiName IN \()([^)]*)(\))(?: ORDER BY DurableId)?( LIMIT \d+)?$/;

/** A gzip member for itself: members in a row are one gzip stream, so prepared ones can be put together. */
function member(text: string): Buffer {
  return gzipSync(text, { level: 6 });
}

/** Text in a row becomes one member: each costs some twenty bytes. */
function membersOf(pieces: readonly (string | Buffer)[]): Buffer {
  const members: Buffer[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    if (text !== '') members.push(member(text));
    text = '';
    members.push(piece);
  }
  if (text !== '') members.push(member(text));
  return Buffer.concat(members);
}

/** Answers from what was recorded; asks the org behind it for what was not yet. */
function createRecorder(origin: string, token: string) {
  const known = new Map<string, Promise<Recorded>>();
  const rowsOfObject = new Map<string, Promise<{ readonly count: number; readonly gzip: Buffer }>>();

  const record = async ({ method, path, body, since }: Ask): Promise<Recorded> => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(since === '' ? {} : { 'If-Modified-Since': since }),
        ...(method === 'GET' ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(method === 'GET' ? {} : { body }),
    });
    const text = await answer.text();
    const headers = KEPT_HEADERS.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return {
      status: answer.status,
      headers: Object.fromEntries(headers),
      gzip: answer.status === 304 ? null : member(text),
    };
  };
  const recorded = (ask: Ask): Promise<Recorded> => {
    const key = JSON.stringify(ask);
    const found = known.get(key) ?? record(ask);
    known.set(key, found);
    return found;
  };
  const rowsOf = (root: string, before: string, name: string, after: string) => {
    const soql = `${before}${name}${after}`;
    const found =
      rowsOfObject.get(soql) ??
      fetch(`${origin}${root}?q=${encodeURIComponent(soql)}`, { headers: { Authorization: `Bearer ${token}` } })
        .then(async (answer) => (await answer.json()) as { readonly records: readonly unknown[] })
        .then(({ records }) => ({ count: records.length, gzip: member(JSON.stringify(records).slice(1, -1)) }));
    rowsOfObject.set(soql, found);
    return found;
  };

  /** The answer to one part of a composite: text, and gzip members where they are prepared. */
  const partOf = async (part: Part): Promise<(string | Buffer)[]> => {
    const { pathname, searchParams } = new URL(part.url, origin);
    const asked = FIELDS_OF_OBJECTS.exec(searchParams.get('q') ?? '');
    const after = (status: number, headers: object): string =>
      `,"httpHeaders":${JSON.stringify(headers)},"httpStatusCode":${status},"referenceId":${JSON.stringify(part.referenceId)}}`;
    if (asked !== null) {
      const [, before = '', table = '', names = '', close = '', limit = ''] = asked;
      const rows = await Promise.all(
        names.split(', ').map((name) => rowsOf(pathname, before, name, `${close}${limit}`)),
      );
      const filled = rows.filter(({ count }) => count > 0);
      const count = filled.reduce((sum, one) => sum + one.count, 0);
      const lead = `{"body":{"size":${count},"totalSize":${count},"done":true,"queryLocator":null,"entityTypeName":"${table}","records":[`;
      return [lead, ...filled.flatMap(({ gzip }, index) => (index === 0 ? [gzip] : [',', gzip])), ']}', after(200, {})];
    }
    const since = part.httpHeaders?.['If-Modified-Since'] ?? '';
    const { status, headers, gzip } = await recorded({ method: 'GET', path: part.url, body: '', since });
    const { 'content-type': _type, etag, 'last-modified': modified } = headers;
    const shown = { ...(etag === undefined ? {} : { ETag: etag }), 'Last-Modified': modified };
    return ['{"body":', gzip ?? 'null', after(status, modified === undefined ? {} : shown)];
  };

  return {
    answer: async (ask: Ask): Promise<Recorded> => {
      if (ask.method !== 'POST' || !ask.path.endsWith('/composite')) return recorded(ask);
      const { compositeRequest } = JSON.parse(ask.body) as { readonly compositeRequest: readonly Part[] };
      const parts = await Promise.all(compositeRequest.map(partOf));
      const all = parts.flatMap((part, index) => (index === 0 ? part : [',', ...part]));
      return {
        status: 200,
        headers: { 'content-type': 'application/json;charset=UTF-8' },
        gzip: membersOf(['{"compositeResponse":[', ...all, ']}']),
      };
    },
  };
}

async function start(bundle: string, latencyMs: number, logPath: string): Promise<void> {
  const [, objects, fieldsEach] = /^(\d+)x(\d+)$/.exec(bundle) ?? [];
  const content = objects === undefined ? await loadBundle(bundle) : largeOrg(Number(objects), Number(fieldsEach));
  const org = await startSampleOrg({ bundle: content, dailyRequests: 10_000_000 });
  const recorder = createRecorder(org.instanceUrl, org.accessToken);
  const log = createRequestLog(logPath);
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const from = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const method = incoming.method ?? 'GET';
    const path = incoming.url ?? '/';
    const since = incoming.headers['if-modified-since'] ?? '';
    const { status, headers, gzip } = await recorder.answer({
      method,
      path,
      body: Buffer.concat(chunks).toString(),
      since,
    });
    await delay(Math.max(0, latencyMs - (performance.now() - from)));
    log.write({ method, path, status, bytes: gzip?.length ?? 0 });
    outgoing.writeHead(status, {
      ...headers,
      'Sforce-Limit-Info': 'api-usage=1/10000000',
      ...(gzip === null ? {} : { 'Content-Encoding': 'gzip', 'Content-Length': String(gzip.length) }),
    });
    outgoing.end(gzip ?? undefined);
  };
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (incoming, outgoing) => {
    serve(incoming, outgoing).catch((cause: unknown) => {
      process.stderr.write(`Prepared org: ${String(cause)}\n`);
      outgoing.destroy();
    });
  });
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(
      `${JSON.stringify({ instanceUrl: `http://127.0.0.1:${port}`, accessToken: org.accessToken })}\n`,
    );
  });
}

const [bundle = '', latency = '0', log = ''] = process.argv.slice(2);
await start(bundle, Number(latency), log);
