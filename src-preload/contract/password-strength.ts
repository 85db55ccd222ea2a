/*
 * How hard a master password is to guess: one estimate for the secret page (shown while typing) and the engine (which
 * decides). Pure and without imports, because the page that uses it holds a secret and loads as little as possible.
 *
 * The password is cut into the cheapest sequence of pieces that a guesser would try: common words, keyboard and number
 * sequences, repeats, years, plain words, and single characters. The idea is zxcvbn's (Wheeler, USENIX Security 2016);
 * lists and weights here are small and lean towards calling a password weaker than it is.
 */

export const MIN_PASSWORD_CHARS = 12;

export type PasswordLevel = 'weak' | 'fair' | 'good' | 'strong';

/** What makes it weak, for a hint: the page maps it to a sentence. */
export type PasswordWeakness = 'too-short' | 'common-word' | 'sequence' | 'repeat' | 'year' | null;

export type PasswordEstimate = {
  /** Characters after NFKC, the form from which keys are made. */
  readonly chars: number;
  readonly bits: number;
  readonly level: PasswordLevel;
  readonly weakness: PasswordWeakness;
};

/** Below these many bits a password is weak, fair, good; above the last it is strong. */
const LEVEL_BITS = { weak: 40, fair: 56, good: 68 } as const;

/** Longer input adds nothing to the verdict, and the search is quadratic. */
const MAX_ANALYSED_CHARS = 128;
const MAX_PIECE_CHARS = 32;

const COMMON_WORDS = new Set(
  (
    'password passwort passwd kennwort motdepasse contrasena secret geheim letmein welcome willkommen bienvenue hello ' +
    'hallo login admin administrator root user master guest test testing demo sample default changeme temp temporary ' +
    'salesforce sfdc orgbench trailhead lightning sandbox production apex force cloud company business work office ' +
    'monkey dragon football baseball soccer hockey shadow sunshine princess superman batman iloveyou trustno access ' +
    'whatever freedom computer internet windows google microsoft apple samsung summer winter spring autumn sommer ' +
    'january february march april june july august september october november december monday tuesday wednesday ' +
    'thursday friday saturday sunday london berlin paris madrid vienna zurich newyork michael jennifer thomas daniel ' +
    'andrew joshua robert william charlie jordan hunter george pepper ginger cookie flower orange purple yellow silver ' +
    'golden diamond killer jesus love angel baby family mother father house home happy lucky star magic power money ' +
    'correct horse battery staple one two three four five six seven eight nine ten abc xyz qaz wsx zaq'
  ).split(' '),
);

const KEYBOARD_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', '1234567890'];

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

type Piece = { readonly bits: number; readonly weakness: PasswordWeakness };

/** Estimates a password as typed. Never throws; an empty one has 0 bits. */
export function estimatePassword(password: string): PasswordEstimate {
  const all = Array.from(password.normalize('NFKC'));
  const { bits, weakness } = cheapest(all.slice(0, MAX_ANALYSED_CHARS));
  if (all.length < MIN_PASSWORD_CHARS) return { chars: all.length, bits, level: 'weak', weakness: 'too-short' };
  const level =
    bits < LEVEL_BITS.weak ? 'weak' : bits < LEVEL_BITS.fair ? 'fair' : bits < LEVEL_BITS.good ? 'good' : 'strong';
  return { chars: all.length, bits, level, weakness: level === 'weak' || level === 'fair' ? weakness : null };
}

/** Shortest path over all ways to cut the password into pieces. */
function cheapest(chars: readonly string[]): Piece {
  const best: { bits: number; from: number; weakness: PasswordWeakness }[] = [{ bits: 0, from: 0, weakness: null }];
  for (let end = 1; end <= chars.length; end += 1) {
    let winner = { bits: Number.POSITIVE_INFINITY, from: end - 1, weakness: null as PasswordWeakness };
    for (let start = Math.max(0, end - MAX_PIECE_CHARS); start < end; start += 1) {
      const piece = pieceCost(chars, start, end);
      const before = best[start];
      if (piece === null || before === undefined) continue;
      const bits = before.bits + piece.bits;
      if (bits < winner.bits) winner = { bits, from: start, weakness: piece.weakness };
    }
    best.push(winner);
  }
  return { bits: Math.round(best[chars.length]?.bits ?? 0), weakness: longestWeakness(best, chars.length) };
}

function longestWeakness(
  best: readonly { readonly from: number; readonly weakness: PasswordWeakness }[],
  length: number,
): PasswordWeakness {
  let weakness: PasswordWeakness = null;
  let longest = 0;
  for (let end = length; end > 0; ) {
    const step = best[end];
    if (step === undefined) break;
    if (step.weakness !== null && end - step.from > longest) {
      longest = end - step.from;
      weakness = step.weakness;
    }
    end = step.from;
  }
  return weakness;
}

function pieceCost(chars: readonly string[], start: number, end: number): Piece | null {
  const length = end - start;
  const first = chars[start] ?? '';
  if (length === 1) return { bits: charBits(first), weakness: null };
  const text = chars.slice(start, end).join('');
  const lower = text.toLowerCase();
  if (length >= 3) {
    if (isCommonWord(lower)) return { bits: 7 + capitalBits(text), weakness: 'common-word' };
    if (/^(.)\1+$/u.test(lower)) return { bits: charBits(first) + Math.log2(length), weakness: 'repeat' };
    if (isSequence(lower)) return { bits: 4 + Math.log2(length), weakness: 'sequence' };
    if (chars.slice(0, start).join('').toLowerCase().includes(lower)) {
      return { bits: 3 + Math.log2(length), weakness: 'repeat' };
    }
  }
  if (/^(?:19|20)\d\d$/.test(text)) return { bits: 6, weakness: 'year' };
  // Letters in a row are mostly words: about 2.1 bits each in running text, far from the 4.7 of random letters.
  if (/^\p{L}\p{Ll}+$/u.test(text) || /^\p{Lu}+$/u.test(text)) {
    return { bits: 2 + 2.1 * length + capitalBits(text), weakness: null };
  }
  return null;
}

function isCommonWord(lower: string): boolean {
  if (COMMON_WORDS.has(lower)) return true;
  const plain = Array.from(lower, (char) => LOOKALIKES[char] ?? char).join('');
  return plain !== lower && COMMON_WORDS.has(plain);
}

function isSequence(lower: string): boolean {
  const backwards = Array.from(lower).reverse().join('');
  if (KEYBOARD_ROWS.some((row) => row.includes(lower) || row.includes(backwards))) return true;
  const codes = Array.from(lower, (char) => char.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  if (step !== 1 && step !== -1) return false;
  return codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step);
}

function capitalBits(text: string): number {
  return /\p{Lu}/u.test(text) ? 1 : 0;
}

function charBits(char: string): number {
  if (char === ' ') return 2;
  if (/\d/.test(char)) return 3.3;
  if (/[a-z]/i.test(char)) return 5.2;
  if (/[\x20-\x7e]/.test(char)) return 5;
  return 7;
}
