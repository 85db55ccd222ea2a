import * as tls from 'node:tls';

let shared: tls.SecureContext | undefined;

/**
 * One TLS context for every connection: at least TLS 1.2, trusting what the operating system and the runtime trust.
 *
 * Shared, because building one takes about 70 ms. A runtime before 22.15 cannot list the system's certificates; there
 * the runtime's own list stands alone.
 */
export function secureContext(): tls.SecureContext {
  shared ??= tls.createSecureContext({ minVersion: 'TLSv1.2', ca: [...trustedCertificates()] });
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
