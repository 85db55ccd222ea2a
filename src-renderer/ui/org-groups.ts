import type { Connection } from '../../src-preload/contract/connections.ts';

/** Connections by group, named groups first in the order of their names, each in the order of the members' names. */
export function byGroup(connections: readonly Connection[]): readonly (readonly [string, readonly Connection[]])[] {
  const names = [...new Set(connections.map(({ group }) => group))].sort((a, b) => {
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    return a.localeCompare(b);
  });
  return names.map((name) => [
    name,
    connections.filter(({ group }) => group === name).sort((a, b) => a.name.localeCompare(b.name)),
  ]);
}
