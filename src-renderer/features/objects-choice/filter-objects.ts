import type { AvailableObject, ObjectKind } from '../../../src-preload/contract/objects.ts';

export type ObjectFilter = {
  readonly text?: string | undefined;
  readonly kind?: ObjectKind | undefined;
  /** A namespace prefix; `-` for objects without one. */
  readonly namespace?: string | undefined;
  readonly only?: 'chosen' | 'new' | undefined;
};

/** Objects whose label or API name holds the text (any case, taken literally) and that fit the other filters. */
export function filterObjects(
  objects: readonly AvailableObject[],
  filter: ObjectFilter,
  chosen: ReadonlySet<string>,
): readonly AvailableObject[] {
  const text = (filter.text ?? '').trim().toLowerCase();
  return objects.filter(
    (one) =>
      (text === '' || one.label.toLowerCase().includes(text) || one.name.toLowerCase().includes(text)) &&
      (filter.kind === undefined || one.kind === filter.kind) &&
      (filter.namespace === undefined || (one.namespace ?? '-') === filter.namespace) &&
      (filter.only === undefined || (filter.only === 'new' ? one.isNew : chosen.has(one.name))),
  );
}

/** What is ticked when the screen opens: what was chosen before, at the first time what is suggested. */
export function preselected(objects: readonly AvailableObject[], everChosen: boolean): ReadonlySet<string> {
  return new Set(objects.filter((one) => (everChosen ? one.chosen : one.suggested)).map(({ name }) => name));
}
