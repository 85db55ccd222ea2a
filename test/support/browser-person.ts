import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A browser without a window whose person has already allowed the app: follows the sign-in page to the address it sends
 * the browser to, and opens that. The answer is what the tab shows at the end.
 */
export async function followSignIn(
  url: string,
  change: (callback: URL) => URL | null | Promise<URL | null> = (callback) => callback,
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers } | null> {
  const response = await fetch(url, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) return { status: response.status, text: await response.text(), headers: response.headers };
  const callback = await change(new URL(location));
  if (callback === null) return null;
  const landed = await fetch(callback, { redirect: 'manual' });
  return { status: landed.status, text: await landed.text(), headers: landed.headers };
}

/**
 * Ports of this computer that nobody uses, under both loopback addresses. They are below those that systems give out by
 * themselves, so that a connection of another test does not get one before it is used here.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    const problem = await holdPort(port, host).then(
      ({ release }) => release(),
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (problem === 'EADDRINUSE') return false;
  }
  return true;
}

/** Takes a port away from others. */
export async function holdPort(
  port: number,
  host = '127.0.0.1',
): Promise<{ readonly port: number; readonly release: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}
