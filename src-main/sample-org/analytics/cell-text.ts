import type { OrgModel } from '../org-model.ts';
import type { ReportColumn } from './report-column.ts';

/** Values and texts of cells, in the notation of the organization's locale. */
export interface CellText {
  /** The text that a report shows for a value. */
  label(column: Pick<ReportColumn, 'dataType' | 'scale' | 'field'>, value: unknown): string;
  /** The value as the API sends it: money is an object with its amount. */
  value(column: Pick<ReportColumn, 'dataType'>, value: unknown): unknown;
}

const currencyOfCountry: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  UK: 'GBP',
  'UNITED KINGDOM': 'GBP',
  CH: 'CHF',
  SWITZERLAND: 'CHF',
  SE: 'SEK',
  SWEDEN: 'SEK',
  DK: 'DKK',
  DENMARK: 'DKK',
  NO: 'NOK',
  NORWAY: 'NOK',
  PL: 'PLN',
  POLAND: 'PLN',
};
const euroCountries =
  /^(AT|BE|DE|ES|FI|FR|IE|IT|LU|NL|PT|AUSTRIA|BELGIUM|GERMANY|SPAIN|FINLAND|FRANCE|IRELAND|ITALY|LUXEMBOURG|NETHERLANDS|PORTUGAL)$/;

export function cellText(model: OrgModel): CellText {
  const locale = String(model.organization.DefaultLocaleSidKey).replaceAll('_', '-');
  const country = String(model.organization.Country ?? 'US').toUpperCase();
  const currency = currencyOfCountry[country] ?? (euroCountries.test(country) ? 'EUR' : 'USD');
  const digits = (scale: number) => ({ minimumFractionDigits: scale, maximumFractionDigits: scale });
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (kind: 'currency' | 'decimal', scale: number): Intl.NumberFormat => {
    const key = `${kind} ${scale}`;
    const known = numbers.get(key) ?? new Intl.NumberFormat(locale, { style: kind, currency, ...digits(scale) });
    numbers.set(key, known);
    return known;
  };
  const dates = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'short' });
  const times = new Intl.DateTimeFormat(locale, {
    timeZone: String(model.organization.TimeZoneSidKey),
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return {
    label({ dataType, scale, field }, value) {
      if (value === null || value === undefined || value === '') return '-';
      switch (dataType) {
        case 'currency':
          return number('currency', scale).format(Number(value));
        case 'percent':
          return `${number('decimal', scale).format(Number(value))}%`;
        case 'int':
        case 'double':
          return number('decimal', scale).format(Number(value));
        case 'date':
          return dates.format(new Date(`${String(value).slice(0, 10)}T00:00:00Z`));
        case 'datetime':
          return times.format(new Date(String(value)));
        case 'picklist':
        case 'multipicklist':
          return String(value)
            .split(';')
            .map((one) => field?.picklistValues?.find((candidate) => candidate.value === one)?.label ?? one)
            .join('; ');
        default:
          return typeof value === 'object' ? JSON.stringify(value) : String(value);
      }
    },
    value({ dataType }, value) {
      if (value === null || value === undefined) return null;
      if (dataType === 'currency') return { amount: Number(value), currency: null };
      return value;
    },
  };
}
