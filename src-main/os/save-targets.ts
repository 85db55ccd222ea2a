import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { BaseWindow } from 'electron';
import { app, dialog, shell } from 'electron';
import type { ExportFormat } from '../../src-preload/contract/app.ts';
import { ShellFailure } from '../ipc/envelope.ts';
import { safeFileName } from './file-name.ts';

type Request = { readonly suggestedName: string; readonly format: ExportFormat; readonly folder: boolean };

const KINDS: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Excel workbook',
  csv: 'CSV file',
  md: 'Markdown file',
  html: 'Web page',
  json: 'JSON file',
};
/** Enough for any session; the oldest is forgotten first. */
const MAX_TARGETS = 200;

export type SaveTargets = {
  /** Shows the system's dialog; `targetId` is null when the person cancelled. */
  readonly choose: (
    window: BaseWindow,
    request: Request,
  ) => Promise<{ readonly targetId: string | null; readonly name: string }>;
  /** @throws ShellFailure `not-found` for an id that was not given out. */
  readonly pathOf: (targetId: string) => string;
  readonly reveal: (targetId: string) => void;
};

/** Keeps the paths that a person chose on this side of the door: the page gets ids and file names only. */
export function createSaveTargets(): SaveTargets {
  const paths = new Map<string, string>();

  const remember = (path: string): { targetId: string; name: string } => {
    const targetId = randomUUID();
    paths.set(targetId, path);
    const oldest = paths.size > MAX_TARGETS ? paths.keys().next().value : undefined;
    if (oldest !== undefined) paths.delete(oldest);
    return { targetId, name: basename(path) };
  };

  const pathOf = (targetId: string): string => {
    const path = paths.get(targetId);
    if (path === undefined) {
      throw new ShellFailure('not-found', 'The chosen place is no longer known. Choose where to save once more.');
    }
    return path;
  };

  return {
    choose: async (window, request) => {
      const folder = app.getPath('documents');
      const name = safeFileName(request.suggestedName, request.folder ? '' : request.format);
      if (request.folder) {
        const picked = await dialog.showOpenDialog(window, {
          title: 'Choose the folder for the files',
          buttonLabel: 'Export here',
          defaultPath: folder,
          properties: ['openDirectory', 'createDirectory'],
        });
        const path = picked.canceled ? undefined : picked.filePaths[0];
        return path === undefined ? { targetId: null, name: '' } : remember(path);
      }
      const picked = await dialog.showSaveDialog(window, {
        title: 'Export',
        buttonLabel: 'Export',
        defaultPath: join(folder, name),
        filters: [{ name: KINDS[request.format], extensions: [request.format] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (picked.canceled || picked.filePath === '') return { targetId: null, name: '' };
      return remember(withExtension(picked.filePath, request.format));
    },
    pathOf,
    reveal: (targetId) => shell.showItemInFolder(pathOf(targetId)),
  };
}

/** The Linux dialog leaves the extension to the program, and so never asked about replacing the file meant here. */
function withExtension(path: string, format: ExportFormat): string {
  if (extname(path) !== '') return path;
  const complete = `${path}.${format}`;
  if (existsSync(complete)) {
    throw new ShellFailure(
      'name-taken',
      `${basename(complete)} exists already. Choose it in the dialog, or another name.`,
    );
  }
  return complete;
}
