import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

const NOT_PASSED_ON: ReadonlySet<string> = new Set(['content-length', 'connection', 'transfer-encoding']);
const UNPACKED: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
]);

/** Stands before an org and changes the bodies that are sent to it. Answers its address; closed when the test has finished. */
export async function changingProxy(origin: string, change: (body: string) => string): Promise<string> {
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (incoming, outgoing) => {
    const pass = async (): Promise<void> => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      const sent = Object.entries(incoming.headers).filter(([name]) => !NOT_PASSED_ON.has(name));
      const method = incoming.method ?? 'GET';
      const answer = await fetch(`${origin}${incoming.url ?? '/'}`, {
        method,
        redirect: 'manual',
        headers: sent.map(([name, value]): [string, string] => [name, String(value)]),
        ...(method === 'GET' ? {} : { body: change(Buffer.concat(chunks).toString()) }),
      });
      const given = [...answer.headers].filter(([name]) => !UNPACKED.has(name));
      outgoing.writeHead(answer.status, Object.fromEntries(given));
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    };
    pass().catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
