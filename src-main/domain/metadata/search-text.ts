/** The words of a search text; punctuation belongs to the word it stands in and is taken literally. */
export function searchWords(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

const EXCERPT_CHARS = 160;
const CONTEXT_CHARS = 50;

/** A piece of a long text around the first word found in it, with an ellipsis where it was cut. */
export function excerptAround(text: string, words: readonly string[]): string {
  if (text.length <= EXCERPT_CHARS) return text;
  const lower = text.toLowerCase();
  const found = words.map((word) => lower.indexOf(word.toLowerCase())).filter((at) => at >= 0);
  const first = found.length === 0 ? 0 : Math.min(...found);
  const start = Math.max(0, Math.min(first - CONTEXT_CHARS, text.length - EXCERPT_CHARS));
  const end = Math.min(text.length, start + EXCERPT_CHARS);
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`;
}
