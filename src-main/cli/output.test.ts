import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { createOutput, tableLines, writeAll } from './output.ts';

it('gives control characters of a text to no terminal', async () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const output = createOutput({ stdout, stderr }, false);
  await output.result(['clear\u001b[2J', 'two\nlines'], (names) =>
    tableLines(
      ['Name'],
      names.map((name) => [name]),
    ),
  );
  output.say('bell\u0007');
  stdout.end();
  expect(await text(stdout)).toBe('Name\nclear [2J\ntwo lines\nbell \n');
});

it('says in words that the disk which standard output goes to is full', async () => {
  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })),
  });
  full.on('error', () => undefined);
  await expect(writeAll(full, 'text')).rejects.toMatchObject({ code: 'disk-full' });
  await expect(writeAll(full, 'text')).rejects.not.toMatchObject({ message: expect.stringContaining('ENOSPC') });
});
