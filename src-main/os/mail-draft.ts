/** Windows cuts an address that is handed to a program at 2,081 characters. */
const MAX_CHARS_WINDOWS = 2000;
const MAX_CHARS = 8000;
const CUT = '\n\n[The text was too long for an e-mail draft. Save it as a file and attach the file.]';

export type MailDraft = { readonly subject: string; readonly body: string };

/**
 * The address that opens a draft in the system's mail program: subject and body and nothing else. No recipient, no copy,
 * no attachment can be in it, because it is built here from two texts. A body that is too long is cut and says so.
 */
export function mailDraftLink({ subject, body }: MailDraft, platform: NodeJS.Platform): string {
  const limit = platform === 'win32' ? MAX_CHARS_WINDOWS : MAX_CHARS;
  const head = `mailto:?subject=${encoded(subject.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim())}&body=`;
  const whole = head + encoded(body);
  if (whole.length <= limit) return whole;
  const room = limit - head.length - encoded(CUT).length;
  return head + encodedPart(body, Math.max(0, room)) + encoded(CUT);
}

/** RFC 6068: line ends are CRLF; half of a character that needs two cannot be encoded. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed().replace(/\r\n|\r|\n/g, '\r\n')).replace(
    /['()]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As much of the text, from its beginning, as fits. */
function encodedPart(text: string, maxChars: number): string {
  let result = '';
  for (const character of text.replace(/\r\n/g, '\n')) {
    const next = encoded(character);
    if (result.length + next.length > maxChars) break;
    result += next;
  }
  return result;
}
