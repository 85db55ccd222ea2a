import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { createOutput, tableLines } from './output.ts';

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
