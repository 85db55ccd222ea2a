import type { BundlePicklistValue } from '../bundle.ts';

/**
 * Reads the values between the square brackets of a field line: `Open*; Closed; Parked!; DE=Germany; R290<Air,Ground>`.
 * `*` default, `!` inactive, `Code=Label`, `<A,B>` only for these values of the controlling field.
 */
export function parsePicklist(text: string): readonly BundlePicklistValue[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const match = /^(?<body>[^<]*?)(?<marks>[*!]*)(?:<(?<controlling>[^>]+)>)?$/.exec(part);
      const { body = part, marks = '', controlling } = match?.groups ?? {};
      const [value = '', label = value] = body.split('=').map((side) => side.trim());
      return {
        value,
        label,
        ...(marks.includes('*') && { default: true }),
        ...(marks.includes('!') && { active: false }),
        ...(controlling && { controllingValues: controlling.split(',').map((name) => name.trim()) }),
      };
    });
}
