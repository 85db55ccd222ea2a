import { type KeyObject, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/*
 * Certificates of a local authority, made with nothing but node:crypto: X.509 v3 (RFC 5280) with keys on P-256, in DER
 * written by hand. Nothing outside the tests trusts them.
 */

export type Certificate = { readonly cert: string; readonly key: string };

export type CertificateOptions = {
  /** DNS names and IPv4 addresses that it is for; the first is also its common name. */
  readonly names: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
};

export type LocalCa = {
  /** The authority's own certificate, PEM. */
  readonly cert: string;
  readonly issue: (options: CertificateOptions) => Certificate;
};

const DAY_MS = 24 * 3600_000;

export function createLocalCa(name: string, organization = 'Orgbench tests'): LocalCa {
  const keys = keyPair();
  const issuer = distinguishedName(name, organization);
  const own = certificate({
    issuer,
    subject: issuer,
    publicKey: keys.publicKey,
    signer: keys.privateKey,
    names: [],
    isCa: true,
  });
  return {
    cert: own,
    issue: (options) => {
      const leaf = keyPair();
      const subject = distinguishedName(options.names[0] ?? '', organization);
      const { names, from, until } = options;
      const { publicKey } = leaf;
      const cert = certificate({
        issuer,
        subject,
        publicKey,
        signer: keys.privateKey,
        names,
        from,
        until,
        isCa: false,
      });
      return { cert, key: pemOfKey(leaf.privateKey) };
    },
  };
}

/** A certificate that vouches for itself. */
export function selfSigned(names: readonly string[]): Certificate {
  const { publicKey, privateKey } = keyPair();
  const name = distinguishedName(names[0] ?? '', 'Made by itself');
  const cert = certificate({ issuer: name, subject: name, publicKey, signer: privateKey, names, isCa: false });
  return { cert, key: pemOfKey(privateKey) };
}

function keyPair(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function pemOfKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

type Parts = {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly names: readonly string[];
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly isCa: boolean;
};

function certificate(parts: Parts): string {
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const from = parts.from ?? new Date(Date.now() - DAY_MS);
  const until = parts.until ?? new Date(Date.now() + 30 * DAY_MS);
  const signed = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    parts.issuer,
    sequence(time(from), time(until)),
    parts.subject,
    parts.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(parts))),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', signed, parts.signer)]));
  const text = sequence(signed, algorithm, signature)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
}

function extensions({ isCa, names }: Parts): readonly Buffer[] {
  const basic = extension('2.5.29.19', true, sequence(...(isCa ? [tagged(0x01, Buffer.from([0xff]))] : [])));
  if (isCa) return [basic, extension('2.5.29.15', true, tagged(0x03, Buffer.from([1, 0x06])))];
  const alternatives = names.map((name) =>
    isIPv4(name) ? tagged(0x87, Buffer.from(name.split('.').map(Number))) : tagged(0x82, Buffer.from(name, 'latin1')),
  );
  return [basic, extension('2.5.29.17', false, sequence(...alternatives))];
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [tagged(0x01, Buffer.from([0xff]))] : []), tagged(0x04, value));
}

function distinguishedName(commonName: string, organization: string): Buffer {
  const part = (id: string, text: string) => tagged(0x31, sequence(oid(id), tagged(0x0c, Buffer.from(text, 'utf8'))));
  return sequence(part('2.5.4.10', organization), part('2.5.4.3', commonName));
}

/** UTCTime: two digits of the year, as RFC 5280 wants it until 2049. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, '').slice(0, 14);
  return tagged(0x17, Buffer.from(`${digits.slice(2)}Z`, 'latin1'));
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const number of rest) {
    const septets = [number & 0x7f];
    for (let left = number >> 7; left > 0; left >>= 7) septets.unshift((left & 0x7f) | 0x80);
    bytes.push(...septets);
  }
  return tagged(0x06, Buffer.from(bytes));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
