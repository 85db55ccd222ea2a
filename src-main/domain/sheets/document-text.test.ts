import { describe, expect, it } from 'vitest';
import { SCRIPT_ADDRESS } from '../../../test/support/book.ts';
import { webAddress } from './cells.ts';
import { toHtmlText } from './html-text.ts';
import { toMarkdownAddress, toMarkdownText } from './markdown-text.ts';

describe('text in an HTML document', () => {
  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['"quoted" & \'so\'', '&quot;quoted&quot; &amp; &#39;so&#39;'],
    ['a\r\nb', 'a&#13;\nb'],
    ['bell \u0007, delete \u007f', 'bell \u2407, delete \u2421'],
    ['lone \udc00', 'lone \ufffd'],
  ])('%j becomes %j', (text, html) => {
    expect(toHtmlText(text)).toBe(html);
  });
});

describe('text in a Markdown table', () => {
  it.each([
    ['a | b', 'a \\| b'],
    ['two\r\nlines\nthree', 'two<br>lines<br>three'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['**bold** `code` ~~gone~~ $x$', '\\*\\*bold\\*\\* \\`code\\` \\~\\~gone\\~\\~ \\$x\\$'],
    ['Site_Visit__c _and_ __so__', 'Site_Visit__c \\_and\\_ \\_\\_so\\_\\_'],
    ['back\\slash', 'back\\\\slash'],
    ['  edge ', '&#32;&#32;edge&#32;'],
    ['&lt; and &#60;', '&amp;lt; and &amp;\\#60;'],
    ['tab\there', 'tab&#9;here'],
  ])('%j becomes %j', (text, markdown) => {
    expect(toMarkdownText(text)).toBe(markdown);
  });

  it('keeps an address inside its brackets', () => {
    expect(toMarkdownAddress('https://x.example/a(b)|<c> d')).toBe('https://x.example/a%28b%29%7C%3Cc%3E%20d');
  });
});

describe('a link to a web page', () => {
  it.each([SCRIPT_ADDRESS, 'http://x.example/', 'file:///etc/passwd', 'https://', 'https://a:b@x.example/'])(
    'is not made of %j',
    (url) => {
      expect(webAddress({ kind: 'url', url })).toBeNull();
    },
  );

  it('is made of an https address', () => {
    expect(webAddress({ kind: 'url', url: 'https://x.example/a b' })).toBe('https://x.example/a%20b');
  });
});
