import { describe, expect, it } from 'vitest';
import { describeFacts } from '../../domain/metadata/describe-facts.ts';
import { createHeldDescribes } from './held-describes.ts';

function heldDescribe(name: string, fields = 1) {
  const list = Array.from({ length: fields }, (_none, at) => ({ name: `F${at}__c`, type: 'string' }));
  return { facts: describeFacts({ name, label: name, fields: list }), lastModified: null };
}

function namesOf(describes: readonly { readonly facts: { readonly object: { readonly name: string } } }[]): string[] {
  return describes.map(({ facts }) => facts.object.name);
}

describe('describes that wait for their definitions', () => {
  it('are given up once they have waited for five seconds, the oldest first', () => {
    let nowMs = 0;
    const held = createHeldDescribes(() => nowMs);
    held.keep(heldDescribe('A'));
    nowMs = 2000;
    held.keep(heldDescribe('B'));
    expect(namesOf(held.overdue())).toEqual([]);
    nowMs = 5001;
    expect(namesOf(held.overdue())).toEqual(['A']);
    expect(held.take('A')).toBeUndefined();
    expect(held.take('B')?.facts.object.name).toBe('B');
  });

  it('are given up when there are more than 50,000 fields of them', () => {
    const held = createHeldDescribes(() => 0);
    for (const name of ['A', 'B', 'C']) held.keep(heldDescribe(name, 20_000));
    expect(namesOf(held.overdue())).toEqual(['A']);
    expect(namesOf(held.rest())).toEqual(['B', 'C']);
    expect(held.rest()).toEqual([]);
  });
});
