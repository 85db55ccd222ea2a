/**
 * The first usable proxy of a resolver's answer such as `PROXY host:8080; DIRECT`.
 *
 * The syntax is that of `FindProxyForURL` in proxy auto-config files. SOCKS proxies are skipped, because the gateway
 * speaks HTTP CONNECT only; where nothing else is allowed, the SOCKS proxy is the answer, so that it is refused by name
 * and not gone around.
 *
 * @returns `http://host:port` (or https, or socks), or null for a direct connection.
 */
export function proxyOf(rule: string): string | null {
  let unusable: string | null = null;
  for (const part of rule.split(';')) {
    const [kind = '', host = ''] = part.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return null;
    if (host === '') continue;
    if (kind.toUpperCase() === 'PROXY') return `http://${host}`;
    if (kind.toUpperCase() === 'HTTPS') return `https://${host}`;
    unusable ??= `socks://${host}`;
  }
  return unusable;
}
