import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Session } from 'electron';
import { protocol } from 'electron';
import { contentTypeOf, pageHeaders } from './page-headers.ts';
import type { PageHost } from './page-headers.ts';
import { pageFile } from './page-path.ts';

/** Must run before the app is ready; without it pages on `app://` never appear. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the built renderer to one session under one host.
 *
 * Files are read here because Electron's own file protocol fails inside a packaged app whose fuse
 * `grantFileProtocolExtraPrivileges` is off.
 */
export function serveApp(session: Session, host: PageHost, rendererFolder: string): void {
  session.protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? pageFile(rendererFolder, host, request.url) : null;
    const contentType = file === null ? null : contentTypeOf(extname(file));
    const nonce = randomBytes(18).toString('base64');
    if (file === null || contentType === null) return notFound(nonce);
    const body = await readFile(file).catch(() => null);
    if (body === null) return notFound(nonce);
    const isDocument = extname(file) === '.html';
    const content = isDocument ? body.toString('utf8').replaceAll('__NONCE__', nonce) : new Uint8Array(body);
    return new Response(content, { headers: pageHeaders(contentType, nonce) });
  });
}

function notFound(nonce: string): Response {
  return new Response('Not found', { status: 404, headers: pageHeaders('text/plain; charset=utf-8', nonce) });
}
