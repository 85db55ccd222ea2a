import type { BundleField, BundleObject } from '../../bundle.ts';
import type { Draws } from './draws.ts';
import { autoNumber } from './values.ts';
import { companyHeads, companyTails, firstNames, lastNames, models, parts, places, streets } from './words.ts';

function person(draws: Draws): string {
  return `${draws.one(firstNames) ?? ''} ${draws.one(lastNames) ?? ''}`;
}

function company(draws: Draws): string {
  return `${draws.one(companyHeads) ?? ''} ${draws.one(companyTails) ?? ''}`;
}

/** Names for objects whose records have no number. */
const named: Readonly<Record<string, (index: number, draws: Draws) => string>> = {
  Account: (_index, draws) => (draws.chance(0.62) ? `${draws.one(lastNames) ?? ''} household` : company(draws)),
  Installer_Company__c: (_index, draws) => company(draws),
  Supplier__c: (_index, draws) => `${draws.one(companyHeads) ?? ''} Components`,
  Technician__c: (_index, draws) => person(draws),
  Opportunity: (_index, draws) => `${draws.one(models) ?? ''}, ${draws.one(streets) ?? ''} ${draws.whole(1, 90)}`,
  Quote: (_index, draws) => `Offer ${draws.one(models) ?? ''}, version ${draws.whole(1, 3)}`,
  Site__c: (_index, draws) => `${draws.whole(1, 140)} ${draws.one(streets) ?? ''}, ${draws.one(places)?.city ?? ''}`,
  Building__c: (index) => (index % 4 === 0 ? 'Rear building' : 'Main building'),
  Asset: (index, draws) => `${models[index % models.length] ?? ''} ${draws.whole(100_000, 999_999)}`,
  Product2: (index) =>
    index < models.length ? `Heat pump ${models[index] ?? ''}` : (parts[index % parts.length] ?? ''),
  Heat_Pump_Model__c: (index) => models[index % models.length] ?? '',
  Model_Variant__c: (index) =>
    `${models[index % models.length] ?? ''} ${['B', 'C', 'S', 'T'][Math.floor(index / models.length) % 4] ?? ''}`,
  Spare_Part__c: (index) => `${parts[index % parts.length] ?? ''} ${1 + Math.floor(index / parts.length)}`,
  Component__c: (index) =>
    `${parts[index % parts.length] ?? ''}, revision ${'ABCDEFGH'.charAt(Math.floor(index / parts.length) % 8)}`,
  Warehouse__c: (index) =>
    index < 4 ? `Store ${places[index]?.city ?? ''}` : `Van ${String(index - 3).padStart(2, '0')}`,
  Campaign: (index) =>
    `${['Spring', 'Summer', 'Autumn', 'Winter'][index % 4] ?? ''} campaign ${2018 + Math.floor(index / 2)}`,
  Sales_Region__c: (index) => places[index % places.length]?.city ?? '',
  Fault_Code__c: (index) => `E${String(index + 1).padStart(3, '0')}`,
  Gateway__c: (index) => `GW-${String(40_000 + index * 7)}`,
  Firmware_Version__c: (index) => `4.${Math.floor(index / 4)}.${index % 4}`,
  Manufactured_Unit__c: (index) => `H${17 + (index % 10)}${String(100_000 + index)}`,
  Refrigerant__c: (index) => ['R290', 'R32', 'R410A', 'R134a', 'R744'][index] ?? 'R290',
  Tariff__c: (index) =>
    `${['Day and night', 'Flat', 'Hourly', 'Heat pump'][index % 4] ?? ''} ${2020 + Math.floor(index / 4)}`,
};

/** The value of an object's name field. */
export function recordName(object: BundleObject, field: BundleField, index: number, draws: Draws): string {
  const format = field.autoNumberFormat ?? object.nameField?.displayFormat;
  if (format !== undefined) return autoNumber(format, index + 1);
  if (field.name.endsWith('Number')) return String(index + 1).padStart(8, '0');
  return named[object.name]?.(index, draws) ?? `${object.label} ${index + 1}`;
}
