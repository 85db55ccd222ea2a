const MAX_NAME_CHARS = 120;
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name that every system takes, made from a suggestion of the page.
 *
 * The suggestion holds an org's own words, so it may hold anything; a separator in it must not choose a folder.
 *
 * @param extension without the dot; '' for a folder.
 */
export function safeFileName(suggested: string, extension: string): string {
  const suffix = extension === '' ? '' : `.${extension}`;
  const bare =
    suffix !== '' && suggested.toLowerCase().endsWith(suffix) ? suggested.slice(0, -suffix.length) : suggested;
  const cleaned = bare
    .normalize('NFC')
    // Control and bidirectional characters can make a name look like another one.
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '-')
    .replace(/^[\s.-]+|[\s.-]+$/g, '')
    .slice(0, MAX_NAME_CHARS)
    .trim();
  const name = cleaned === '' || RESERVED_ON_WINDOWS.test(cleaned) ? 'Orgbench export' : cleaned;
  return `${name}${suffix}`;
}
