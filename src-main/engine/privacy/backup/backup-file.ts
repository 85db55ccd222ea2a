import { z } from 'zod';
import { EngineFailure } from '../../failure.ts';
import { openBox, sealBox } from '../../vault/box.ts';
import { canonicalJson } from '../../vault/canonical-json.ts';
import type { VaultPolicy } from '../../vault/policy.ts';
import { HEADER_BYTES, identityFor, keysFit, readHeader, unreadable, writeHeader } from './backup-header.ts';
import { type BackupKdf, type BackupKeys, backupKeys, wipeKeys } from './backup-key.ts';
import { isoTime, type RawItem, rawItem } from './backup-section.ts';

/** Nonce and tag around what is sealed. */
const BOX_OVERHEAD = 28;

/** One kind of records as it lies in a file. */
export type FileSection = {
  readonly name: string;
  readonly title: string;
  /** Of the section's own schema. */
  readonly version: number;
  readonly items: readonly RawItem[];
};

export type BackupContent = {
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** `Orgbench 0.1.0` */
  readonly madeBy: string;
  readonly sections: readonly FileSection[];
};

/** A section of an opened file; `items` is null when its part of the file is damaged. */
export type OpenedSection = Omit<FileSection, 'items'> & { readonly items: readonly RawItem[] | null };
export type OpenedBackup = Omit<BackupContent, 'sections'> & { readonly sections: readonly OpenedSection[] };

const sectionEntry = z.object({
  name: z.string(),
  title: z.string(),
  version: z.number().int(),
  /** Bytes of the sealed section. */
  length: z.number().int().nonnegative(),
});
type SectionEntry = z.infer<typeof sectionEntry>;
const fileTable = z.object({ madeAt: isoTime, madeBy: z.string(), sections: z.array(sectionEntry) });
const sectionContent = z.object({ items: z.array(rawItem) });

/**
 * The bytes of a backup file: header, table, sections, then table and header once more. Each section is sealed on its
 * own, so that damage costs one of them. The format is described in docs/BACKUP-FORMAT.md.
 */
export function writeBackup(content: BackupContent, kdf: BackupKdf, keys: BackupKeys): Uint8Array {
  const identity = identityFor(kdf);
  const parts = content.sections.map(({ name, title, version, items }) => {
    const bytes = Buffer.from(JSON.stringify({ items }), 'utf8');
    return { bytes, entry: { name, title, version, length: bytes.length + BOX_OVERHEAD } };
  });
  const sealed = parts.map(({ bytes, entry }, index) => {
    const box = sealBox(keys.section, bytes, sectionBinding(identity, entry, index, parts.length));
    bytes.fill(0);
    return box;
  });
  const { madeAt, madeBy } = content;
  const table = sealBox(
    keys.table,
    Buffer.from(JSON.stringify({ madeAt, madeBy, sections: parts.map(({ entry }) => entry) }), 'utf8'),
    tableBinding(identity),
  );
  const header = writeHeader(kdf, keys, table.length);
  return Buffer.concat([header, table, ...sealed, table, header]);
}

/**
 * Opens the bytes of a backup file with its password. What is damaged is said section by section.
 *
 * Throws `backup-damaged` when nothing of it can be read, `backup-newer`, `wrong-password`.
 */
export async function openBackup(file: Uint8Array, password: string, policy: VaultPolicy): Promise<OpenedBackup> {
  const header = readHeader(file, policy);
  const keys = await backupKeys(password, header.kdf);
  try {
    if (!keysFit(header, keys)) {
      throw new EngineFailure(
        'wrong-password',
        'This is not the password of this backup. It is the one chosen when the backup was made, not the master password.',
        { retryable: true },
      );
    }
    const { identity, tableLength } = header;
    const tableEnd = HEADER_BYTES + tableLength;
    const table =
      openTable(file.subarray(HEADER_BYTES, tableEnd), keys, identity) ??
      openTable(file.subarray(Math.max(0, file.length - tableEnd), file.length - HEADER_BYTES), keys, identity);
    if (table === null) throw unreadable('the list of what is in it is damaged or missing');
    let at = tableEnd;
    // Counted from the end of the file: right for what stands behind bytes that were lost or came in.
    let atFromEnd = file.length - tableEnd - table.sections.reduce((sum, { length }) => sum + length, 0);
    const sections = table.sections.map((entry, index): OpenedSection => {
      const box = file.subarray(at, at + entry.length);
      const boxFromEnd = file.subarray(Math.max(0, atFromEnd), Math.max(0, atFromEnd + entry.length));
      at += entry.length;
      atFromEnd += entry.length;
      const binding = sectionBinding(identity, entry, index, table.sections.length);
      const { name, title, version } = entry;
      const bytes = openBox(keys.section, box, binding) ?? openBox(keys.section, boxFromEnd, binding);
      return { name, title, version, items: itemsOf(bytes) };
    });
    return { madeAt: table.madeAt, madeBy: table.madeBy, sections };
  } finally {
    wipeKeys(keys);
  }
}

function openTable(box: Uint8Array, keys: BackupKeys, identity: string): z.infer<typeof fileTable> | null {
  const bytes = openBox(keys.table, box, tableBinding(identity));
  return bytes === null ? null : (fileTable.safeParse(parsed(bytes)).data ?? null);
}

function itemsOf(bytes: Uint8Array | null): readonly RawItem[] | null {
  if (bytes === null) return null;
  const items = sectionContent.safeParse(parsed(bytes)).data?.items ?? null;
  bytes.fill(0);
  return items;
}

/** Undefined for what is no JSON: it was sealed by somebody who knows the password, but not by Orgbench. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

const tableBinding = (identity: string): string => `orgbench-backup/table/${identity}`;

function sectionBinding(identity: string, { name, version }: SectionEntry, index: number, count: number): string {
  return canonicalJson({ backup: identity, section: name, version, index, count });
}
