import { type PeerCertificate, checkServerIdentity } from 'node:tls';

/** Why a certificate was not accepted. */
export type CertificateFlaw =
  | 'unknown-issuer'
  | 'self-signed'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'revoked'
  | 'other';

export type ProxyTrouble =
  /** What the settings name is no address of a proxy, or nobody could say which one it is. */
  | { readonly kind: 'setting' }
  | { readonly kind: 'scheme'; readonly proxy: string }
  | { readonly kind: 'unknown-host' | 'refused' | 'silent' | 'cut'; readonly proxy: string }
  /** The proxy answered, but not as one does. */
  | { readonly kind: 'no-proxy'; readonly proxy: string }
  | { readonly kind: 'status'; readonly proxy: string; readonly status: number }
  | {
      readonly kind: 'sign-in';
      readonly proxy: string;
      /** Whether a name and a password were given. */
      readonly given: boolean;
      /** Whether the proxy takes Basic, the only way that Orgbench has. */
      readonly basic: boolean;
    };

/** What is known about a connection that did not come about. Holds no credentials, and no text but names. */
export type ConnectionTrouble =
  | {
      readonly about: 'certificate';
      /** Whose certificate: the org, or a proxy that is reached by TLS. */
      readonly host: string;
      readonly flaw: CertificateFlaw;
      /** Who issued it, as it says itself; empty when it does not. */
      readonly issuer: string;
    }
  | { readonly about: 'tls'; readonly flaw: 'version' | 'ciphers' | 'no-tls'; readonly throughProxy: boolean }
  | { readonly about: 'proxy'; readonly trouble: ProxyTrouble };

const FLAW_OF_CODE: Readonly<Record<string, CertificateFlaw>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  CERT_UNTRUSTED: 'unknown-issuer',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_REVOKED: 'revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name',
};

/** Codes of OpenSSL and of BoringSSL. */
const VERSION_CODE = /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|WRONG_SSL_VERSION/;
const CIPHER_CODE =
  /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INSUFFICIENT_SECURITY|WRONG_CIPHER|UNKNOWN_CIPHER|DH_KEY|DH_P_LENGTH/;
const NO_TLS_CODE = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER|UNEXPECTED_MESSAGE/;

export function certificateTrouble(host: string, code: string, peer: PeerCertificate | null): ConnectionTrouble {
  const known = Object.hasOwn(FLAW_OF_CODE, code) ? FLAW_OF_CODE[code] : undefined;
  const issuer = peer === null ? '' : issuerOf(peer);
  // The chain is judged before the name: whoever made a certificate for itself is told apart from a company's proxy.
  if (known === 'unknown-issuer' && peer !== null && isOwnIssuer(peer)) {
    return { about: 'certificate', host, flaw: 'self-signed', issuer };
  }
  return { about: 'certificate', host, flaw: known ?? 'other', issuer };
}

/** What the code of a failed handshake says; null when it says nothing. */
export function tlsTrouble(code: string, throughProxy: boolean): ConnectionTrouble | null {
  const flaw = VERSION_CODE.test(code)
    ? 'version'
    : CIPHER_CODE.test(code)
      ? 'ciphers'
      : NO_TLS_CODE.test(code)
        ? 'no-tls'
        : null;
  return flaw === null ? null : { about: 'tls', flaw, throughProxy };
}

/** The identity check that every connection makes; named, so that nothing can replace it by accident. */
export const checkName = checkServerIdentity;

const LONGEST_NAME = 80;

/** Whoever made the certificate wrote this, so it is cut short and freed of everything that could pose as more. */
function issuerOf({ issuer }: PeerCertificate): string {
  const names = [issuer?.CN, issuer?.O].flat().filter((name) => typeof name === 'string');
  const shown = [...new Set(names.map(plainName))].filter((name) => name !== '');
  return shown.length === 2 ? `${shown[0]} (${shown[1]})` : (shown[0] ?? '');
}

function plainName(name: string): string {
  const plain = name
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .replace(/["“”„<>]/gu, "'")
    .trim();
  return plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME).toWellFormed()}…` : plain;
}

function isOwnIssuer({ issuer, subject }: PeerCertificate): boolean {
  return JSON.stringify(issuer) === JSON.stringify(subject);
}
