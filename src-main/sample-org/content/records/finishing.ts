import type { BundleObject } from '../../bundle.ts';
import type { Row } from '../../soql/table.ts';
import { drawsFrom } from './draws.ts';
import { caseSubjects, firstNames, lastNames } from './words.ts';

type Values = Readonly<Record<string, unknown>>;

/** What follows from other values of a record in the service itself, or must fit together to be believable. */
const finishes: Readonly<Record<string, (values: Values, index: number) => Values>> = {
  Opportunity(values, index) {
    const draws = drawsFrom(`Opportunity finish#${index}`);
    const created = String(values.CreatedDate).slice(0, 10);
    const isOld = created < '2026-06-01';
    const stages = ['Prospecting', 'Qualification', 'Needs Analysis', 'Proposal/Price Quote', 'Negotiation/Review'];
    const stage = isOld ? (draws.chance(0.58) ? 'Closed Won' : 'Closed Lost') : (draws.one(stages) ?? 'Prospecting');
    const odds: Readonly<Record<string, number>> = {
      Prospecting: 10,
      Qualification: 20,
      'Needs Analysis': 35,
      'Proposal/Price Quote': 60,
      'Negotiation/Review': 80,
      'Closed Won': 100,
    };
    const amount = draws.whole(86, 340) * 100;
    const probability = odds[stage] ?? 0;
    const closeDate = new Date(Date.parse(created) + draws.whole(20, 140) * 86_400_000).toISOString().slice(0, 10);
    return {
      StageName: stage,
      Amount: amount,
      Probability: probability,
      ExpectedRevenue: (amount * probability) / 100,
      IsClosed: stage.startsWith('Closed'),
      IsWon: stage === 'Closed Won',
      ForecastCategory: stage === 'Closed Won' ? 'Closed' : stage === 'Closed Lost' ? 'Omitted' : 'Pipeline',
      ForecastCategoryName: stage === 'Closed Won' ? 'Closed' : stage === 'Closed Lost' ? 'Omitted' : 'Pipeline',
      CloseDate: closeDate,
      FiscalYear: Number(closeDate.slice(0, 4)),
      FiscalQuarter: Math.ceil(Number(closeDate.slice(5, 7)) / 3),
      Fiscal: `${closeDate.slice(0, 4)} ${Math.ceil(Number(closeDate.slice(5, 7)) / 3)}`,
      ...(stage === 'Closed Lost' ? {} : { Lost_Reason__c: null, Lost_Detail__c: null }),
    };
  },
  Case(values, index) {
    const draws = drawsFrom(`Case finish#${index}`);
    const created = Date.parse(String(values.CreatedDate));
    const isClosed = created < Date.UTC(2026, 3, 1) || draws.chance(0.45);
    const closed = new Date(created + draws.whole(1, 240) * 3_600_000).toISOString().replace('Z', '+0000');
    return {
      Status: isClosed ? 'Closed' : (draws.one(['New', 'Working', 'Escalated']) ?? 'New'),
      IsClosed: isClosed,
      ClosedDate: isClosed ? closed : null,
      Subject: draws.one(caseSubjects) ?? null,
      Priority: draws.one(['High', 'Medium', 'Medium', 'Low']) ?? 'Medium',
    };
  },
  Contact: person,
  Lead: (values, index) => ({ ...person(values, index), IsConverted: values.Status === 'Closed - Converted' }),
  WorkOrder: (values) => ({ IsClosed: values.Status === 'Closed' }),
  Invoice__c(values, index) {
    const net = drawsFrom(`Invoice finish#${index}`).whole(60, 2400);
    const isPaid = values.Status__c === 'Paid';
    const tax = Number((net * 0.2).toFixed(2));
    return {
      Net_Amount__c: net,
      Tax_Amount__c: tax,
      Gross_Amount__c: net + tax,
      Paid_Amount__c: isPaid ? net + tax : 0,
      Open_Amount__c: isPaid ? 0 : net + tax,
    };
  },
};

function person(_values: Values, index: number): Values {
  const draws = drawsFrom(`person#${index}`);
  const [first, last] = [draws.one(firstNames) ?? '', draws.one(lastNames) ?? ''];
  return { FirstName: first, LastName: last, Name: `${first} ${last}`, Salutation: null };
}

/** A record with what its object's own logic makes of the drawn values; fields the object lacks are left out. */
export function finished(object: BundleObject, index: number, values: Values): Row {
  const more = finishes[object.name]?.(values, index);
  if (more === undefined) return values;
  const known = Object.entries(more).filter(([name]) => name in values);
  return { ...values, ...Object.fromEntries(known) };
}
