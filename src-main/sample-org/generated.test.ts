import { describe, expect, it } from 'vitest';
import { createGeneratedBundle } from './generated.ts';
import { createSampleBundle } from './content/index.ts';

describe('a generated org', () => {
  it('has as many objects and fields as asked for, every name once, the same each time', () => {
    const company = createSampleBundle().sobjects.length;
    const bundle = createGeneratedBundle({ objects: 250, fields: 20_011 });
    const copies = bundle.sobjects.slice(company);
    expect(copies).toHaveLength(250);
    expect(new Set(bundle.sobjects.map(({ name }) => name)).size).toBe(company + 250);
    expect(copies.reduce((sum, { fields }) => sum + fields.length, 0)).toBe(20_011);
    for (const { fields } of copies) expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    const again = createGeneratedBundle({ objects: 250, fields: 20_011 }).sobjects.slice(company);
    expect(again.at(7)).toEqual(copies.at(7));
  });

  it('refers to objects that are there', () => {
    const bundle = createGeneratedBundle({ objects: 150, fields: 6000 });
    const names = new Set(bundle.sobjects.map(({ name }) => name));
    const company = createSampleBundle().sobjects;
    const known = new Set(company.flatMap(({ fields }) => fields.flatMap(({ referenceTo }) => referenceTo ?? [])));
    const targets = bundle.sobjects
      .slice(company.length)
      .flatMap(({ fields }) => fields.flatMap((field) => field.referenceTo ?? []));
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((name) => !names.has(name) && !known.has(name))).toEqual([]);
  });

  it('grants as many fields as asked for, each in a set once', () => {
    const company = createSampleBundle().permissionSets?.length ?? 0;
    const sets = (
      createGeneratedBundle({ objects: 100, fields: 9000, fieldPermissions: 4500 }).permissionSets ?? []
    ).slice(company);
    expect(sets.map(({ fieldPermissions }) => fieldPermissions?.length)).toEqual([2000, 2000, 500]);
    for (const { fieldPermissions = [] } of sets)
      expect(new Set(fieldPermissions.map(({ field }) => field)).size).toBe(fieldPermissions.length);
  });

  it('refuses a size beyond the most', () => {
    expect(() => createGeneratedBundle({ objects: 3001, fields: 9000 })).toThrow(
      'A generated org has 0 to 3000 objects, not 3001.',
    );
    expect(() => createGeneratedBundle({ objects: 10, fields: 10 })).toThrow('at least two fields');
  });
});
