const MAX_LENGTH = 31;
/** Characters Excel refuses in a sheet name. */
const ILLEGAL = /[[\]:*?/\\\p{Cc}]/gu;
/** Excel keeps this name for itself. */
const RESERVED = new Set(['history']);

function legal(name: string): string {
  const cleaned = name
    .toWellFormed()
    .replace(ILLEGAL, '_')
    .replace(/^'+|'+$/g, '')
    .trim();
  if (cleaned === '') return 'Sheet';
  return RESERVED.has(cleaned.toLowerCase()) ? `${cleaned}_` : cleaned;
}

/**
 * Gives every API name a sheet name of its own: legal, at most 31 characters, unique ignoring case, in the same order.
 *
 * `taken` are names that the workbook uses already, e.g. the index sheet.
 */
export function sheetNamesFor(apiNames: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return apiNames.map((apiName) => {
    const base = legal(apiName);
    let candidate = base.slice(0, MAX_LENGTH);
    for (let number = 2; used.has(candidate.toLowerCase()); number += 1) {
      const suffix = `~${number}`;
      candidate = base.slice(0, MAX_LENGTH - suffix.length) + suffix;
    }
    used.add(candidate.toLowerCase());
    return candidate;
  });
}

/** Windows' device names cannot be file names, whatever the extension. */
const DEVICE_NAMES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** File names (without extension) for API names: safe on all three systems, unique ignoring case. */
export function fileNamesFor(apiNames: readonly string[]): string[] {
  const used = new Set<string>();
  return apiNames.map((apiName) => {
    const safe = apiName
      .toWellFormed()
      .replace(/[^A-Za-z0-9_.-]/g, '_')
      .slice(0, 120);
    const base = safe === '' || safe.startsWith('.') || DEVICE_NAMES.test(safe) ? `_${safe}` : safe;
    let candidate = base;
    for (let number = 2; used.has(candidate.toLowerCase()); number += 1) candidate = `${base}~${number}`;
    used.add(candidate.toLowerCase());
    return candidate;
  });
}
