/** Whether `NO_PROXY` (comma or space separated hosts, suffixes, `host:port`, `*`) names this address. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      if (entryPort !== undefined && entryPort !== port) return false;
      const suffix = name.replace(/^\*?\./, '');
      return host === suffix || host.endsWith(`.${suffix}`);
    });
}

/**
 * The proxy that the environment names for a URL, or null for a direct connection.
 *
 * Lower-case names win over upper-case ones, as in curl; plain `HTTP_PROXY` counts for http only.
 */
export function proxyFromEnvironment(address: string, environment: NodeJS.ProcessEnv): string | null {
  const url = new URL(address);
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? '';
  if (isExempt(url, read('no_proxy'))) return null;
  const proxy = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
  if (proxy === '') return null;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}
