import { describe, expect, it } from 'vitest';
import { createOrgModel } from '../../org-model.ts';
import { createSampleBundle } from '../index.ts';
import { recordsOf } from './records.ts';

const bundle = createSampleBundle();
const model = createOrgModel(bundle);
const some = ['Account', 'Opportunity', 'Case', 'Site__c', 'Installation__c', 'Service_Visit__c', 'Invoice__c'];

describe('records of the sample company', () => {
  it('are as many as said, each with an Id and a value or null for every field', () => {
    for (const name of some) {
      const rows = recordsOf(model, name);
      expect(rows).toHaveLength(bundle.recordCounts?.[name] ?? -1);
      expect(new Set(rows.map(({ Id }) => Id)).size).toBe(rows.length);
      for (const field of model.object(name)?.fields ?? []) expect(rows[7]?.[field.name]).not.toBeUndefined();
    }
  });

  it('are the same in every run, and none in an org that says nothing of records', () => {
    const again = createOrgModel(createSampleBundle());
    expect(recordsOf(again, 'Opportunity')).toEqual(recordsOf(model, 'Opportunity'));
    const bare = createOrgModel({ org: bundle.org, sobjects: bundle.sobjects });
    expect(recordsOf(bare, 'Opportunity')).toEqual([]);
    expect(recordsOf(model, 'Nobody__c')).toEqual([]);
  });

  it('point to parents that exist, and to houses and customers that belong together', () => {
    const sites = new Map(recordsOf(model, 'Site__c').map((site) => [site.Id, site]));
    const accounts = new Set(recordsOf(model, 'Account').map(({ Id }) => Id));
    const users = new Set(model.users.map(({ Id }) => Id));
    for (const installation of recordsOf(model, 'Installation__c')) {
      const site = sites.get(installation.Site__c);
      expect(accounts.has(installation.Account__c)).toBe(true);
      expect(site?.Account__c).toBe(installation.Account__c);
      expect(users.has(String(installation.OwnerId))).toBe(true);
    }
  });

  it('hold only values that their picklists offer, also where one depends on another', () => {
    const wrong: string[] = [];
    for (const name of Object.keys(bundle.recordCounts ?? {})) {
      const object = model.object(name);
      const picklists = object?.fields.filter(({ type }) => type === 'picklist') ?? [];
      for (const row of recordsOf(model, name).slice(0, 60))
        for (const field of picklists) {
          const value = row[field.name];
          if (value === null) continue;
          const offered = field.picklistValues?.find((candidate) => candidate.value === value);
          const controller = field.controllerName === undefined ? '' : String(row[field.controllerName]);
          const isOffered = offered?.controllingValues?.includes(controller) ?? offered !== undefined;
          if (!isOffered) wrong.push(`${name}.${field.name} = ${String(value)}`);
        }
    }
    expect(wrong).toEqual([]);
  });

  it('keep texts and dates within what their fields hold', () => {
    const wrong: string[] = [];
    for (const name of Object.keys(bundle.recordCounts ?? {}))
      for (const field of model.object(name)?.fields ?? [])
        for (const row of recordsOf(model, name).slice(0, 25)) {
          const value = row[field.name];
          const isLong = typeof value === 'string' && field.type === 'string' && value.length > (field.length ?? 255);
          const isNoDate = field.type === 'date' && typeof value === 'string' && !/^\d{4}-\d\d-\d\d$/.test(value);
          if (isLong || isNoDate) wrong.push(`${name}.${field.name} = ${String(value)}`);
        }
    expect(wrong).toEqual([]);
  });

  it('add up their roll-up summaries', () => {
    const rooms = recordsOf(model, 'Room_Heat_Demand__c');
    for (const calculation of recordsOf(model, 'Heat_Loss_Calculation__c').slice(0, 30)) {
      const own = rooms.filter((room) => room.Calculation__c === calculation.Id);
      expect(calculation.Room_Count__c).toBe(own.length);
      const watts = own.reduce((sum, room) => sum + Number(room.Heat_Demand_W__c ?? 0), 0);
      expect(calculation.Total_Heat_Loss__c).toBeCloseTo(watts, 1);
    }
  });

  it('fit together: what is won is closed, and what is open has no closing date', () => {
    const opportunities = recordsOf(model, 'Opportunity');
    const won = opportunities.filter(({ IsWon }) => IsWon === true);
    expect(won.length).toBeGreaterThan(100);
    for (const row of won) expect(row).toMatchObject({ IsClosed: true, StageName: 'Closed Won', Probability: 100 });
    const reasons = opportunities.filter(({ Lost_Reason__c }) => Lost_Reason__c !== null);
    expect(new Set(reasons.map(({ StageName }) => StageName))).toEqual(new Set(['Closed Lost']));
    for (const row of recordsOf(model, 'Case')) expect(row.ClosedDate === null).toBe(row.IsClosed !== true);
  });
});
