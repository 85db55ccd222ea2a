import { join } from 'node:path';
import type { BaseWindow } from 'electron';
import { app, dialog } from 'electron';

const NAME = 'Orgbench recovery kit.txt';

/** Asks where the recovery kit is to be saved. Only the engine, which is told the path, ever has its text. */
export async function chooseKitTarget(window: BaseWindow): Promise<string | null> {
  const picked = await dialog.showSaveDialog(window, {
    title: 'Save the recovery kit',
    buttonLabel: 'Save here',
    defaultPath: join(app.getPath('documents'), NAME),
    filters: [{ name: 'Text file', extensions: ['txt'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return picked.canceled || picked.filePath === '' ? null : picked.filePath;
}
