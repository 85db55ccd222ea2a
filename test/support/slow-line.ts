import { connect, createServer, type Server, type Socket } from 'node:net';

/** How far the line may run ahead before it is paused; timers are no finer. */
const BURST_MS = 4;

/** TCP servers on loopback that pass everything on to `origins`, upwards no faster than so many bytes a second. */
export async function slowLine(
  origins: Readonly<Record<string, string>>,
  bytesPerSecond: number,
): Promise<{ readonly endpoints: Readonly<Record<string, string>>; readonly close: () => void }> {
  const lines = await Promise.all(
    Object.entries(origins).map(async ([origin, to]) => ({ origin, ...(await lineTo(new URL(to), bytesPerSecond)) })),
  );
  return {
    endpoints: Object.fromEntries(lines.map(({ origin, local }) => [origin, local])),
    close: () => {
      for (const { server, sockets } of lines) {
        server.close();
        for (const socket of sockets) socket.destroy();
      }
    },
  };
}

type Line = { readonly local: string; readonly server: Server; readonly sockets: ReadonlySet<Socket> };

async function lineTo(to: URL, bytesPerSecond: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let freeAt = 0;
  const server = createServer((near) => {
    const far = connect({ host: to.hostname, port: Number(to.port), noDelay: true });
    near.setNoDelay(true);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      // Whichever side goes, the other one goes with it.
      socket.on('error', () => (socket === near ? far : near).destroy());
    }
    far.pipe(near);
    near.once('end', () => far.end());
    near.on('data', (chunk: Buffer) => {
      far.write(chunk);
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (chunk.length * 1000) / bytesPerSecond;
      if (freeAt - now < BURST_MS) return;
      near.pause();
      setTimeout(() => near.resume(), freeAt - now);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  return { local: `http://127.0.0.1:${address.port}`, server, sockets };
}
