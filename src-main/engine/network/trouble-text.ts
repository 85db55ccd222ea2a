import type { CertificateFlaw, ConnectionTrouble, ProxyTrouble } from './connection-trouble.ts';

const TRY_AGAIN = 'Check the network connection and try again.';
const NOTHING_SENT = 'Nothing was sent.';

/** What failed, why, and what to do next, for a connection to a host that did not come about. */
export function troubleText(host: string, trouble: ConnectionTrouble): string {
  switch (trouble.about) {
    case 'certificate':
      return certificateText(host, trouble);
    case 'tls':
      return `${host} was not reached: ${tlsText(trouble)} ${NOTHING_SENT}`;
    case 'proxy':
      return `${host} was not reached: ${proxyText(trouble.trouble)}`;
  }
}

function certificateText(host: string, trouble: Extract<ConnectionTrouble, { about: 'certificate' }>): string {
  const whose = trouble.host === host ? 'its certificate' : `the certificate of the proxy ${trouble.host}`;
  const { what, next } = FLAWS[trouble.flaw];
  const by = trouble.issuer === '' ? '' : `, issued by “${trouble.issuer}”,`;
  return `${host} was not reached: ${whose}${by} ${what}. ${NOTHING_SENT} ${next}`;
}

const INSPECTION =
  'If a company proxy inspects the traffic, have its certificate installed in the certificate store of the operating system, then start Orgbench again.';

const FLAWS: Readonly<Record<CertificateFlaw, { readonly what: string; readonly next: string }>> = {
  'unknown-issuer': { what: 'is not trusted on this computer, because its issuer is unknown here', next: INSPECTION },
  'self-signed': {
    what: 'is not trusted: it was made by the server itself, and nobody vouches for it',
    next: `Check the address. ${INSPECTION}`,
  },
  expired: {
    what: 'is not trusted: it has expired',
    next: 'Check the date of this computer. If that is right, whoever runs the server or the proxy has to renew it.',
  },
  'not-yet-valid': {
    what: 'is not trusted: it is not valid yet',
    next: 'Check the date of this computer.',
  },
  'wrong-name': {
    what: 'is not trusted: it is for another name',
    next: 'Check the address. Something on the way may answer in its place, such as a proxy or the sign-in page of a network.',
  },
  revoked: { what: 'is not trusted: it was revoked', next: 'Ask whoever runs the server or the proxy.' },
  other: { what: 'is not trusted', next: INSPECTION },
};

function tlsText({ flaw, throughProxy }: Extract<ConnectionTrouble, { about: 'tls' }>): string {
  const way = throughProxy ? ' Ask the people who run the proxy.' : ' A proxy on the way may be the cause.';
  switch (flaw) {
    case 'version':
      return `what answers there offers no TLS 1.2 or newer, and older versions are not safe.${way}`;
    case 'ciphers':
      return `what answers there offers no encryption that is safe.${way}`;
    case 'no-tls':
      return `what answers there does not speak TLS.${way}`;
  }
}

function proxyText(trouble: ProxyTrouble): string {
  switch (trouble.kind) {
    case 'setting':
      return 'the proxy could not be found out. Check the proxy settings of the operating system, or HTTPS_PROXY on the command line.';
    case 'scheme':
      return `the proxy ${trouble.proxy} is of a kind that Orgbench cannot use (SOCKS, for example). Use an HTTP proxy.`;
    case 'unknown-host':
      return `the name of the proxy ${trouble.proxy} is not known. ${CHECK_SETTINGS}`;
    case 'refused':
      return `nothing accepts connections at the proxy ${trouble.proxy}. ${CHECK_SETTINGS}`;
    case 'silent':
      return `the proxy ${trouble.proxy} did not answer in time. ${TRY_AGAIN}`;
    case 'cut':
      return `the proxy ${trouble.proxy} cut the connection. ${TRY_AGAIN}`;
    case 'no-proxy':
      return `what answers at ${trouble.proxy} is not a proxy. If this network has a sign-in page, sign in there first. ${CHECK_SETTINGS}`;
    case 'status':
      return statusText(trouble.proxy, trouble.status);
    case 'sign-in':
      return signInText(trouble);
  }
}

const CHECK_SETTINGS = 'Check the proxy settings of the operating system, or HTTPS_PROXY on the command line.';

function statusText(proxy: string, status: number): string {
  if (status >= 300 && status < 400) {
    return `the proxy ${proxy} answered with a redirect (${status}), as the sign-in page of a network does. Sign in there with a browser, then try again.`;
  }
  if (status >= 500) return `the proxy ${proxy} could not reach it (${status}). Try again later.`;
  return `the proxy ${proxy} did not let the connection through (${status}). Ask the people who run it to allow this address.`;
}

function signInText(trouble: Extract<ProxyTrouble, { kind: 'sign-in' }>): string {
  const { proxy } = trouble;
  if (!trouble.basic) {
    return `the proxy ${proxy} wants a sign-in of a kind that Orgbench does not have (407). Ask for a way without one, or use a helper on this computer that signs in for programs.`;
  }
  if (trouble.given) {
    return `the proxy ${proxy} did not accept the user name and password that it was given (407). Correct them in HTTPS_PROXY.`;
  }
  return `the proxy ${proxy} wants a sign-in (407). On the command line, HTTPS_PROXY can hold it (http://name:password@host:port). The desktop app cannot sign in to a proxy: ask for a way without, or use a helper on this computer that signs in for programs.`;
}
