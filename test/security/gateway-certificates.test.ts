/**
 * Somebody on the way answers in place of Salesforce: with a certificate of their own, one that has run out or belongs to
 * another name, with an old version of TLS, or with encryption that can be read. Each is refused before anything is
 * sent, and nothing in the environment of the computer, nor a flag of Node, makes it pass.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as tls from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EngineFailure } from '../../src-main/engine/failure.ts';
import { type LocalCa, createLocalCa, selfSigned } from '../support/local-ca.ts';
import { localProxy } from '../support/local-proxy.ts';
import { TOKEN, failureOf, gatewayKit, json, limitsRequest } from '../support/network.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { startTlsServer } from '../support/tls-front.ts';

const HOST = 'acme.my.salesforce.com';
const DAY_MS = 24 * 3600_000;
const known = createLocalCa('Known root');
const unknown = createLocalCa('Contoso inspection', 'Contoso\u202e Ltd');

beforeAll(() => {
  // What a certificate in the store of the operating system does; the real store is in the test of the command line.
  const listed = tls.getCACertificates;
  vi.spyOn(tls.default, 'getCACertificates').mockImplementation((type) =>
    type === 'system' ? [known.cert] : listed(type),
  );
});
