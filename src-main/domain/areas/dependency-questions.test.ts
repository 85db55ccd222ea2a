import { describe, expect, it } from 'vitest';
import { dependencyFact, dependencyRow } from './dependency-facts.ts';
import { halves, questionSoql, questionsOf } from './dependency-questions.ts';

describe('questions for dependencies', () => {
  it('name a hundred ids each, and every id once', () => {
    const ids = Array.from({ length: 250 }, (_, index) => `00N${index}`);
    const questions = questionsOf('used', ids);
    expect(questions.map((one) => one.ids.length)).toEqual([100, 100, 50]);
    expect(questions.flatMap((one) => one.ids)).toEqual(ids);
    expect(questionSoql({ side: 'user', ids: ['01p1', '01p2'] })).toMatch(
      /WHERE MetadataComponentId IN \('01p1','01p2'\)$/,
    );
    expect(questionSoql({ side: 'used', ids: ['01p1'] })).toMatch(/WHERE RefMetadataComponentId IN \('01p1'\)$/);
  });

  it('are halved down to one id, which cannot be halved', () => {
    const [left, right, ...none] = halves({ side: 'used', ids: ['a', 'b', 'c'] });
    expect([left?.ids, right?.ids, none]).toEqual([['a', 'b'], ['c'], []]);
    expect(halves({ side: 'used', ids: ['a'] })).toEqual([]);
  });
});

describe('a row of dependencies', () => {
  const record = {
    MetadataComponentId: '01p5f00aaaaaaaaAAA',
    MetadataComponentName: 'Meter',
    MetadataComponentType: 'ApexClass',
    MetadataComponentNamespace: 'fieldmile',
    RefMetadataComponentId: '00N5f00bbbbbbbbAAA',
    RefMetadataComponentName: 'Serial',
    RefMetadataComponentType: 'CustomField',
    RefMetadataComponentNamespace: '',
  };

  it('is told in the names of the store, and keeps the name of the org for what is not there', () => {
    const row = dependencyRow(record);
    expect(row).not.toBeNull();
    if (row === null) return;
    const known = new Map([['00N5f00bbbbbbbb', { type: 'CustomField', name: 'Pump__c.Serial__c' }]]);
    expect(dependencyFact(row, (id) => known.get(id) ?? null)).toEqual({
      fromType: 'ApexClass',
      fromName: 'fieldmile__Meter',
      toType: 'CustomField',
      toName: 'Pump__c.Serial__c',
      via: 'dependency',
    });
  });

  it('says nothing without an id', () => {
    expect(dependencyRow({ ...record, RefMetadataComponentId: null })).toBeNull();
  });
});
