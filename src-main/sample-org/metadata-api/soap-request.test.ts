import { describe, expect, it } from 'vitest';
import { child, parseSoap, texts } from './soap-request.ts';

describe('a SOAP request', () => {
  it('is read without prefixes, attributes and comments, with its entities', () => {
    const read = parseSoap(
      '<?xml version="1.0"?><!-- <x> --><e:Envelope xmlns:e="u"><e:Body a="1"><n>A &amp; B</n><n><![CDATA[<C>]]></n><m/></e:Body></e:Envelope>',
    );
    expect(read?.name).toBe('Envelope');
    expect(texts(child(read, 'Body'), 'n')).toEqual(['A & B', '<C>']);
    expect(child(child(read, 'Body'), 'm')?.children).toEqual([]);
  });

  it('that is not well formed is none', () => {
    for (const text of ['<a><b></a></b>', '<a>', '</a>', '', 'text']) expect(parseSoap(text)).toBeUndefined();
  });
});
