/** How far something was at a moment. */
type Mark = { readonly atMs: number; readonly done: number };

const WINDOW_MS = 5_000;
const LEAST_MS = 500;

export type Rate = { readonly ratePerSecond: number | null; readonly remainingMs: number | null };

/** Estimates speed and remaining time from the last seconds; both are null until there is something to go by. */
export function createRate(): (atMs: number, done: number, total: number) => Rate {
  let marks: Mark[] = [];
  return (atMs, done, total) => {
    if (marks.length > 0 && done < (marks.at(-1)?.done ?? 0)) marks = [];
    marks.push({ atMs, done });
    while (marks.length > 2 && (marks[1]?.atMs ?? atMs) < atMs - WINDOW_MS) marks.shift();
    const first = marks[0];
    if (first === undefined || atMs - first.atMs < LEAST_MS || done === first.done) {
      return { ratePerSecond: null, remainingMs: null };
    }
    const ratePerSecond = ((done - first.done) * 1000) / (atMs - first.atMs);
    return { ratePerSecond, remainingMs: Math.max(0, Math.round(((total - done) / ratePerSecond) * 1000)) };
  };
}
