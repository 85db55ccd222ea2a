import { expect, it } from 'vitest';
import { isTrustedSender } from './trusted-sender.ts';

const contents = {};
const top = { parent: null, origin: 'app://page' };
const ask = (sender: object, senderFrame: Parameters<typeof isTrustedSender>[0]['senderFrame']): boolean =>
  isTrustedSender({ sender, senderFrame }, contents, 'app://page');

it('trusts the top frame of its own page', () => {
  expect(ask(contents, top)).toBe(true);
});

it('refuses another page, a frame inside the page, a foreign origin and a frame that is gone', () => {
  expect(ask({}, top)).toBe(false);
  expect(ask(contents, { parent: top, origin: 'app://page' })).toBe(false);
  expect(ask(contents, { parent: null, origin: 'app://secret' })).toBe(false);
  expect(ask(contents, { parent: null, origin: 'https://evil.example' })).toBe(false);
  expect(ask(contents, { parent: null, origin: 'null' })).toBe(false);
  expect(ask(contents, null)).toBe(false);
});
