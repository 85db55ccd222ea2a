/** What was made for the keys asked last; older ones are forgotten. */
export function createRecent<K, V>(most: number) {
  const kept = new Map<K, V>();
  return {
    get: (key: K): V | undefined => kept.get(key),
    /** Puts a value in as that of the key asked last. */
    put(key: K, value: V): V {
      // A map is walked in the order in which keys were put in.
      kept.delete(key);
      kept.set(key, value);
      const oldest = kept.keys().next();
      if (kept.size > most && oldest.done !== true) kept.delete(oldest.value);
      return value;
    },
  };
}
