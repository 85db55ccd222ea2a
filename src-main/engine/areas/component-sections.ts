import { ownColumnsOf } from '../../domain/areas/columns.ts';
import type { Component } from '../../domain/areas/component.ts';
import { shownAs } from '../../domain/areas/words.ts';
import { cellOf, type Section } from './component-sections-kit.ts';
import { SECTION_SPECS } from './component-sections-specs.ts';

/**
 * A component's definition in the parts that a drawer shows one under the other: its properties, then what its type has.
 * Properties that the definition does not have are left out; those that could not be read are there with null.
 */
export function componentSections({ type, facts, unknown }: Pick<Component, 'type' | 'facts' | 'unknown'>): Section[] {
  const specs = SECTION_SPECS[type] ?? [];
  const shownBelow = new Set(specs.flatMap((spec) => spec.facts));
  const missing = new Set(unknown);
  const properties = ownColumnsOf(type).flatMap(({ id, title }): Section['facts'] => {
    if (missing.has(id)) return [{ name: title, value: null }];
    const value = shownAs(type, id, cellOf(facts[id]));
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    return isEmpty || shownBelow.has(id) ? [] : [{ name: title, value }];
  });
  const sections = specs.flatMap((spec) => spec.build(facts) ?? []);
  return properties.length === 0
    ? sections
    : [{ title: 'Properties', facts: properties, table: null, code: null }, ...sections];
}
