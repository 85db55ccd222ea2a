/**
 * Promises 4 to 6, with input that nobody thought of: fast-check makes paths, queries and bodies, mixes the pieces that
 * attacks are made of into them, and looks for one that gets past. A failure prints its seed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READING_MODES } from '../../src-preload/contract/connections.ts';
import { canonicalTarget, targetUrl } from '../../src-main/engine/network/canonical-url.ts';
import { PURPOSES } from '../../src-main/engine/network/gateway-types.ts';
import { readOnlyGuard } from '../../src-main/engine/network/read-only-guard.ts';
import { checkSoql } from '../../src-main/engine/network/record-guard.ts';
import { ROUTES } from '../../src-main/engine/network/routes.ts';
import { readSoapCall } from '../../src-main/engine/network/soap-guard.ts';
import { soqlParser } from '../../src-main/engine/network/soql-parser.ts';
import { readStrictXml } from '../../src-main/engine/network/strict-xml.ts';
import { EXAMPLES, soap } from '../support/guard-examples.ts';

const numRuns = process.env['ORGBENCH_LONG'] === '1' ? 50_000 : 2000;
const ORIGIN = 'https://acme.my.salesforce.com';
const parse = await soqlParser();

const TRICKS =
  '/ // .. . %2f %2e%2e %25 \\ @ : # ? & = ; %00 [::1] evil.example.com https:// /tooling/executeAnonymous _HttpMethod=DELETE';
const piece = fc.oneof(
  fc.constantFrom(...EXAMPLES.map(({ url }) => url), ...TRICKS.split(' '), ' ', ORIGIN),
  fc.string({ maxLength: 12 }),
);
const url = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
const method = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'get', 'MERGE');
const body = fc.oneof(
  fc.constant(null),
  fc.constantFrom(...EXAMPLES.flatMap(({ body: text }) => (text === undefined ? [] : [text]))),
  fc.json(),
);
const header = fc.constantFrom<Readonly<Record<string, string>>>(
  {},
  { 'if-modified-since': 'x' },
  { 'x-http-method-override': 'DELETE' },
);
/** An example with one thing changed, or none: nearer to the gate than what is made of pieces alone. */
const changed = fc
  .record({
    example: fc.constantFrom(...EXAMPLES),
    other: fc.record({ method, url, body, headers: header, piece, at: fc.nat({ max: 80 }) }),
    change: fc.constantFrom('nothing', 'method', 'url', 'body', 'headers', 'piece'),
  })
  .map(({ example, other, change }) => {
    const own = {
      method: example.method ?? 'GET',
      url: example.url,
      body: example.body ?? null,
      headers: {} as Readonly<Record<string, string>>,
    };
    if (change === 'nothing') return own;
    if (change !== 'piece') return { ...own, [change]: other[change as 'method' | 'url' | 'body' | 'headers'] };
    return { ...own, url: `${own.url.slice(0, other.at)}${other.piece}${own.url.slice(other.at)}` };
  });
const scratch = fc.record({ method, url, headers: header, body });
const input = fc
  .record({
    purpose: fc.constantFrom(...PURPOSES),
    reads: fc.constantFrom(...READING_MODES),
    request: fc.oneof(changed, scratch),
  })
  .map(({ request, ...rest }) => ({ ...rest, ...request }));
// @promise 6: no URL, however it is put together, leaves the origin of the connection
describe('an address that passes', () => {
  it('is on the origin, and has one spelling', () => {
    fc.assert(
      fc.property(url, (text) => {
        const canonical = canonicalTarget(ORIGIN, text);
        if (!canonical.ok) return;
        const once = targetUrl(canonical.target);
        const again = canonicalTarget(ORIGIN, once);
        expect(again.ok && targetUrl(again.target)).toBe(once);
        // Two readers: ours and the one that sends.
        const read = new URL(once, ORIGIN);
        expect([read.origin, read.username, read.hash, `${read.pathname}${read.search}`]).toEqual([
          ORIGIN,
          '',
          '',
          // The one sign that URL encodes besides; a server decodes both to the same.
          once.replaceAll("'", '%27'),
        ]);
      }),
      { numRuns },
    );
  });
});

// @promise 4: requests made at random never get past the list, whatever their method, body and headers
describe('a request that passes', () => {
  it('is on the list for its purpose, mode and method, and is judged the same again', () => {
    let passed = 0;
    fc.assert(
      fc.property(input, (one) => {
        const verdict = readOnlyGuard({ origin: ORIGIN, ...one });
        if (!verdict.allowed) return;
        passed += 1;
        const { route } = verdict;
        expect(route.method).toBe(one.method);
        expect(route.purposes).toContain(one.purpose);
        expect(route.mode === 'metadata' || one.reads === 'metadata and records').toBe(true);
        expect(verdict.url.startsWith('/')).toBe(true);
        expect(Object.keys(one.headers)).not.toContain('x-http-method-override');
        const again = {
          origin: ORIGIN,
          ...one,
          url: verdict.url,
          body: verdict.body ?? (verdict.soap === null ? null : one.body),
        };
        expect(readOnlyGuard(again)).toMatchObject({ allowed: true, url: verdict.url, body: verdict.body });
        // In metadata mode the same request is never one for records.
        const inMetadata = readOnlyGuard({ origin: ORIGIN, ...one, reads: 'metadata' });
        expect(inMetadata.allowed && inMetadata.route.mode === 'metadata and records').toBe(false);
      }),
      { numRuns: numRuns * 2 },
    );
    // Else nothing was tested.
    expect(passed).toBeGreaterThan(10);
  });

  it('has a path that belongs to one row for a purpose', () => {
    for (const { url: example, method: asked = 'GET', purposes } of EXAMPLES) {
      const path = example.split('?', 1)[0] ?? '';
      for (const purpose of purposes) {
        const found = ROUTES.filter(
          (route) => route.method === asked && route.path.test(path) && route.purposes.includes(purpose),
        );
        expect([purpose, path, found.length]).toEqual([purpose, path, 1]);
      }
    }
  });
});

const objectName = fc.constantFrom('Profile', 'User', 'Account', 'Contact', 'Report', 'ApexClass', 'Organization');
const field = fc.constantFrom(
  'Id',
  'Name',
  'Email',
  'CreatedBy.Name',
  'CreatedBy.Email',
  'Owner.Name',
  'COUNT(Id)',
  'Phone',
);
const clause = fc.constantFrom(
  '',
  ' WHERE Id = null',
  " WHERE Email = 'x'",
  ' WHERE Id IN (SELECT AccountId FROM Contact)',
  ' FOR VIEW',
  ' ORDER BY Phone',
  ' LIMIT 1',
  ' USING SCOPE mine',
  ' GROUP BY Email',
);
const query = fc
  .record({
    fields: fc.array(field, { minLength: 1, maxLength: 3 }),
    objectName,
    clauses: fc.array(clause, { maxLength: 2 }),
  })
  .map(({ fields, objectName: name, clauses }) => `SELECT ${fields.join(', ')} FROM ${name}${clauses.join('')}`);

// @promise 5: queries made at random pass only when they name nothing that is not listed
describe('a query that passes', () => {
  it('names no field and no object that holds records', () => {
    let passed = 0;
    fc.assert(
      fc.property(query, fc.constantFrom('data', 'tooling'), (text, api) => {
        if (!checkSoql(text, api, parse).allowed) return;
        passed += 1;
        expect(text).not.toMatch(/Email|Phone|Owner|Contact|Account|FOR VIEW|SCOPE/);
      }),
      { numRuns: numRuns * 2 },
    );
    expect(passed).toBeGreaterThan(10);
  });
});

const XML_PIECES =
  '<listMetadata> </listMetadata> <queries> </queries> <type>Flow</type> <deploy/> <!-- --> <![CDATA[ ]]> &lt; &x; <?x?> <type> </type> text "';
const xml = fc
  .array(fc.oneof(fc.constantFrom(...XML_PIECES.split(' '), '<a:b xmlns:a="c"/>', ' '), fc.string({ maxLength: 5 })), {
    maxLength: 8,
  })
  .map((pieces) => soap(pieces.join('')));

// @promise 4: text made at random never becomes a call of the Metadata API that writes
describe('a call of the Metadata API that passes', () => {
  it('has one element of the six, and means the same when it is read again', () => {
    fc.assert(
      fc.property(xml, (text) => {
        const call = readSoapCall(text);
        if (!call.ok) return;
        const written = call.write('a<&>"session');
        expect(written).not.toContain('deploy');
        const again = readSoapCall(written);
        expect(again.ok && again.write('a<&>"session')).toBe(written);
      }),
      { numRuns },
    );
  });

  it('is read without an error whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(xml, fc.string()), (text) => {
        expect(() => readStrictXml(text)).not.toThrow();
      }),
      { numRuns },
    );
  });
});
