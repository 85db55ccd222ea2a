/**
 * Somebody on the way answers in place of Salesforce: with a certificate of their own, one that has run out or belongs to
 * another name, with an old version of TLS, or with encryption that can be broken. Each is refused before anything is
 * sent, and no variable of the environment and no flag of Node makes it pass.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type GatewayOutcome, requestInProcess } from '../support/gateway-process.ts';
import { type Certificate, createLocalCa, selfSigned } from '../support/local-ca.ts';
import { localProxy } from '../support/local-proxy.ts';
import { json } from '../support/network.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type TlsFront, startTlsServer } from '../support/tls-front.ts';

const HOST = 'acme.my.salesforce.com';
const ORIGIN = `https://${HOST}`;
const DAY_MS = 24 * 3600_000;
const LAX = 'DEFAULT:@SECLEVEL=0';
const known = createLocalCa('Known root');
/** Its name tries to reorder the sentence that shows it, and to look like the end of a quotation. */
const inspecting = createLocalCa('Contoso inspection', 'Contoso\u202e”\n Ltd');

type Case = {
  readonly options: tls.TlsOptions;
  readonly code: string;
  readonly says: RegExp;
};

const ofKnown = (options: { readonly names?: readonly string[]; readonly from?: Date; readonly until?: Date } = {}) =>
  known.issue({ names: [HOST], ...options });
const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS);

const REFUSED: Readonly<Record<string, Case>> = {
  'an issuer that is unknown here': {
    options: withChain(inspecting.issue({ names: [HOST] }), inspecting.cert),
    code: 'certificate-untrusted',
    says: /issued by “Contoso inspection \(Contoso ' Ltd\)”, is not trusted.*its issuer is unknown here.*certificate store of the operating system/,
  },
  'a certificate that vouches for itself': {
    options: selfSigned([HOST]),
    code: 'certificate-untrusted',
    says: /was made by the server itself/,
  },
  'a certificate that has expired': {
    options: ofKnown({ from: daysFromNow(-60), until: daysFromNow(-1) }),
    code: 'certificate-untrusted',
    says: /issued by “Known root \(Orgbench tests\)”, is not trusted: it has expired.*date of this computer/,
  },
  'a certificate that is not valid yet': {
    options: ofKnown({ from: daysFromNow(2) }),
    code: 'certificate-untrusted',
    says: /not valid yet.*date of this computer/,
  },
  'a certificate for another name': {
    options: ofKnown({ names: ['other.my.salesforce.com', 'my.salesforce.com', '*.salesforce.com'] }),
    code: 'certificate-untrusted',
    says: /issued by “Known root.*is for another name/,
  },
  'TLS 1.1 and nothing newer': {
    options: { ...ofKnown(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: LAX },
    code: 'org-unreachable',
    says: /offers no TLS 1\.2 or newer/,
  },
  'encryption without protection against changes': {
    options: { ...ofKnown(), maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0' },
    code: 'org-unreachable',
    says: /offers no encryption that is safe/,
  },
};

function withChain(leaf: Certificate, issuer: string): Certificate {
  return { ...leaf, cert: leaf.cert + issuer };
}

function caFile(pem: string): string {
  const file = join(tempFolder(), 'ca.pem');
  writeFileSync(file, pem);
  return file;
}

async function orgServer(options: tls.TlsOptions): Promise<TlsFront> {
  const server = await startTlsServer(options, (_, response) => json(response, 200, {}));
  onTestFinished(() => server.close());
  return server;
}

/** What a client that takes anything from the known authority gets: shows that the server would serve. */
async function laxClient(port: number): Promise<string> {
  const socket = tls.connect({
    host: '127.0.0.1',
    port,
    servername: HOST,
    rejectUnauthorized: false,
    minVersion: 'TLSv1',
    ciphers: LAX,
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  socket.once('secureConnect', () => resolve(`${socket.getProtocol()} ${socket.getCipher().name}`));
  socket.once('error', reject);
  return promise.finally(() => socket.destroy());
}

/** The gateway's only request through a proxy that leads to the server. */
async function askThrough(
  port: number,
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<GatewayOutcome> {
  const proxy = await localProxy({ hosts: { [`${HOST}:443`]: port } });
  const [outcome] = await requestInProcess(
    tempFolder(),
    [ORIGIN],
    { HTTPS_PROXY: proxy.address, ...environment },
    { flags },
  );
  if (outcome === undefined) throw new Error('The process printed no outcome.');
  expect(proxy.tunnels[0]).toEqual({ target: `${HOST}:443`, made: true });
  return outcome;
}

// @promise 6: what answers with a certificate that this computer does not trust gets nothing
describe('what answers in place of the org', () => {
  it.each(Object.entries(REFUSED))('with %s gets nothing, and is named', async (_, { options, code, says }) => {
    const server = await orgServer(options);
    expect(await laxClient(server.port)).toMatch(/^TLSv1/);
    const outcome = await askThrough(server.port, { NODE_EXTRA_CA_CERTS: caFile(known.cert) });
    expect(outcome.message).toMatch(says);
    expect(outcome.message).toMatch(new RegExp(`^${HOST} was not reached: .*Nothing was sent\\.`));
    expect(outcome).toMatchObject({ code, ledger: [{ host: HOST, state: 'failed' }] });
    // No way on is offered, and nothing that the other end wrote can pose as Orgbench's words.
    expect(outcome.message).not.toMatch(/anyway|ignore|accept the|continue|[\p{Cc}\p{Cf}]/u);
    expect(server.served()).toBe(0);
  });

  it.each(Object.entries(REFUSED))(
    'with %s gets nothing where the environment and the flags of Node say to take it',
    async (_, { options, code }) => {
      const server = await orgServer(options);
      const hostile = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: caFile(known.cert) };
      const flags = ['--tls-min-v1.0', '--tls-max-v1.2', `--tls-cipher-list=${LAX}`];
      expect(await askThrough(server.port, hostile, flags)).toMatchObject({ status: null, code });
      expect(server.served()).toBe(0);
    },
  );

  it('without TLS at all gets nothing', async () => {
    let received = 0;
    const plain = createServer((_, response) => {
      received += 1;
      response.end('{}');
    });
    plain.on('clientError', (_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => {
      plain.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      plain.close();
    });
    const outcome = await askThrough((plain.address() as AddressInfo).port, {});
    expect(outcome).toMatchObject({ code: 'org-unreachable', message: expect.stringContaining('does not speak TLS') });
    expect(received).toBe(0);
  });

  it('is judged in the same way where no proxy is on the way', async () => {
    const servers = [
      await orgServer(known.issue({ names: ['localhost'] })),
      await orgServer(selfSigned(['localhost'])),
      await orgServer(known.issue({ names: ['localhost.example'] })),
    ];
    const origins = servers.map(({ port }) => `https://localhost:${port}`);
    const outcomes = await requestInProcess(tempFolder(), origins, { NODE_EXTRA_CA_CERTS: caFile(known.cert) });
    expect(outcomes.map(({ status, code }) => status ?? code)).toEqual([
      200,
      'certificate-untrusted',
      'certificate-untrusted',
    ]);
    expect(servers.map((server) => server.served())).toEqual([1, 0, 0]);
  });
});

describe('a certificate of the company', () => {
  it.each([
    ['in the store of the operating system', 'SSL_CERT_FILE'],
    ['in the file of NODE_EXTRA_CA_CERTS', 'NODE_EXTRA_CA_CERTS'],
  ])('is trusted %s, and the known authorities with it', async (_, variable) => {
    const server = await orgServer(withChain(inspecting.issue({ names: [HOST] }), inspecting.cert));
    expect((await askThrough(server.port, {})).code).toBe('certificate-untrusted');
    const outcome = await askThrough(server.port, { [variable]: caFile(inspecting.cert) });
    expect(outcome).toMatchObject({ status: 200, ledger: [{ host: HOST, state: 'done' }] });
    expect(server.served()).toBe(1);
  });
});
