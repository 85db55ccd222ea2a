import type { BundleField, BundleObject } from '../../bundle.ts';
import { salesforceDateTime } from '../../dates.ts';
import type { Draws } from './draws.ts';
import { firstNames, lastNames, places, sentences, streets, terms } from './words.ts';

/** What is known of a record when a field's value is drawn. */
export interface Occasion {
  readonly object: BundleObject;
  readonly index: number;
  readonly createdMs: number;
  /** Values drawn so far, by field name. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly draws: Draws;
}

const dayMs = 86_400_000;

function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Days from a record's creation that a date of this name lies away. */
function daysAway(name: string, draws: Draws): number {
  if (/Birthdate/.test(name)) return -draws.whole(9000, 26_000);
  if (/Until|Expir|Renewal|End_Date|EndDate|Next_|Valid_To|Ends/.test(name)) return draws.whole(180, 1500);
  if (/Due|Planned_End|Requested|Needed|Close/.test(name)) return draws.whole(7, 120);
  if (/Planned|Start|Scheduled|Promised/.test(name)) return draws.whole(3, 60);
  if (/Purchase|Order_Date|Found|Failure|Since|Hired/.test(name)) return -draws.whole(0, 40);
  return draws.whole(0, 45);
}

function numberValue(field: BundleField, draws: Draws): number {
  const { name, precision = 18, scale = 0 } = field;
  if (/Year/.test(name) && precision - scale <= 4) return draws.whole(1962, 2024);
  const round = (value: number): number => Number(value.toFixed(Math.min(scale, 2)));
  if (field.type === 'percent') return round(draws.fraction() * 40);
  if (field.type === 'currency') return round(20 * 10 ** (draws.fraction() * Math.min(3, precision - scale - 2)));
  const integerDigits = Math.max(1, Math.min(3, precision - scale - 1));
  return round(draws.fraction() * 10 ** integerDigits);
}

function textValue({ object, index, createdMs, draws }: Occasion, field: BundleField): string | null {
  const place = places[index % places.length] ?? { city: 'Leeds', postcode: 'LS8', country: 'GB' };
  const { name } = field;
  if (field.autoNumberFormat !== undefined) return autoNumber(field.autoNumberFormat, index + 1);
  if (/City$|^City/.test(name)) return place.city;
  if (/Postal_?Code|Postcode/.test(name)) return `${place.postcode} ${draws.whole(1, 9)}AB`;
  if (name.endsWith('Country')) return place.country;
  if (/State$|County/.test(name)) return null;
  if (/FirstName/.test(name)) return draws.one(firstNames) ?? null;
  if (/LastName/.test(name)) return draws.one(lastNames) ?? null;
  if (/Serial/.test(name)) return `H${draws.whole(17, 26)}${String(draws.whole(0, 999_999)).padStart(6, '0')}`;
  if (/Number$|Number__c$|_No__c$|Code(__c)?$|Reference|_Id__c$/.test(name))
    return `${object.name.slice(0, 2).toUpperCase()}${String(10_000 + index)}`.slice(0, field.length ?? 80);
  // What is called old was filled in before 2020 and never again.
  if (/^(Old_|ZZ_|Test_|Legacy_|Jigsaw)/.test(name) && createdMs > Date.UTC(2020, 0, 1)) return null;
  if (draws.chance(0.4)) return null;
  return (draws.one(terms) ?? '').slice(0, field.length ?? 255);
}

/** `INS-{000000}` with a number in its place. */
export function autoNumber(format: string, number: number): string {
  return format.replace(/\{(0+)\}/, (_all, zeros: string) => String(number).padStart(zeros.length, '0'));
}

function picklistValue({ draws, values }: Occasion, field: BundleField): string | null {
  const controller = field.controllerName === undefined ? undefined : values[field.controllerName];
  const offered = (field.picklistValues ?? []).filter(
    ({ active, controllingValues }) =>
      active !== false &&
      (controllingValues === undefined || controllingValues.some((value) => value === String(controller))),
  );
  if (offered.length === 0 || (field.required !== true && draws.chance(0.12))) return null;
  // The first values of a list are the common ones.
  return offered[Math.floor(draws.fraction() ** 1.5 * offered.length)]?.value ?? null;
}

/** Places lie in Europe: between 36 and 60 degrees north, and 8 west and 24 east. */
function onTheMap(name: string, drawn: number): number {
  const within = (from: number, size: number): number => Number((from + (Math.abs(drawn) % size)).toFixed(6));
  if (/Latitude(__s)?$/.test(name)) return within(36, 24);
  return /Longitude(__s)?$/.test(name) ? within(-8, 32) : drawn;
}

/** The value of a field that is no reference, no formula and no system field; null where it stays empty. */
export function drawnValue(occasion: Occasion, field: BundleField): unknown {
  const { createdMs, draws, index } = occasion;
  switch (field.type) {
    case 'boolean':
      return draws.chance(/^(Is)?Active(__c)?$/.test(field.name) ? 0.85 : 0.22);
    case 'picklist':
    case 'combobox':
      return picklistValue(occasion, field);
    case 'multipicklist': {
      const values = (field.picklistValues ?? []).filter(() => draws.chance(0.35)).map(({ value }) => value);
      return values.length === 0 ? null : values.join(';');
    }
    case 'int':
    case 'long':
      return draws.whole(0, 40);
    case 'double':
    case 'currency':
    case 'percent':
      return draws.chance(0.1) ? null : onTheMap(field.name, numberValue(field, draws));
    case 'date':
      return draws.chance(0.2) ? null : dateText(createdMs + daysAway(field.name, draws) * dayMs);
    case 'datetime':
      return draws.chance(0.2)
        ? null
        : salesforceDateTime(createdMs + daysAway(field.name, draws) * dayMs + draws.whole(0, 36_000) * 1000);
    case 'time':
      return `${String(draws.whole(7, 17)).padStart(2, '0')}:00:00.000Z`;
    case 'email':
      return draws.chance(0.3) ? null : `person${index + 1}@customer.example`;
    case 'phone':
      return draws.chance(0.3) ? null : `+44 113 496 0${String(100 + (index % 900))}`;
    case 'url':
      return draws.chance(0.7)
        ? null
        : `https://files.halvern.example/${occasion.object.keyPrefix ?? 'x'}/${index + 1}`;
    case 'textarea':
      if (field.name.endsWith('Street')) return `${draws.whole(1, 140)} ${draws.one(streets) ?? ''}`;
      return draws.chance(0.65) ? null : (draws.one(sentences) ?? null);
    case 'string':
      return /Street/.test(field.name)
        ? `${draws.whole(1, 140)} ${draws.one(streets) ?? ''}`
        : textValue(occasion, field);
    default:
      return null;
  }
}
