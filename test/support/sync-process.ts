// Reads a connection's org completely and ends; tests kill it on the way.
import { openSyncRig } from './sync-rig.ts';

const [path, keyHex, connectionId] = process.argv.slice(2);
if (path === undefined || keyHex === undefined || connectionId === undefined) {
  throw new Error('usage: sync-process.ts STORE KEY CONNECTION');
}
const rig = openSyncRig({ path, key: Buffer.from(keyHex, 'hex') });
await rig.sync.syncNow({ connectionId, objects: 'all' });
await rig.close();
