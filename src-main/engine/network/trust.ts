import * as tls from 'node:tls';

let shared: tls.SecureContext | undefined;

/** For TLS 1.2: only what keeps past traffic secret and detects changes. (Those of TLS 1.3 are all of this kind.) */
const CIPHERS = 'ECDHE+AESGCM:ECDHE+CHACHA20';

/**
 * One TLS context for every connection: at least TLS 1.2, trusting what the operating system and the runtime trust, and
 * the file that `NODE_EXTRA_CA_CERTS` names. Both limits are said outright, so that no flag of Node lowers them.
 *
 * Shared, because building one takes about 70 ms. A runtime before 22.15 cannot list the system's certificates; there
 * the runtime's own list stands alone.
 */
export function secureContext(): tls.SecureContext {
  shared ??= tls.createSecureContext({ minVersion: 'TLSv1.2', ciphers: CIPHERS, ca: [...trustedCertificates()] });
  return shared;
}

function trustedCertificates(): ReadonlySet<string> {
  const trusted = new Set<string>(tls.rootCertificates);
  if (typeof tls.getCACertificates !== 'function') return trusted;
  for (const source of ['system', 'extra'] as const) {
    for (const certificate of tls.getCACertificates(source)) trusted.add(certificate);
  }
  return trusted;
}
