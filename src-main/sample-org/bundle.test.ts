import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleSchemaVersion, loadBundle } from './bundle.ts';

const minimal = {
  org: { name: 'Minimal', apiVersion: '65.0', schemaVersion: bundleSchemaVersion },
  sobjects: [
    {
      name: 'Account',
      label: 'Account',
      fields: [{ name: 'Id', label: 'Account ID', type: 'id' }],
      recordTypes: [],
      validationRules: [],
    },
  ],
};

describe('loading an org bundle', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orgbench-bundle-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const written = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  it('reads plain and gzip-packed JSON alike', async () => {
    const text = JSON.stringify(minimal);
    expect(await loadBundle(await written('a.json', text))).toEqual(minimal);
    expect(await loadBundle(await written('a.json.gz', gzipSync(text)))).toEqual(minimal);
  });

  it('says that a file is missing', async () => {
    await expect(loadBundle(join(folder, 'absent.json'))).rejects.toThrow(/absent\.json could not be read: ENOENT/);
  });

  it('says that a file is damaged', async () => {
    await expect(loadBundle(await written('b.json', '{"org":'))).rejects.toThrow(/is not an org bundle: it is neither/);
    const cut = gzipSync(JSON.stringify(minimal)).subarray(0, 60);
    await expect(loadBundle(await written('b.json.gz', cut))).rejects.toThrow(/is not an org bundle/);
  });

  it('refuses another schema version and names both', async () => {
    const newer = { ...minimal, org: { ...minimal.org, schemaVersion: 7 } };
    const path = await written('c.json', JSON.stringify(newer));
    await expect(loadBundle(path)).rejects.toThrow(/schema version 7; this build reads version 1/);
  });

  it('refuses JSON that is something else', async () => {
    await expect(loadBundle(await written('d.json', '[1,2]'))).rejects.toThrow(/not a JSON object/);
    await expect(loadBundle(await written('e.json', '{}'))).rejects.toThrow(/no "org" part/);
    const noObjects = { org: minimal.org };
    await expect(loadBundle(await written('f.json', JSON.stringify(noObjects)))).rejects.toThrow(/no list "sobjects"/);
    const bad = { ...minimal, sobjects: [{ ...minimal.sobjects[0], fields: [{ name: 'Id' }] }] };
    await expect(loadBundle(await written('g.json', JSON.stringify(bad)))).rejects.toThrow(
      /sobjects\[0\] \(Account\) has a field without name, label or type/,
    );
  });
});
