import { describe, expect, it } from 'vitest';
import { decodedName } from './decoded-name.ts';

describe('a name as a person reads it', () => {
  for (const [name, shown] of [
    ['Account-Account %28Marketing%29 Layout', 'Account-Account (Marketing) Layout'],
    ['npe01__Contact%2EEmailChanged_Work', 'npe01__Contact.EmailChanged_Work'],
    ['Gr%C3%B6%C3%9Fe', 'Größe'],
    ['Account+%28Marketing%29+Layout', 'Account (Marketing) Layout'],
    ['Close %26 Win+', 'Close & Win+'],
    ['A+B', 'A+B'],
    ['50% off', '50% off'],
    ['50%25 off %', '50% off %'],
    ['100%25+', '100% '],
    ['%FF%28', '%FF%28'],
    ['A+%ff', 'A+%ff'],
    ['Line%0Abreak', 'Line%0Abreak'],
    ['', ''],
  ] as const) {
    it(`${name} is ${shown}`, () => {
      expect(decodedName(name)).toBe(shown);
    });
  }
});
