import { removalRig } from './removal-rig.ts';

/** Removes the metadata of org `a` from the store at argv[2] under the key argv[3], and says when it has begun. */
const [, , path = '', key = ''] = process.argv;
let told = false;
const rig = removalRig(path, Buffer.from(key, 'hex'), (event) => {
  if (event !== 'job.progress' || told || rig.store.retention.pending().length === 0) return;
  told = true;
  process.send?.('begun');
});
await rig.retention.remove([{ name: 'metadata', id: 'a' }]).done;
rig.close();
process.disconnect();
