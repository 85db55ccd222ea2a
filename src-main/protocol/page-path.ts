import { extname, join, normalize, sep } from 'node:path';
import { PAGE_HOSTS } from './page-headers.ts';
import type { PageHost } from './page-headers.ts';

/**
 * Which file of the built renderer an `app://` address means.
 *
 * The path is decoded once. Whatever a second decoding, a backslash, a drive letter or a NUL could turn into another
 * folder is refused instead of repaired, and the result must lie inside the folder.
 *
 * @returns the absolute path, or null when the address names nothing that this host may serve.
 */
export function pageFile(rendererFolder: string, host: PageHost, address: string): string | null {
  const url = parse(address);
  if (url === null || url.protocol !== 'app:' || url.host !== host || url.username !== '' || url.password !== '') {
    return null;
  }
  const decoded = decodeOnce(url.pathname);
  if (decoded === null || /[\\:%\0]/.test(decoded) || decoded.includes('//')) return null;
  if (decoded.split('/').some((part) => part === '..' || part === '.')) return null;

  const start = PAGE_HOSTS[host];
  const relative = decoded === '/' ? start : decoded.slice(1);
  // Each host has one document: the main page cannot be shown under the secret page's origin, nor the other way round.
  if (extname(relative) === '.html' && relative !== start) return null;

  const root = normalize(rendererFolder + sep);
  const file = normalize(join(root, relative));
  return file.startsWith(root) && !file.endsWith(sep) ? file : null;
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

function decodeOnce(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null; // Malformed escapes name no file.
  }
}
