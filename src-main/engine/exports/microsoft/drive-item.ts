import { z } from 'zod';
import type { AccountFile } from '../../../../src-preload/contract/accounts.ts';
import { EngineFailure } from '../../failure.ts';
import type { GraphAnswer } from './graph.ts';
import { type GraphContext, graphFailure } from './graph-errors.ts';

/** What is asked of a file or folder. Source: learn.microsoft.com/graph/api/resources/driveitem */
export const ITEM_FIELDS = 'id,name,webUrl,size,file,folder,parentReference,lastModifiedDateTime,remoteItem';

const facts = z.object({
  id: z.string(),
  name: z.string(),
  webUrl: z.string().default(''),
  size: z.number().default(0),
  file: z.object({ hashes: z.object({ quickXorHash: z.string().optional() }).optional() }).optional(),
  folder: z.object({}).optional(),
  parentReference: z.object({ driveId: z.string().default('') }).optional(),
  lastModifiedDateTime: z.string().nullable().default(null),
});
/** An item of another drive stands in for itself: what counts is where it really lies. */
const driveItem = facts.extend({ remoteItem: facts.partial({ name: true }).optional() });
export type DriveItem = z.infer<typeof facts>;

const page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

export function readItem(json: unknown): DriveItem | null {
  const parsed = driveItem.safeParse(json);
  if (!parsed.success) return null;
  const { remoteItem, ...item } = parsed.data;
  return remoteItem === undefined ? item : { ...item, ...remoteItem, name: remoteItem.name ?? item.name };
}

/** The item that an answer holds; throws what the answer means when it holds none. */
export function itemOf(answer: GraphAnswer, context: GraphContext): DriveItem {
  if (answer.status < 200 || answer.status > 299) throw graphFailure(answer, context);
  const item = readItem(answer.json);
  if (item === null) throw unreadable(context);
  return item;
}

export function pageOf(
  answer: GraphAnswer,
  context: GraphContext,
): { readonly items: readonly DriveItem[]; readonly next: string | null } {
  const { values, next } = valuesOf(answer, context);
  return { items: values.flatMap((value) => readItem(value) ?? []), next };
}

/** A page of a collection; `next` is the path of the following one. */
export function valuesOf(
  answer: GraphAnswer,
  context: GraphContext,
): { readonly values: readonly unknown[]; readonly next: string | null } {
  if (answer.status < 200 || answer.status > 299) throw graphFailure(answer, context);
  const parsed = page.safeParse(answer.json);
  if (!parsed.success) throw unreadable(context);
  return { values: parsed.data.value, next: nextPath(parsed.data['@odata.nextLink']) };
}

/** Only the path is kept: the next page is asked of the same place. */
function nextPath(link: string | undefined): string | null {
  if (link === undefined || !URL.canParse(link)) return null;
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`.replace(/^\/v1\.0/, '');
}

export function unreadable({ what }: GraphContext): EngineFailure {
  return new EngineFailure(
    'target-refused',
    `${what}: the answer of Microsoft Graph could not be read. Try again later.`,
    {
      retryable: true,
    },
  );
}

export function isWorkbookName(name: string): boolean {
  return /\.xlsx$/i.test(name);
}

export function accountFileOf(item: DriveItem): AccountFile {
  return {
    id: item.id,
    driveId: item.parentReference?.driveId ?? '',
    name: item.name,
    kind: item.folder === undefined ? 'file' : 'folder',
    url: item.webUrl,
    changedAt: item.lastModifiedDateTime,
  };
}

export function itemPath(driveId: string, itemId: string): string {
  const drive = driveId === '' ? '/me/drive' : `/drives/${encodeURIComponent(driveId)}`;
  return `${drive}/items/${encodeURIComponent(itemId)}`;
}
