import { AREAS_OF_OBJECTS, type CatalogArea } from '../../../src-preload/contract/areas.ts';
import { useCall } from '../../api/queries.ts';

/** What there is to read of an org: `areas` where areas are chosen, and no objects. */
type Chosen = 'objects' | 'areas' | 'nothing';

/** What is chosen of an org; undefined while that is not known. */
export function useChosen(connectionId: string): Chosen | undefined {
  const objects = useCall('sync.status', { connectionId }).data?.chosen;
  const { data } = useCall('areas.list', { connectionId }, { enabled: objects === 0 });
  if (objects !== undefined && objects > 0) return 'objects';
  return data === undefined ? undefined : data.areas.some(({ chosen }) => chosen) ? 'areas' : 'nothing';
}

/** Tells the areas that reading again cannot help, since they are read for objects and none was read. */
export function useLacksObjects(connectionId: string): (area: CatalogArea) => boolean {
  const read = useCall('sync.status', { connectionId }).data?.read;
  return (area) => read === 0 && AREAS_OF_OBJECTS.includes(area);
}
