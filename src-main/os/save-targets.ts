import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { BaseWindow } from 'electron';
import { app, dialog, shell } from 'electron';
import type { ExportFormat } from '../../src-preload/contract/app.ts';
import type { Input } from '../../src-preload/contract/index.ts';
import { ShellFailure } from '../ipc/envelope.ts';
import { safeFileName } from './file-name.ts';

type Request = Input<'app.chooseSaveTarget'>;
type SaveKind = NonNullable<Request['kind']>;

const FORMATS: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'Excel workbook',
  csv: 'CSV file',
  md: 'Markdown file',
  html: 'Web page',
  json: 'JSON file',
};

type FileType = { readonly name: string; readonly extension: string };
const BACKUP: FileType = { name: 'Orgbench backup', extension: 'orgbench-backup' };

/** What each kind of file is called in the system's dialog. */
type Words = { readonly title: string; readonly button: string; readonly type?: FileType };
const WORDS: Readonly<Record<SaveKind | 'export', Words>> = {
  export: { title: 'Export', button: 'Export' },
  support: { title: 'Save the support file', button: 'Save', type: { name: 'Text file', extension: 'txt' } },
  backup: { title: 'Save the backup', button: 'Save', type: BACKUP },
  report: { title: 'Save the report', button: 'Save' },
  everything: { title: 'Choose an empty folder for everything', button: 'Export here' },
};
/** Enough for any session; the oldest is forgotten first. */
const MAX_TARGETS = 200;

export type SaveTargets = {
  /** Shows the system's dialog; `targetId` is null when the person cancelled. */
  readonly choose: (
    window: BaseWindow,
    request: Request,
  ) => Promise<{ readonly targetId: string | null; readonly name: string }>;
  /** Shows the system's dialog for a file that is to be read. */
  readonly chooseToOpen: (
    window: BaseWindow,
    kind: Input<'app.chooseOpenTarget'>['kind'],
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
    choose: async (window, { suggestedName, format, folder, kind }) => {
      const documents = app.getPath('documents');
      const words = WORDS[kind ?? 'export'];
      if (folder) {
        const picked = await dialog.showOpenDialog(window, {
          title: kind === undefined ? 'Choose the folder for the files' : words.title,
          buttonLabel: 'Export here',
          defaultPath: documents,
          properties: ['openDirectory', 'createDirectory'],
        });
        const path = picked.canceled ? undefined : picked.filePaths[0];
        return path === undefined ? { targetId: null, name: '' } : remember(path);
      }
      const { name, extension } = words.type ?? { name: FORMATS[format], extension: format };
      const picked = await dialog.showSaveDialog(window, {
        title: words.title,
        buttonLabel: words.button,
        defaultPath: join(documents, safeFileName(suggestedName, extension)),
        filters: [{ name, extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (picked.canceled || picked.filePath === '') return { targetId: null, name: '' };
      return remember(withExtension(picked.filePath, extension));
    },
    chooseToOpen: async (window, _kind) => {
      const picked = await dialog.showOpenDialog(window, {
        title: 'Open a backup',
        buttonLabel: 'Open',
        defaultPath: app.getPath('documents'),
        filters: [{ name: BACKUP.name, extensions: [BACKUP.extension] }],
        properties: ['openFile'],
      });
      const path = picked.canceled ? undefined : picked.filePaths[0];
      return path === undefined ? { targetId: null, name: '' } : remember(path);
    },
    pathOf,
    reveal: (targetId) => shell.showItemInFolder(pathOf(targetId)),
  };
}

/** The Linux dialog leaves the extension to the program, and so never asked about replacing the file meant here. */
function withExtension(path: string, extension: string): string {
  if (extname(path) !== '') return path;
  const complete = `${path}.${extension}`;
  if (existsSync(complete)) {
    throw new ShellFailure(
      'name-taken',
      `${basename(complete)} exists already. Choose it in the dialog, or another name.`,
    );
  }
  return complete;
}
