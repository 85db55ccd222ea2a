/** A search text as it is compared: in lower case, whole and as its words. */
export type SearchText = { readonly whole: string; readonly words: readonly string[] };

/** How well a row fits: the smaller the grade the better; grades are only comparable within one function below. */
export type Fit = { readonly grade: number; readonly matchedIn: 'name' | 'label' | 'helpText' | 'description' };

const INSIDE = 2;
const WORDS_BEGIN = 3;
const WORDS_INSIDE = 4;

/**
 * The last grade of a good fit: the text stands where a word begins, or in a help text. Where rows that hold the whole
 * text have all been seen, it is that of the best that can still come: each word begins one, or stands in the help text.
 */
export const GOOD_GRADES = {
  names: { whole: 1, words: WORDS_BEGIN },
  texts: { whole: 0, words: 1 },
} as const;

/**
 * How an API name and a label fit: 0 one begins with the text, 1 a word in it does, 2 it stands anywhere, 3 each word
 * of the text begins a word somewhere, 4 each stands somewhere. Null when a word is missing.
 */
export function fitNames(name: string, label: string, text: SearchText): Fit | null {
  const inName = placeOf(name, text.whole);
  const inLabel = placeOf(label, text.whole);
  if (inName !== null || inLabel !== null) {
    return (inName ?? INSIDE + 1) <= (inLabel ?? INSIDE + 1)
      ? { grade: inName ?? INSIDE, matchedIn: 'name' }
      : { grade: inLabel ?? INSIDE, matchedIn: 'label' };
  }
  if (text.words.length < 2) return null;
  const places = text.words.map((word) => [placeOf(name, word), placeOf(label, word)] as const);
  if (places.some(([inside, beside]) => inside === null && beside === null)) return null;
  const begins = places.every((both) => both.some((place) => place !== null && place < INSIDE));
  return {
    grade: begins ? WORDS_BEGIN : WORDS_INSIDE,
    matchedIn: places.every(([inside]) => inside !== null) ? 'name' : 'label',
  };
}

/** How help text and description fit: 0 the help text holds the text, 1 its words; 2 and 3 the description so. */
export function fitTexts(helpText: string | null, description: string | null, text: SearchText): Fit | null {
  const help = (helpText ?? '').toLowerCase();
  const rest = (description ?? '').toLowerCase();
  if (help.includes(text.whole)) return { grade: 0, matchedIn: 'helpText' };
  if (text.words.every((word) => help.includes(word))) return { grade: 1, matchedIn: 'helpText' };
  if (rest.includes(text.whole)) return { grade: 2, matchedIn: 'description' };
  return text.words.every((word) => help.includes(word) || rest.includes(word))
    ? { grade: 3, matchedIn: 'description' }
    : null;
}

/** 0 the value begins with the text, 1 a word in it does, 2 it stands elsewhere, null it is not there. */
function placeOf(value: string, text: string): number | null {
  const lower = value.toLowerCase();
  let at = lower.indexOf(text);
  if (at < 0) return null;
  for (; at >= 0; at = lower.indexOf(text, at + 1)) {
    if (at === 0) return 0;
    if (isWordStart(value, at)) return 1;
  }
  return INSIDE;
}

/** After a space, underscore or punctuation, and at a capital after a small letter (`HeatPump`). */
function isWordStart(value: string, at: number): boolean {
  const before = value[at - 1] ?? '';
  return !/[\p{L}\p{N}]/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(value[at] ?? ''));
}
