import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayDeps } from '../../src-main/engine/network/gateway.ts';
import type { CloudRequest } from '../../src-main/engine/network/cloud-types.ts';
import { gatewayKit, json, loopbackServer } from './network.ts';

/** Has a shape that no provider gives out. */
export const ACCESS_TOKEN = 'ya29.Example-Access_Token.For.Tests';
export const UPLOAD_HOST = 'https://contoso-my.sharepoint.com';

const ORIGINS = [
  'https://accounts.google.com',
  'https://oauth2.googleapis.com',
  'https://sheets.googleapis.com',
  'https://www.googleapis.com',
  'https://login.microsoftonline.com',
  'https://graph.microsoft.com',
  UPLOAD_HOST,
];

/** A gateway whose requests to Google and Microsoft end at one server on this computer. */
export async function cloudKit(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void = (_, response) =>
    json(response, 200, {}),
  overrides: Partial<GatewayDeps> = {},
) {
  const server = await loopbackServer(answer);
  const endpoints = Object.fromEntries(ORIGINS.map((origin) => [origin, server.origin]));
  return { ...gatewayKit({ endpoints, ...overrides }), server, endpoints };
}
export type CloudKit = Awaited<ReturnType<typeof cloudKit>>;

/** A harmless request that the gateway lets through, with what a test wants to differ. */
export function aboutRequest(overrides: Partial<CloudRequest> = {}): CloudRequest {
  return {
    purpose: 'google account',
    trigger: 'sign in',
    account: { id: 'a1', name: 'ada@example.com' },
    accessToken: ACCESS_TOKEN,
    method: 'GET',
    url: 'https://www.googleapis.com/drive/v3/about?fields=user',
    about: 'the name of the account',
    repeatable: true,
    ...overrides,
  };
}

/** Writes a few values into a sheet: not to be executed twice unless the test says so. */
export function valuesRequest(overrides: Partial<CloudRequest> = {}): CloudRequest {
  return aboutRequest({
    purpose: 'google sheets',
    trigger: 'export',
    method: 'POST',
    url: 'https://sheets.googleapis.com/v4/spreadsheets/1AbC/values:batchUpdate',
    body: '{"valueInputOption":"RAW","data":[{"range":"\'Fields\'!A1:B1","values":[["a","=b"]]}]}',
    about: 'rows 1 to 1 of "Fields"',
    repeatable: false,
    ...overrides,
  });
}
