import { createHash } from 'node:crypto';
import { EngineFailure } from '../../failure.ts';
import { openBox, sealBox } from '../../vault/box.ts';
import { SALT_BYTES } from '../../vault/key-derivation.ts';
import type { VaultPolicy } from '../../vault/policy.ts';
import type { BackupKdf, BackupKeys } from './backup-key.ts';

/*
 * The part of a backup that is in clear. It stands at both ends of the file, so that no single damaged place makes the
 * rest unreadable. docs/BACKUP-FORMAT.md describes it.
 */

const MAGIC = Buffer.from('ORGBENCH-BACKUP\n', 'latin1');
const FORMAT = 1;
const KDF_BCRYPT = 1;
const CHECK_BYTES = 16;
const CHECK_BOX_BYTES = 12 + CHECK_BYTES + 16;
const HASH_BYTES = 32;
const AT = { format: 16, headerLength: 18, kdf: 20, cost: 21, salt: 22, tableLength: 38, check: 42, hash: 86 } as const;
export const HEADER_BYTES = AT.hash + HASH_BYTES;

export type BackupHeader = {
  readonly kdf: BackupKdf;
  /** Bytes of the sealed table that follows the header. */
  readonly tableLength: number;
  readonly checkBox: Uint8Array;
  /** Names this very file in everything that is sealed in it. */
  readonly identity: string;
};

/** @param tableLength bytes of the sealed table */
export function writeHeader(kdf: BackupKdf, keys: BackupKeys, tableLength: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt16BE(FORMAT, AT.format);
  bytes.writeUInt16BE(HEADER_BYTES, AT.headerLength);
  bytes.writeUInt8(KDF_BCRYPT, AT.kdf);
  bytes.writeUInt8(kdf.cost, AT.cost);
  bytes.set(kdf.salt, AT.salt);
  bytes.writeUInt32BE(tableLength, AT.tableLength);
  bytes.set(sealBox(keys.check, new Uint8Array(CHECK_BYTES), checkBinding(identityOf(bytes))), AT.check);
  bytes.set(hashOf(bytes.subarray(0, AT.hash)), AT.hash);
  return bytes;
}

/** The identity that a header with this kdf will have; everything is bound to it before the header is written. */
export function identityFor(kdf: BackupKdf): string {
  const bytes = Buffer.alloc(AT.tableLength);
  MAGIC.copy(bytes);
  bytes.writeUInt16BE(FORMAT, AT.format);
  bytes.writeUInt16BE(HEADER_BYTES, AT.headerLength);
  bytes.writeUInt8(KDF_BCRYPT, AT.kdf);
  bytes.writeUInt8(kdf.cost, AT.cost);
  bytes.set(kdf.salt, AT.salt);
  return identityOf(bytes);
}

/**
 * The header of a backup, from whichever end of it is whole.
 *
 * Throws `backup-damaged` (not a backup, or neither end is whole) and `backup-newer`.
 */
export function readHeader(file: Uint8Array, policy: VaultPolicy): BackupHeader {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const header = parseHeader(bytes, 0) ?? parseHeader(bytes, bytes.length - HEADER_BYTES);
  if (header === null) {
    if (isNewer(bytes)) {
      throw new EngineFailure(
        'backup-newer',
        'This backup was made by a newer Orgbench. Install the newest version and restore it there.',
      );
    }
    if (!hasMagic(bytes, 0) && !hasMagic(bytes, bytes.length - HEADER_BYTES)) {
      throw new EngineFailure('backup-damaged', 'This file is not an Orgbench backup. Choose another file.');
    }
    throw unreadable('its beginning and its end are damaged or missing');
  }
  const { cost } = header.kdf;
  if (cost < policy.lowestAcceptedCost || cost > policy.maxCost) {
    throw unreadable('what it says about its own encryption is not plausible');
  }
  return header;
}

/** Whether these keys are the ones of this file: tells a wrong password from damage. */
export function keysFit(header: BackupHeader, keys: BackupKeys): boolean {
  return openBox(keys.check, header.checkBox, checkBinding(header.identity)) !== null;
}

/** Nothing of the file can be used. */
export function unreadable(why: string): EngineFailure {
  return new EngineFailure(
    'backup-damaged',
    `The backup cannot be read: ${why}. Nothing was changed. Use another copy of the file.`,
  );
}

function parseHeader(bytes: Buffer, at: number): BackupHeader | null {
  if (!isWhole(bytes, at, HEADER_BYTES)) return null;
  const own = bytes.subarray(at, at + HEADER_BYTES);
  if (own.readUInt16BE(AT.format) !== FORMAT || own.readUInt8(AT.kdf) !== KDF_BCRYPT) return null;
  return {
    kdf: {
      salt: new Uint8Array(own.subarray(AT.salt, AT.salt + SALT_BYTES)),
      cost: own.readUInt8(AT.cost),
    },
    tableLength: own.readUInt32BE(AT.tableLength),
    checkBox: new Uint8Array(own.subarray(AT.check, AT.check + CHECK_BOX_BYTES)),
    identity: identityOf(own),
  };
}

/**
 * Every format begins with magic, format and header length, ends its header with the hash of what precedes, and has the
 * same header once more as the last thing of the file.
 */
function isNewer(bytes: Buffer): boolean {
  const last = bytes.lastIndexOf(MAGIC);
  return isNewerHeader(bytes, 0) || (last > 0 && isNewerHeader(bytes, last, bytes.length - last));
}

/** @param length what it has to be, at the end of a file; at the beginning whatever it says */
function isNewerHeader(bytes: Buffer, at: number, length?: number): boolean {
  if (bytes.length < at + HEADER_BYTES || !hasMagic(bytes, at)) return false;
  const said = bytes.readUInt16BE(at + AT.headerLength);
  if (length !== undefined && said !== length) return false;
  return bytes.readUInt16BE(at + AT.format) > FORMAT && isWhole(bytes, at, said);
}

function isWhole(bytes: Buffer, at: number, length: number): boolean {
  if (at < 0 || length <= HASH_BYTES || at + length > bytes.length || !hasMagic(bytes, at)) return false;
  const end = at + length - HASH_BYTES;
  return hashOf(bytes.subarray(at, end)).equals(bytes.subarray(end, at + length));
}

function hasMagic(bytes: Buffer, at: number): boolean {
  return at >= 0 && bytes.subarray(at, at + MAGIC.length).equals(MAGIC);
}

function identityOf(header: Buffer): string {
  return header.subarray(0, AT.tableLength).toString('hex');
}

const checkBinding = (identity: string): string => `orgbench-backup/check/${identity}`;

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
