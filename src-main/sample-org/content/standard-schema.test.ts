import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { standardSchemaText } from '../../../scripts/generate-standard-schema.mjs';

describe('the checked-in standard schema', () => {
  it('is what the script makes of the installed jsforce typings', async () => {
    const checkedIn = await readFile(new URL('./standard-schema.json', import.meta.url), 'utf8');
    expect(checkedIn).toBe(await standardSchemaText());
    expect(checkedIn.length).toBeLessThan(400_000);
  });
});
