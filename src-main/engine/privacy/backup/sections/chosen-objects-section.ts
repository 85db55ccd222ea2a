import { z } from 'zod';
import type { BackupRepository } from '../../../store/backup-repository.ts';
import type { ConnectionsRepository } from '../../../store/connections-repository.ts';
import { type BackupSection, defineSection } from '../backup-section.ts';

const chosenValue = z.object({ objects: z.array(z.string().min(1).max(100)).max(20_000) });

type Deps = { readonly backup: BackupRepository; readonly connections: ConnectionsRepository };

/**
 * Which objects of an org were chosen, by API name; one item for each connection. Restoring adds to what is chosen
 * here: taking an object away would remove its metadata.
 */
export function chosenObjectsSection({ backup, connections }: Deps): BackupSection {
  return defineSection({
    name: 'chosenObjects',
    title: 'Chosen objects',
    version: 1,
    canHoldSecrets: false,
    schema: chosenValue,
    count: () => connections.list().filter(({ id }) => backup.chosenObjects(id).length > 0).length,
    read: () =>
      connections.list().flatMap(({ id, name }) => {
        const objects = [...backup.chosenObjects(id)];
        return objects.length === 0 ? [] : [{ id, title: name, value: { objects } }];
      }),
    compare: ({ id, title, value }, context) => {
      const here = connections.find(id);
      if (here === null && !context.has('connections', id)) {
        return { change: 'cannot', text: `It needs the connection "${title}". Restore that too.` };
      }
      const chosen = new Set(here === null ? [] : backup.chosenObjects(id));
      const added = value.objects.filter((name) => !chosen.has(name)).length;
      if (added === 0) return { change: 'same', text: '' };
      if (chosen.size === 0) return { change: 'add', text: `${counted(added)} to be read.` };
      return { change: 'replace', text: `${counted(added)} more than the ${chosen.size} chosen here.` };
    },
    restore: ({ id, value }) => backup.addChosenObjects(id, value.objects),
  });
}

function counted(objects: number): string {
  return objects === 1 ? '1 object' : `${objects} objects`;
}
