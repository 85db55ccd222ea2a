import { driveError, refuse } from './errors.ts';
import type { FakeReply, FakeRequest } from './http.ts';

type Json = Readonly<Record<string, unknown>>;

export function noSuchMethod(request: FakeRequest): FakeReply {
  return driveError(404, `No method found for ${request.method} ${request.path}`, { reason: 'notFound' });
}

export function readJson(body: Buffer): Json {
  const text = body.toString('utf8');
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(driveError(400, 'Parse Error', { reason: 'parseError' }));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(driveError(400, 'Parse Error', { reason: 'parseError' }));
  }
  return value as Json;
}

/**
 * 30 private properties for a file at most, each of 124 bytes with its name.
 * Source: https://developers.google.com/workspace/drive/api/guides/properties
 */
export function checkedProperties(properties: Record<string, string>): Record<string, string> {
  const entries = Object.entries(properties);
  if (entries.length > 30)
    refuse(driveError(403, 'The limit of properties was exceeded.', { reason: 'propertyLimitExceeded' }));
  for (const [name, value] of entries) {
    if (Buffer.byteLength(name + value, 'utf8') <= 124) continue;
    refuse(driveError(403, 'A property is longer than 124 bytes.', { reason: 'propertyLimitExceeded' }));
  }
  return properties;
}
