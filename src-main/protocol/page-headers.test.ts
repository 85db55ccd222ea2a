import { describe, expect, it } from 'vitest';
import { mayLoad } from './may-load.ts';
import { contentSecurityPolicy, contentTypeOf } from './page-headers.ts';

describe('contentSecurityPolicy', () => {
  it('is exactly the least policy, with the nonce for styles only', () => {
    expect(contentSecurityPolicy('N0nce')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'none'; img-src 'self' data:; font-src 'self'; " +
        "style-src 'self' 'nonce-N0nce'; worker-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; object-src 'none'",
    );
  });
});

describe('contentTypeOf', () => {
  it('knows the kinds of files the renderer build makes and no other', () => {
    expect(contentTypeOf('.js')).toBe('text/javascript; charset=utf-8');
    expect(contentTypeOf('.woff2')).toBe('font/woff2');
    expect(contentTypeOf('.map')).toBeNull();
    expect(contentTypeOf('constructor')).toBeNull();
  });
});

describe('mayLoad', () => {
  it.each([
    'https://example.com/',
    'http://127.0.0.1:1717/',
    'file:///etc/passwd',
    'ws://127.0.0.1/',
    'blob:app://page/1',
    '',
  ])('refuses %s', (address) => expect(mayLoad(address, true)).toBe(false));

  it('lets the app itself load, and the developer tools only where they exist', () => {
    expect(mayLoad('app://page/', false)).toBe(true);
    expect(mayLoad('devtools://devtools/bundled/inspector.html', true)).toBe(true);
    expect(mayLoad('devtools://devtools/bundled/inspector.html', false)).toBe(false);
  });
});
