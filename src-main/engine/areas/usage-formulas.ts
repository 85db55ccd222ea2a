import type { SourcedFact } from '../../domain/areas/usage-rows.ts';
import { namesInFormula, type NamedThing, pathsOfFormula, thingsOf } from '../../domain/areas/formula-fields.ts';
import type { OrgSchema } from '../../domain/areas/formula-schema.ts';
import { namespaceOf } from '../../domain/metadata/api-names.ts';
import type { AreaStore } from '../store/areas/index.ts';
import type { UsageSource } from '../../../src-preload/contract/usage.ts';

type Fact = SourcedFact<UsageSource>;
const SOURCE = 'formulas';

/**
 * Formulas of fields that name a thing. Found at question time: formulas are in the field table, which changes by itself,
 * and of ten thousand fields some hundreds have one.
 *
 * @param words texts of which one stands in every formula that names the thing
 */
export function formulaUsers(
  fields: AreaStore['usageFields'],
  key: number,
  schema: OrgSchema,
  thing: NamedThing,
  words: readonly [string, string],
): readonly Fact[] {
  const wanted = `${thing.toType} ${thing.toName}`.toLowerCase();
  const [one, other] = words.map((word) => withoutNamespace(word).toLowerCase());
  if (one === undefined || other === undefined) return [];
  const own = thing.toType === 'CustomField' ? thing.toName.slice(0, thing.toName.indexOf('.')).toLowerCase() : null;
  const isNamedBy = (path: string, object: string): boolean => {
    const text = path.toLowerCase();
    if (!text.includes(one) && !text.includes(other)) return false;
    // A name by itself is a field of the formula's own object: most names are, and need no look at the schema.
    if (!text.includes('.') && object.toLowerCase() !== own) return false;
    return thingsOf(path.split('.'), object, schema).some(
      ({ toType, toName }) => `${toType} ${toName}`.toLowerCase() === wanted,
    );
  };
  return fields.formulasWith(key, one, other).flatMap(({ object, name, formula }): readonly Fact[] => {
    // Of another object, it is named at the end of a path, or its relationship within one.
    if (object.toLowerCase() !== own && !isOnPath(formula.toLowerCase(), one, other)) return [];
    if (!pathsOfFormula(formula).some((path) => isNamedBy(path, object))) return [];
    return [{ fromType: 'CustomField', fromName: `${object}.${name}`, ...thing, via: 'formula', source: SOURCE }];
  });
}

/** Whether one of the words follows or is followed by the dot of a path; a package's prefix may stand between. */
function isOnPath(formula: string, one: string, other: string): boolean {
  return [one, other].some((word) => {
    for (let at = formula.indexOf(word); at >= 0; at = formula.indexOf(word, at + 1)) {
      const before = formula.charAt(at - 1);
      const after = formula.charAt(at + word.length);
      if (before === '.' || before === '_' || after === '.' || after === ':') return true;
    }
    return false;
  });
}

/** What the formula of a field uses. */
export function formulaUses(
  fields: AreaStore['usageFields'],
  key: number,
  schema: OrgSchema,
  object: string,
  name: string,
): readonly Fact[] {
  const formula = fields.formulaOf(key, object, name);
  if (formula === null) return [];
  return namesInFormula(formula, object, schema).map((thing) => ({
    fromType: 'CustomField',
    fromName: `${object}.${name}`,
    ...thing,
    via: 'formula',
    source: SOURCE,
  }));
}

/** Formulas of a package may leave its prefix out. */
function withoutNamespace(name: string): string {
  const prefix = namespaceOf(name);
  return prefix === null ? name : name.slice(prefix.length + 2);
}
