import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';

const LOCAL_ZIP_HEADER = Buffer.from('PK\u0003\u0004', 'latin1');

/** The bytes of a file and of what is packed in it: gzip, and each member of a zip (workbooks are zips). */
function layersOf(bytes: Buffer): readonly Buffer[] {
  const layers = [bytes];
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) layers.push(...layersOf(gunzipSync(bytes)));
  for (let at = bytes.indexOf(LOCAL_ZIP_HEADER); at !== -1; at = bytes.indexOf(LOCAL_ZIP_HEADER, at + 4)) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (bytes.readUInt16LE(at + 8) !== 8) continue;
    try {
      layers.push(inflateRawSync(bytes.subarray(start)));
    } catch {
      continue; // The four bytes stood in a file that is no zip.
    }
  }
  return layers;
}

/** How a secret may stand in a file: as it is, in two encodings of wide characters, escaped, in hex, in base64. */
export function formsOf(secret: string): readonly Buffer[] {
  const utf8 = Buffer.from(secret, 'utf8');
  const wide = Buffer.from(secret, 'utf16le');
  // Base64 differs with the place in the text; what is in the middle is the same for each of three beginnings.
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  return [
    utf8,
    wide,
    Buffer.from(wide).swap16(),
    ...inBase64.map((text) => Buffer.from(text)),
    ...inBase64.map((text) => Buffer.from(text.replaceAll('+', '-').replaceAll('/', '_'))),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(encodeURIComponent(secret)),
    Buffer.from(JSON.stringify(secret).slice(1, -1)),
    Buffer.from(utf8.toReversed()),
  ];
}

/** Files under the folders that hold one of the secrets in one of its forms: "file: which secret". */
export function filesWith(folders: readonly string[], secrets: Readonly<Record<string, string>>): readonly string[] {
  const forms = Object.entries(secrets).flatMap(([name, secret]) => formsOf(secret).map((form) => ({ name, form })));
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const file = join(entry.parentPath, entry.name);
        const layers = layersOf(readFileSync(file));
        const found = forms.filter(({ form }) => layers.some((layer) => layer.includes(form)));
        return [...new Set(found.map(({ name }) => `${file.slice(folder.length + 1)}: ${name}`))];
      }),
  );
}
