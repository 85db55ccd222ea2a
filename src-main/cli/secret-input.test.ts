import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createSecretInput } from './secret-input.ts';

it('takes a byte order mark in front of the first line for no part of the password, as PowerShell sends it', async () => {
  const secrets = createSecretInput(Readable.from(['\uFEFFcorrect horse\r\n00D!token\r\n']), {});
  expect(await secrets.password()).toBe('correct horse');
  expect(await secrets.token()).toBe('00D!token');
});

it('takes a line with nothing but a byte order mark for no password', async () => {
  const secrets = createSecretInput(Readable.from(['\uFEFF\n']), {});
  await expect(secrets.password()).rejects.toMatchObject({ code: 'bad-input' });
});
