import { z } from 'zod';
import type { RestorePreview } from '../../../../src-preload/contract/backup.ts';

/** As long as the contract lets a person choose by. */
const ID_MAX_CHARS = 200;

/** ISO 8601, UTC: what is no time must not reach a screen that shows it as one. */
export const isoTime = z.iso.datetime();

/** A record as it lies in a file: what `value` is, only its section knows. */
export const rawItem = z.object({
  /** The same for the same record in every backup. */
  id: z.string().min(1).max(ID_MAX_CHARS),
  title: z.string(),
  value: z.unknown(),
  /** Plain texts by field, under the backup's own password; absent when none were asked for. */
  secrets: z.record(z.string(), z.string()).optional(),
});
export type RawItem = z.infer<typeof rawItem>;

export type BackupItem<T> = Omit<RawItem, 'value'> & { readonly value: T };

type RestoreItem = RestorePreview['sections'][number]['items'][number];
export type Change = Pick<RestoreItem, 'change' | 'text'>;

/** What else is being restored, for records that need another one. */
export type RestoreContext = { readonly has: (section: string, id: string) => boolean };

/**
 * One kind of record that a person makes. A later feature defines one and adds it to the list (`sections/index.ts`);
 * neither the format nor anything else here changes with it.
 */
export type BackupSectionDefinition<T> = {
  /** Stable: files are read by it. */
  readonly name: string;
  readonly title: string;
  /** Raised when `schema` changes so that an older version could not use what this one writes. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  readonly canHoldSecrets: boolean;
  readonly count: () => number;
  readonly read: (options: { readonly withSecrets: boolean }) => readonly BackupItem<T>[];
  /** What restoring the item would do here now. */
  readonly compare: (item: BackupItem<T>, context: RestoreContext) => Change;
  /** Writes what `compare` called `add` or `replace`; inside the one transaction of the restore. */
  readonly restore: (item: BackupItem<T>) => void;
};

/** A section with its type hidden: it takes raw items and checks them itself. */
export type BackupSection = {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly canHoldSecrets: boolean;
  readonly count: () => number;
  readonly read: (options: { readonly withSecrets: boolean }) => readonly RawItem[];
  /** @param version of the section in the file */
  readonly compare: (item: RawItem, version: number, context: RestoreContext) => Change;
  readonly restore: (item: RawItem) => void;
};

export function defineSection<T>(definition: BackupSectionDefinition<T>): BackupSection {
  const { name, title, version, schema, canHoldSecrets, count, read, compare, restore } = definition;
  return {
    name,
    title,
    version,
    canHoldSecrets,
    count,
    read,
    compare: (item, fileVersion, context) => {
      const value = schema.safeParse(item.value);
      if (value.success) return compare({ ...item, value: value.data }, context);
      return {
        change: 'cannot',
        text:
          fileVersion > version
            ? 'A newer Orgbench made it, and this version does not know its form.'
            : 'It does not have the form that this version of Orgbench needs.',
      };
    },
    restore: (item) => restore({ ...item, value: schema.parse(item.value) }),
  };
}

/** So many numbers are tried one by one; a person has no more of one name. */
const TRIED_IN_TURN = 20;

/**
 * `Acme`, or `Acme (2)` and so on where that is taken. At most `maxChars` long. Of thousands of the same name, which only
 * a crafted file has, the number is searched for by halves: a free one, not always the lowest.
 */
export function freeName(name: string, isTaken: (name: string) => boolean, maxChars = 80): string {
  if (!isTaken(name)) return name;
  const numbered = (number: number): string => {
    const ending = ` (${number})`;
    return `${name.slice(0, maxChars - ending.length)}${ending}`;
  };
  for (let number = 2; number <= TRIED_IN_TURN; number += 1) {
    if (!isTaken(numbered(number))) return numbered(number);
  }
  let taken = TRIED_IN_TURN;
  let free = taken * 2;
  while (isTaken(numbered(free))) {
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (isTaken(numbered(middle))) taken = middle;
    else free = middle;
  }
  return numbered(free);
}
