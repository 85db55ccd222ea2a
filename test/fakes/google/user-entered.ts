import type { CellValue } from './sheets-model.ts';

/*
 * How a value is read that comes as if a person had typed it.
 * Source: https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueInputOption
 * ("Numbers will stay as numbers, but strings may be converted to numbers, dates, etc. following the same rules that are
 * applied when entering text into a cell via the Google Sheets UI.")
 */

const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet. */
const EPOCH_MS = Date.UTC(1899, 11, 30);

export function userEntered(text: string): CellValue {
  if (text.startsWith("'")) return text.slice(1);
  if (text.length > 1 && text.startsWith('=')) return { formula: text };
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  const number = readNumber(trimmed);
  if (number !== null) return number;
  // A sign before anything that is no number begins a formula too.
  if (/^[+-]\S/.test(text)) return { formula: `=${text}` };
  return text;
}

function readNumber(text: string): number | null {
  const plain = /^([+-]?)[$€£]?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?([eE][+-]?\d+)?(%?)$/.exec(text);
  if (plain !== null && (plain[2] !== undefined || plain[3] !== undefined)) {
    const digits = `${plain[1] ?? ''}${(plain[2] ?? '0').replaceAll(',', '')}${plain[3] ?? ''}${plain[4] ?? ''}`;
    const number = Number(digits);
    if (Number.isFinite(number)) return plain[5] === '%' ? number / 100 : number;
  }
  return readDate(text);
}

function readDate(text: string): number | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (iso === null && american === null) return null;
  const [year, month, day] = iso === null ? [american?.[3], american?.[1], american?.[2]] : [iso[1], iso[2], iso[3]];
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(iso?.[4] ?? 0),
    Number(iso?.[5] ?? 0),
    Number(iso?.[6] ?? 0),
  );
  const date = new Date(at);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return (at - EPOCH_MS) / DAY_MS;
}
