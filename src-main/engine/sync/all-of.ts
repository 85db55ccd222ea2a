/** Waits for all, also where one fails, so that nothing of it is under way any more; then throws the first failure. */
export async function allOf<const T extends readonly Promise<unknown>[]>(
  ...work: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
