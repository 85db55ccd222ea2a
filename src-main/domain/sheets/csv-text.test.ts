import { describe, expect, it } from 'vitest';
import { defuseFormula, toCsvField } from './csv-text.ts';

describe('a CSV field', () => {
  it.each([
    '=HYPERLINK("x")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    '\uff1d1',
    '\uff0b1',
    '\uff0d1',
    '\uff20A1',
  ])('%j is defused with an apostrophe', (text) => {
    expect(defuseFormula(text)).toBe(`'${text}`);
  });

  it.each([
    ['  =1', "  '=1"],
    ['\u00a0=1', "\u00a0'=1"],
    ['\u200b=1', "\u200b'=1"],
    ['"=1"', '"\'=1"'],
    ['a;=cmd', "a;'=cmd"],
    ['a;"=cmd"', 'a;"\'=cmd"'],
    ['one\n-two\r\n+3', "one\n'-two\r\n'+3"],
    ['a\t@x', "a\t'@x"],
    ['\t=x', "'\t'=x"],
  ])('%j becomes %j, for readers that begin a cell there', (text, defused) => {
    expect(defuseFormula(text)).toBe(defused);
  });

  it.each(['1-2', 'a=b', "'quoted", '', 'a - b; c = d', 'x, =y'])('%j is left alone', (text) => {
    expect(defuseFormula(text)).toBe(text);
  });

  it('is defused in time proportional to its length', () => {
    const text = `${'\t'.repeat(400_000)}x=`;
    expect(defuseFormula(text)).toBe(`'${text}`);
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' edge ', '" edge "'],
    ['lone \ud800', 'lone \ufffd'],
  ])('%j is written as %j', (text, field) => {
    expect(toCsvField(text)).toBe(field);
  });
});
