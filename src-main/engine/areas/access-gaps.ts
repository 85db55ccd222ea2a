import { unknownArea } from '../../../src-preload/contract/unknown-area.ts';
import type { Store } from '../store/store.ts';

type Stores = Pick<Store, 'catalog' | 'areas'>;

/** Why an answer about access may be incomplete, as sentences; none when all that it needs was read. */
export function accessGaps({ catalog, areas }: Stores, key: number, needs: { readonly users: boolean }): string[] {
  const states = new Map(areas.states.list(key).map((row) => [row.area, row]));
  const gaps: string[] = [];
  const access = states.get('access');
  if (access === undefined || access.readAt === null) {
    gaps.push('Permissions were not read to their end. Choose the area "access" and read it.');
  } else if (access.state === 'stopped' || access.state === 'reading') {
    gaps.push(
      'The latest read of permissions has not come to its end; what stands here is of the one before, or mixed.',
    );
  }
  for (const part of catalog.snapshots.unknownParts(key)) {
    if (part.area === unknownArea('access')) gaps.push(`${part.name}: could not be read. ${part.reason}`);
  }
  if (!needs.users) return gaps;
  const users = states.get('users');
  if (users === undefined || users.readAt === null) {
    gaps.push('Users were not read, so no user is named. Choose the area "users" and read it.');
  }
  for (const part of catalog.snapshots.unknownParts(key)) {
    if (part.area === unknownArea('users')) gaps.push(`Users: could not be read. ${part.reason}`);
  }
  return gaps;
}
