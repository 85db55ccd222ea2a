import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A rectangle of the screen, in pixels from its upper left corner. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A display in memory with a mouse and a keyboard that reach a program as a person's do, and with no other way in. */
export type Screen = {
  /** What programs find it by, as the variable DISPLAY. */
  readonly display: string;
  /** What is drawn there, four bytes for each pixel, row by row. */
  readonly look: (area: Area) => Buffer;
  readonly click: (x: number, y: number) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** A key or a combination in X11's words: `Return`, `ctrl+l`. */
  readonly press: (keys: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const SIZE = { width: 1600, height: 1000 } as const;
const PIXEL_BYTES = 4;
const KEY_DELAY_MS = 4;
/** X11's dump format begins with numbers of four bytes; a table of colours of twelve bytes each follows. */
const NUMBER = { headerBytes: 0, rowBytes: 12, colours: 19 } as const;
const COLOUR_BYTES = 12;

/** Starts an X server of its own, so that no other window and no person takes the focus. Throws when Xvfb is missing. */
export async function openScreen(): Promise<Screen> {
  const folder = await mkdtemp(join(tmpdir(), 'orgbench-screen-'));
  const screen = `${SIZE.width}x${SIZE.height}x24`;
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-fbdir', folder], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = `:${await displayNumber(server)}`;
  // The server draws into this file: looking at it asks no program for anything.
  const picture = openSync(join(folder, 'Xvfb_screen0'), 'r');
  const number = (index: number): number => {
    const bytes = Buffer.alloc(4);
    readSync(picture, bytes, 0, 4, index * 4);
    return bytes.readUInt32BE();
  };
  const rowBytes = number(NUMBER.rowBytes);
  const start = number(NUMBER.headerBytes) + number(NUMBER.colours) * COLOUR_BYTES;
  const xdotool = async (args: readonly string[]): Promise<void> => {
    await promisify(execFile)('xdotool', args, { env: { ...process.env, DISPLAY: display } });
  };
  return {
    display,
    look: ({ x, y, width, height }) => {
      const bytes = Buffer.alloc(width * height * PIXEL_BYTES);
      for (let row = 0; row < height; row += 1) {
        const at = start + (y + row) * rowBytes + x * PIXEL_BYTES;
        readSync(picture, bytes, row * width * PIXEL_BYTES, width * PIXEL_BYTES, at);
      }
      return bytes;
    },
    click: (x, y) => xdotool(['mousemove', String(x), String(y), 'click', '1']),
    type: (text) => xdotool(['type', '--delay', String(KEY_DELAY_MS), '--', text]),
    press: (keys) => xdotool(['key', keys]),
    close: async () => {
      closeSync(picture);
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function displayNumber(server: ChildProcess): Promise<string> {
  const failed = once(server, 'error').then(([error]) => {
    throw error;
  });
  const told = server.stdio[3];
  if (told === null || told === undefined || !('read' in told)) throw new Error('Xvfb has no pipe.');
  const [text] = (await Promise.race([once(told, 'data'), failed])) as [Buffer];
  return text.toString().trim();
}
