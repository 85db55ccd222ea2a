/** `12 March 2024` as `2024-03-12`: the day of an ISO 8601 date. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** `1 report`, `2 reports`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Up to three names, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length <= 3 ? shown : `${shown} and ${names.length - 3} more`;
}
