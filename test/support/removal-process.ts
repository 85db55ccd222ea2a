import { EngineFailure } from '../../src-main/engine/failure.ts';
import { removalRig } from './removal-rig.ts';

/**
 * Removes the metadata of org `a` from the store at argv[2] under the key argv[3]. Says `begun` as soon as it cannot be
 * cancelled any more, and what it failed of.
 */
const [, , path = '', key = ''] = process.argv;
const rig = removalRig(path, Buffer.from(key, 'hex'));
let isOver = false;
const watch = (): void => {
  if (isOver) return;
  if (rig.store.retention.pending().length === 0) setImmediate(watch);
  else process.send?.('begun');
};
watch();
try {
  await rig.retention.remove([{ name: 'metadata', id: 'a' }]).done;
} catch (error) {
  if (!(error instanceof EngineFailure)) throw error;
  process.send?.({ code: error.code, message: error.message });
}
isOver = true;
rig.close();
process.disconnect();
