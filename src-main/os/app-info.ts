import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Output } from '../../src-preload/contract/index.ts';

/** Versions and licences for the About screen. */
export async function readAppInfo(app: App): Promise<Output<'app.info'>> {
  const read = (name: string): Promise<string> =>
    readFile(join(app.getAppPath(), name), 'utf8').catch(() => `${name} is missing from this build.`);
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    packaged: app.isPackaged,
    licence: await read('LICENSE'),
    notices: await read(join('resources', 'THIRD-PARTY-NOTICES.md')),
  };
}
