import { describe, expect, it } from 'vitest';
import { freeName } from './backup-section.ts';

describe('a free name', () => {
  it('is the name itself, else the lowest free number, within the length that is allowed', () => {
    const taken = new Set(['Acme', 'Acme (2)', 'Acme (4)', 'x'.repeat(80)]);
    const isTaken = (name: string) => taken.has(name);
    expect(freeName('Globex', isTaken)).toBe('Globex');
    expect(freeName('Acme', isTaken)).toBe('Acme (3)');
    expect(freeName('x'.repeat(80), isTaken)).toBe(`${'x'.repeat(76)} (2)`);
  });

  it('is found among thousands of the same without asking for each', () => {
    const taken = new Set<string>();
    let asked = 0;
    const isTaken = (name: string): boolean => {
      asked += 1;
      return taken.has(name);
    };
    for (let count = 0; count < 5000; count += 1) taken.add(freeName('Acme', isTaken));
    expect(taken.size).toBe(5000);
    expect(taken.has('Acme (5000)')).toBe(true);
    expect(asked / 5000).toBeLessThan(60);
  });
});
