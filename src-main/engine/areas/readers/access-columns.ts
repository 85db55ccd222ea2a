import type { DescribeResult } from '../../salesforce/org-client.ts';
import type { AreaRun } from '../area-run.ts';
import type { AccessColumns } from './access-watermark.ts';

const OBJECTS = ['PermissionSet', 'MutingPermissionSet', 'ObjectPermissions'] as const;

/**
 * Which permissions this org has: they differ between editions and releases, and a query that names one too many is
 * refused as a whole. One call; without bodies when nothing changed, and none when the org said so already.
 */
export async function readAccessColumns(run: AreaRun, before: AccessColumns | null): Promise<AccessColumns> {
  const ifModifiedSince = before?.lastModified ?? null;
  const isStill = Date.parse(ifModifiedSince ?? '') >= Date.parse(run.stillSince ?? '');
  if (before !== null && isStill) return before;
  const { results } = await run.client.describeMany(
    OBJECTS.map((name) => ({ name, ifModifiedSince })),
    { signal: run.signal },
  );
  const [set, muting, object] = results;
  if (before !== null && set?.state === 'not-modified') return before;
  const all = permissionColumns(set);
  const refused = set !== undefined && 'reason' in set ? set.reason : null;
  run.unknown('System permissions', refused);
  return {
    lastModified: set?.state === 'read' ? set.lastModified : null,
    all: all ?? [],
    muting: permissionColumns(muting),
    viewAllFields: permissionColumns(object)?.includes('PermissionsViewAllFields') ?? false,
  };
}

function permissionColumns(result: DescribeResult | undefined): readonly string[] | null {
  if (result?.state !== 'read') return null;
  return result.body.fields.flatMap(({ name, type }) =>
    type === 'boolean' && name.startsWith('Permissions') ? [name] : [],
  );
}
