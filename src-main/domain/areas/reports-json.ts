/** An answer of the org, without assumptions about its parts. */
export type Json = Readonly<Record<string, unknown>>;

/** An object; an empty one for anything else. */
export function objectAt(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** A list; an empty one for anything else. */
export function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A text that is there; null for anything else, the empty text included. */
export function textAt(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function textsAt(value: unknown): readonly string[] {
  return listAt(value).flatMap((one) => textAt(one) ?? []);
}

export function numberAt(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
