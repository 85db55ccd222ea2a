import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LedgerRow } from '../../src-preload/contract/ledger.ts';
import { EngineFailure } from '../../src-main/engine/failure.ts';
import { type GatewayDeps, createGateway } from '../../src-main/engine/network/gateway.ts';
import type { AnalyticsGateway } from '../../src-main/engine/network/analytics-gateway.ts';
import type { CloudGateway } from '../../src-main/engine/network/cloud-types.ts';
import type { Gateway, GatewayConnection, GatewayRequest } from '../../src-main/engine/network/gateway-types.ts';
import type { SecretBinding, SecretSealer } from '../../src-main/engine/ports.ts';
import { type Database, openDatabase } from '../../src-main/engine/store/database.ts';
import { type LedgerRepository, createLedgerRepository } from '../../src-main/engine/store/ledger-repository.ts';
import { tempFolder } from './temp-folder.ts';

export const TOKEN = '00D000000000001!AQEAQExample.Token_For.Tests';

/** An encrypted store in a folder of its own, gone when the test has finished. */
export function openStore(): Database {
  const db = openDatabase(join(tempFolder(), 'store.db'), randomBytes(32));
  onTestFinished(() => {
    db.close();
  });
  return db;
}

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};
export type Loopback = { readonly origin: string; readonly received: Received[] };

/** An HTTP server on loopback that answers as the test says and remembers what it was asked. */
export async function loopbackServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

export function json(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(JSON.stringify(value));
}

export type GatewayKit = {
  readonly db: Database;
  readonly gateway: Gateway & CloudGateway & AnalyticsGateway;
  readonly ledger: LedgerRepository;
  /** The pauses between attempts that the gateway asked for; none is really waited. */
  readonly pausesMs: number[];
  /** Oldest first. */
  readonly rows: () => readonly LedgerRow[];
};

/** A gateway over a real store that does not wait between attempts. */
export function gatewayKit(overrides: Partial<GatewayDeps> = {}): GatewayKit {
  const db = openStore();
  const ledger = createLedgerRepository(db);
  const pausesMs: number[] = [];
  const gateway = createGateway({
    ledger,
    now: Date.now,
    host: { proxyFor: async () => null },
    isOpen: () => true,
    onlySalesforce: () => false,
    wait: async (ms) => {
      pausesMs.push(ms);
    },
    ...overrides,
  });
  onTestFinished(() => gateway.close());
  const everything = { offset: 0, limit: 1000, text: '', connectionId: null };
  return { db, gateway, ledger, pausesMs, rows: () => ledger.list(everything).rows.toReversed() };
}

export function connectionTo(origin: string, accessToken: string | null = TOKEN): GatewayConnection {
  return { id: 'c1', name: 'Test org', origin, accessToken };
}

/** A harmless request that every gateway lets through, with what a test wants to differ. */
export function limitsRequest(origin: string, overrides: Partial<GatewayRequest> = {}): GatewayRequest {
  return {
    purpose: 'limits',
    trigger: 'test',
    connection: connectionTo(origin),
    method: 'GET',
    url: '/services/data/v68.0/limits',
    ...overrides,
  };
}

/** The failure that a call ends with; anything else fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<EngineFailure> {
  const outcome = await call.then(
    () => 'no failure',
    (error: unknown) => error,
  );
  if (outcome instanceof EngineFailure) return outcome;
  throw new Error(`expected an EngineFailure, got ${String(outcome)}`, { cause: outcome });
}

/** AES-256-GCM with the binding as associated data, like the vault's sealer but without a vault. */
export function testSealer(): SecretSealer {
  const key = randomBytes(32);
  const aad = (binding: SecretBinding): Buffer =>
    Buffer.from(JSON.stringify([binding.connectionId, binding.field, binding.origin, binding.orgId]));
  return {
    seal: (binding, plaintext) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(binding));
      const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (binding, box) => {
      const bytes = Buffer.from(box);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(aad(binding));
      decipher.setAuthTag(bytes.subarray(12, 28));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new EngineFailure('signed-out', 'The box does not belong here.', { cause });
      }
    },
  };
}
