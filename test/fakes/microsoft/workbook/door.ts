import { randomBytes, randomUUID } from 'node:crypto';
import { coversDrive } from '../graph/access.ts';
import { existing } from '../graph/address.ts';
import { contentOf, workbookChanged } from '../graph/drive-store.ts';
import { accessDenied } from '../graph/errors.ts';
import { needBody, resolveItem, type ItemRequest } from '../graph/items.ts';
import { header, json, type Reply } from '../http-kit.ts';
import type { Item, World } from '../world.ts';
import {
  badSegment,
  cannotAcquireLock,
  cannotOpen,
  invalidArgument,
  invalidSession,
  noWac,
  notFound,
  tooLarge,
  tooManyWrites,
  wrongMethod,
} from './errors.ts';
import { copyWorkbook, type OpenSession, type Workbook } from './model.ts';
import { readSteps, type Step } from './path.ts';
import { answerTables } from './tables.ts';
import { answerWorksheets } from './worksheets.ts';
import { readXlsx } from './xlsx-reader.ts';

/** Idle time after which a session is gone (api-facts §4.3 line 280): 5 minutes, 7 for one that saves nothing. */
const IDLE_MS = { persistent: 5 * 60_000, temporary: 7 * 60_000 } as const;

export type WorkbookDoor = {
  /** `path` follows `/workbook`, encoded. */
  readonly answer: (request: ItemRequest, path: string) => Promise<Reply>;
  /** The workbook in a file, for looking at it. */
  readonly open: (item: Item) => Workbook;
};

type Operation = { readonly itemId: string; polls: number; readonly session: OpenSession; readonly fails: boolean };

export function createWorkbookDoor(world: World): WorkbookDoor {
  const busy = new Set<string>();
  const operations = new Map<string, Operation>();
  const copies = new Map<string, Workbook>();

  const open = (item: Item): Workbook => {
    if (item.workbook === null) item.workbook = readXlsx(item.content);
    return item.workbook;
  };

  /** As Excel for the web opens a file, or refuses to. */
  const openForRequest = (request: ItemRequest, item: Item): Workbook => {
    if (request.drive.type === 'personal' || item.kind === 'folder' || !/\.xls[xm]$/i.test(item.name)) throw noWac();
    try {
      return open(item);
    } catch (error) {
      if (error instanceof Error) throw cannotOpen();
      throw error;
    }
  };

  const lifeOf = (session: OpenSession): number => (session.persist ? IDLE_MS.persistent : IDLE_MS.temporary);

  const sessionOf = (request: ItemRequest, workbook: Workbook): OpenSession | null => {
    const id = header(request.asked, 'workbook-session-id');
    if (id === null) return null;
    const session = workbook.sessions.get(id);
    if (session === undefined) throw invalidSession();
    if (session.expiresAt <= world.now()) {
      workbook.sessions.delete(id);
      copies.delete(id);
      throw invalidSession();
    }
    session.expiresAt = world.now() + lifeOf(session);
    return session;
  };

  const createSession = (request: ItemRequest, item: Item, workbook: Workbook): Reply => {
    const { asked } = request;
    const persist = needBody(asked).persistChanges;
    if (typeof persist !== 'boolean') throw invalidArgument();
    if (persist && item.locked) throw cannotAcquireLock();
    const session: OpenSession = {
      id: `cluster=PUS7&session=15.SPUS7.${randomBytes(40).toString('base64url')}&usid=${randomUUID()}`,
      persist,
      expiresAt: 0,
    };
    session.expiresAt = world.now() + lifeOf(session);
    const { slowSessionPolls, sessionFails } = world.switches;
    if (slowSessionPolls !== null && header(asked, 'prefer')?.includes('respond-async') === true) {
      const id = randomUUID();
      operations.set(id, { itemId: item.id, polls: slowSessionPolls, session, fails: sessionFails });
      const location = `https://graph.microsoft.com/v1.0/drives/${encodeURIComponent(request.drive.id)}/items/${encodeURIComponent(item.id)}/workbook/operations/${id}`;
      return { ...json(202, {}), headers: { 'content-type': 'application/json', location } };
    }
    if (sessionFails) throw cannotOpen();
    workbook.sessions.set(session.id, session);
    if (!persist) copies.set(session.id, copyWorkbook(workbook));
    return json(201, sessionJson(session));
  };

  const sessionJson = (session: OpenSession): Readonly<Record<string, unknown>> => ({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.workbookSessionInfo',
    persistChanges: session.persist,
    id: session.id,
  });

  /** learn.microsoft.com/graph/workbook-best-practice, "Poll status of the long-running create session". */
  const pollOperation = (request: ItemRequest, item: Item, workbook: Workbook, id: string): Reply => {
    const operation = operations.get(id);
    if (operation === undefined || operation.itemId !== item.id) throw notFound();
    operation.polls -= 1;
    if (operation.polls >= 0) return json(200, { id, status: operation.polls === 0 ? 'running' : 'notStarted' });
    if (operation.fails) {
      const error = {
        code: 'internalServerError',
        message: 'An internal server error occurred while processing the request.',
        innerError: { code: 'internalServerErrorUncategorized', message: 'An unspecified error has occurred.' },
      };
      return json(200, { id, status: 'failed', error });
    }
    operation.session.expiresAt = world.now() + lifeOf(operation.session);
    workbook.sessions.set(operation.session.id, operation.session);
    if (!operation.session.persist) copies.set(operation.session.id, copyWorkbook(workbook));
    const base = `https://graph.microsoft.com/v1.0/drives/${encodeURIComponent(request.drive.id)}/items/${encodeURIComponent(item.id)}/workbook`;
    return json(200, { id, status: 'succeeded', resourceLocation: `${base}/sessionInfoResource(key='${id}')` });
  };

  const answerSteps = async (
    request: ItemRequest,
    item: Item,
    workbook: Workbook,
    steps: readonly Step[],
  ): Promise<Reply> => {
    const { asked, access, drive } = request;
    const [first, second] = steps;
    const post = (): void => {
      if (asked.method !== 'POST') throw wrongMethod();
      if (!coversDrive(access, drive, 'write')) throw accessDenied();
    };
    switch (first?.name.toLowerCase() ?? '') {
      case 'createsession':
        post();
        return createSession(request, item, workbook);
      case 'operations':
        return pollOperation(request, item, workbook, second?.raw ?? '');
      case 'sessioninforesource': {
        const operation = operations.get(first?.args.key ?? '');
        if (operation === undefined || operation.itemId !== item.id || !workbook.sessions.has(operation.session.id))
          throw notFound();
        return json(200, sessionJson(operation.session));
      }
    }
    const session = sessionOf(request, workbook);
    const here = session === null || session.persist ? workbook : (copies.get(session.id) ?? workbook);
    switch (first?.name.toLowerCase() ?? '') {
      case 'refreshsession':
        post();
        if (session === null) throw invalidSession();
        return { status: 204 };
      case 'closesession':
        post();
        if (session === null) throw invalidSession();
        workbook.sessions.delete(session.id);
        copies.delete(session.id);
        return { status: 204 };
    }
    let writing = false;
    // One write at a time for a workbook, whatever its sessions (api-facts §4.3 line 288).
    const write = async (): Promise<void> => {
      if (!coversDrive(access, drive, 'write')) throw accessDenied();
      if (item.locked) throw cannotAcquireLock();
      if (busy.has(item.id)) throw tooManyWrites();
      busy.add(item.id);
      writing = true;
      await new Promise((resolve) => setTimeout(resolve, world.switches.workbookWriteMs));
    };
    try {
      if (asked.body.length > world.switches.largestRangeBody) throw tooLarge();
      const of = { workbook: here, asked, write };
      if (first?.name.toLowerCase() === 'worksheets') return await answerWorksheets(of, steps);
      if (first?.name.toLowerCase() === 'tables') return await answerTables({ ...of, sheet: null }, steps);
      throw badSegment(first?.raw ?? '');
    } finally {
      if (writing) {
        busy.delete(item.id);
        if (here === workbook) {
          workbook.unsaved = true;
          workbookChanged(world, item);
        }
      }
    }
  };

  return {
    open: (item) => {
      contentOf(item);
      return open(item);
    },
    answer: async (request, path) => {
      const item = existing(resolveItem(request, 'read'));
      // The scope of the app's folder is not among those of the workbook API (learn.microsoft.com/graph/api/workbook-createsession).
      if (!coversDrive(request.access, request.drive, 'read')) throw accessDenied();
      return answerSteps(request, item, openForRequest(request, item), readSteps(path));
    },
  };
}
