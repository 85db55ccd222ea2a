const ENCODED = /(?:%[0-9A-Fa-f]{2})+/g;

/**
 * A name as a person reads it: `Contact%2EPhone %28home%29` is `Contact.Phone (home)`.
 *
 * Salesforce writes some characters in names of layouts, workflow rules and field updates as in an address (Metadata API,
 * fullName). What is no such sequence stays as it is, and so do control characters, which are no text. A plus stands for a
 * space only where spaces are encoded: in a text with other sequences and without a space.
 */
export function decodedName(name: string): string {
  if (name.search(ENCODED) === -1) return name;
  const spaced = name.includes(' ') ? name : name.replaceAll('+', ' ');
  const decoded = spaced.replace(ENCODED, (sequence) => {
    const text = textOf(sequence);
    // oxlint-disable-next-line no-control-regex -- exactly those are meant.
    return text === null || /[\u0000-\u001f\u007f]/.test(text) ? sequence : text;
  });
  // Nothing of it was a sequence after all: then its plus is one.
  return decoded === spaced ? name : decoded;
}

function textOf(sequence: string): string | null {
  try {
    return decodeURIComponent(sequence);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
