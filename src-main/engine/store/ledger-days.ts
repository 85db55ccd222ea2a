/** The last time that compares rightly as text: years beyond have a sign in front. */
const END_OF_TIME = '9999-12-31T23:59:59.999Z';

/** The times of a local calendar day (`YYYY-MM-DD`), ISO 8601 in UTC: `from` belongs to it, `until` no longer. */
export function localDay(day: string): { readonly from: string; readonly until: string } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  // By calendar, not by adding 24 hours: the days on which the clock is put on or back have 23 or 25.
  return { from: isoOf(new Date(year, month - 1, date)), until: isoOf(new Date(year, month - 1, date + 1)) };
}

/** The local calendar day of a time, `YYYY-MM-DD`. */
export function localDayOf(iso: string): string {
  const at = new Date(iso);
  return [
    String(at.getFullYear()).padStart(4, '0'),
    String(at.getMonth() + 1).padStart(2, '0'),
    String(at.getDate()).padStart(2, '0'),
  ].join('-');
}

function isoOf(date: Date): string {
  const iso = date.toISOString();
  return iso.startsWith('+') ? END_OF_TIME : iso;
}
