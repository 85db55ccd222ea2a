import { describe, expect, it } from 'vitest';
import { CHECKBOX, dependentValues } from './dependent-values.ts';

const value = (name: string, validFor: string | null = null, active = true) => ({
  value: name,
  label: name,
  active,
  isDefault: false,
  validFor,
});
const bits = (...bytes: number[]): string => btoa(String.fromCharCode(...bytes));
const offered = (...input: Parameters<typeof dependentValues>) =>
  dependentValues(...input).map(({ controlling, values }) => ({ controlling, values: values.map((one) => one.value) }));

describe('a dependent picklist', () => {
  it('offers under each controlling value what its bitmap allows', () => {
    const controlling = ['DE', 'GB', 'NL'].map((name) => value(name));
    const cities = [value('Berlin', bits(0x80)), value('London', bits(0x40)), value('Everywhere', bits(0xe0))];
    expect(offered(cities, controlling)).toEqual([
      { controlling: 'DE', values: ['Berlin', 'Everywhere'] },
      { controlling: 'GB', values: ['London', 'Everywhere'] },
      { controlling: 'NL', values: ['Everywhere'] },
    ]);
  });

  it('counts inactive controlling values and shows neither them nor inactive values of its own', () => {
    const controlling = [value('Old', null, false), value('New')];
    const values = [value('A', bits(0x40)), value('B', bits(0xc0), false), value('C', bits(0x80))];
    expect(offered(values, controlling)).toEqual([{ controlling: 'New', values: ['A'] }]);
  });

  it('can depend on a checkbox, and on the ninth value', () => {
    expect(offered([value('Reason', bits(0x40))], CHECKBOX)).toEqual([
      { controlling: 'false', values: [] },
      { controlling: 'true', values: ['Reason'] },
    ]);
    const nine = Array.from({ length: 9 }, (_, at) => value(`v${at}`));
    expect(offered([value('Last', bits(0, 0x80))], nine).at(-1)).toEqual({
      controlling: 'v8',
      values: ['Last'],
    });
  });
});
