/**
 * When the sample company changed its org: one deployment about every five weeks, on a working day in the evening.
 * Dates are derived from names by a hash, so that they are the same in every run and believable together:
 * most fields of an object come with its first release, the rest later and in the order they are written.
 */

const firstYear = 2017;
const lastRelease = '2026-10';

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

function buildReleases(): readonly string[] {
  const releases: string[] = [];
  for (let year = firstYear; year <= Number(lastRelease.slice(0, 4)); year += 1)
    for (let month = 1; month <= 12; month += 1) {
      const name = `${year}-${String(month).padStart(2, '0')}`;
      // No deployments in December, and not in every other month: a small team.
      if (name > lastRelease || month === 12 || (month !== 1 && hashOf(name) % 4 === 0)) continue;
      const day = new Date(Date.UTC(year, month - 1, 4 + (hashOf(`${name} day`) % 20)));
      while (day.getUTCDay() === 0 || day.getUTCDay() > 4) day.setUTCDate(day.getUTCDate() + 1);
      releases.push(day.toISOString().slice(0, 10));
    }
  return releases;
}

const releases = buildReleases();

/** A moment on the evening of a release, a few seconds apart for each name. */
function momentOn(day: string, name: string): string {
  const seconds = hashOf(day) % 3600;
  const own = seconds + (hashOf(`${day} ${name}`) % 240);
  const time = new Date(Date.UTC(2000, 0, 1, 18, 0, own)).toISOString().slice(11, 19);
  return `${day}T${time}.000Z`;
}

/** Index of the first release in or after a month, `2019-04`. */
function releaseIndex(month: string): number {
  const index = releases.findIndex((day) => day >= month);
  return index < 0 ? releases.length - 1 : index;
}

export interface Dates {
  readonly createdDate: string;
  readonly lastModifiedDate: string;
}

/**
 * Dates of something created in a month.
 * @param month `2019-04`; the first release in or after it counts
 * @param name what the dates are for; it decides whether and when it was changed later
 */
export function datesFrom(month: string, name: string): Dates {
  const created = releaseIndex(month);
  const hash = hashOf(name);
  const left = releases.length - 1 - created;
  const modified = hash % 100 < 52 ? created : created + Math.floor((((hash >>> 8) % 1000) / 1000) * (left + 1));
  return {
    createdDate: momentOn(releases[created] ?? '', name),
    lastModifiedDate: momentOn(releases[modified] ?? '', modified === created ? name : `${name} changed`),
  };
}

/**
 * The month in which an object's field number `index` of `count` was created, when nothing else is said:
 * the first six of ten with the object, the others spread over the years up to `lastRelease`.
 */
export function fieldMonth(objectMonth: string, index: number, count: number): string {
  const share = count <= 1 ? 0 : index / (count - 1);
  if (share <= 0.6) return objectMonth;
  const start = releaseIndex(objectMonth);
  const at = start + Math.round(((share - 0.6) / 0.4) * 0.92 * (releases.length - 1 - start));
  return (releases[at] ?? lastRelease).slice(0, 7);
}
