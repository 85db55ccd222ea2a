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
  return fields.formulasWith(key, one, other).flatMap(({ object, name, formula }): readonly Fact[] => {
    const names = pathsOfFormula(formula).some((path) => {
      const text = path.toLowerCase();
      if (!text.includes(one) && !text.includes(other)) return false;
      return thingsOf(path.split('.'), object, schema).some(
        ({ toType, toName }) => `${toType} ${toName}`.toLowerCase() === wanted,
      );
    });
    if (!names) return [];
    return [{ fromType: 'CustomField', fromName: `${object}.${name}`, ...thing, via: 'formula', source: SOURCE }];
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
