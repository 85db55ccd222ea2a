import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailDraftLink } from './mail-draft.ts';

/** Reads the address as a mail program does (RFC 6068). */
function read(link: string) {
  expect(link.startsWith('mailto:?')).toBe(true);
  const fields = link.slice('mailto:?'.length).split('&');
  return fields.map((field) => {
    const [name = '', value = '', ...more] = field.split('=');
    expect(more).toEqual([]);
    return { name, value: decodeURIComponent(value) };
  });
}

describe('a draft of an e-mail', () => {
  it('has a subject and a body, and nobody it goes to', () => {
    const link = mailDraftLink({ subject: 'Orgbench: help', body: 'First line\nSecond & "last" = 100 %' }, 'linux');
    expect(read(link)).toEqual([
      { name: 'subject', value: 'Orgbench: help' },
      { name: 'body', value: 'First line\r\nSecond & "last" = 100 %' },
    ]);
  });

  it('can be given no recipient, copy, attachment or further header by either text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, body) => {
        const evil = `${subject}&attach=/etc/passwd&cc=a@b.example\r\nBcc: c@d.example`;
        const fields = read(mailDraftLink({ subject: evil, body: `${body}&to=a@b.example?attachment=x` }, 'darwin'));
        expect(fields.map(({ name }) => name)).toEqual(['subject', 'body']);
        expect(fields[0]?.value).not.toMatch(/[\r\n]/);
      }),
    );
  });

  it.each([
    ['win32', 2000],
    ['linux', 8000],
  ] as const)('is never longer than %s passes on, and says that it was cut', (platform, limit) => {
    const link = mailDraftLink({ subject: 's'.repeat(300), body: 'Zeile mit ä\n🙂'.repeat(1200) }, platform);
    expect(link.length).toBeLessThanOrEqual(limit);
    expect(read(link)[1]?.value).toMatch(/^Zeile mit ä\r\n.*Save it as a file and attach the file\.\]$/s);
  });
});
