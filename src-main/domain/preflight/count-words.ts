/** `1 object`, `14,997 objects`: as the screens write numbers. The plural is the word with an s. */
export function countOf(count: number, one: string): string {
  return `${grouped(count)} ${count === 1 ? one : `${one}s`}`;
}

/** `14,997` */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
