import { expect, it } from 'vitest';
import { readablePath } from './readable-path.ts';

const ID = '[A-Za-z0-9_-]{1,200}';

it.each([
  ['^\\/v4\\/files\\/[A-Za-z0-9_-]{1,200}:batchUpdate$', '/v4/files/{file}:batchUpdate'],
  ['^\\/v1\\.0\\/(?:me|drives\\/[A-Za-z0-9_-]{1,200})(?:\\/children)?$', '/v1.0/(me|drives/{file})[/children]'],
  ["^\\/search\\(q=(?:'|%27)[A-Za-z0-9_-]{1,200}(?:'|%27)\\)$", "/search(q='{file}')"],
])('shows %s as %s', (pattern, shown) => {
  expect(readablePath(new RegExp(pattern), { '{file}': ID })).toBe(shown);
});

it('refuses a pattern with a part that has no words', () => {
  expect(() => readablePath(/^\/files\/[0-9]+$/, { '{file}': ID })).toThrow('has a part without words');
});
