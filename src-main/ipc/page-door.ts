import type { WebContents } from 'electron';
import { PAGE_CHANNELS } from '../../src-preload/contract/channels.ts';
import type { EngineMethod, MethodName, ShellMethod } from '../../src-preload/contract/names.ts';
import type { EngineHost } from '../engine-host/engine-host.ts';
import { failureText, okText, ShellFailure, thrownText } from './envelope.ts';
import type { PageCall } from './parse-call.ts';
import { parseCall } from './parse-call.ts';
import type { ShellMethods } from './shell-methods.ts';
import { isTrustedSender } from './trusted-sender.ts';

type Deps = {
  readonly origin: string;
  readonly shell: ShellMethods;
  readonly engine: EngineHost;
  /** The path behind a save target that the person chose; throws when there is none. */
  readonly pathOf: (targetId: string) => string;
  /** True while a locked window hides an engine that finishes a job: the page may then ask it nothing. */
  readonly isCovered: () => boolean;
  /** Called after the engine answered a page's call, to notice what it changed. */
  readonly onAnswered: (method: EngineMethod) => void;
};

/** The way out for a person who forgot the password; it deletes and tells nothing. */
const ALLOWED_COVERED: ReadonlySet<string> = new Set(['vault.reset'] satisfies EngineMethod[]);
/** Methods of the engine that write to the place behind the `targetId` of their input. */
const WRITES_TARGET: ReadonlySet<string> = new Set([
  'exports.start',
  'support.save',
  'rights.exportEverything',
  'privacy.exportReport',
] satisfies EngineMethod[]);
/** Methods of the shell that tell or show something of what the engine keeps. */
const REFUSED_COVERED: ReadonlySet<string> = new Set(['app.openExport'] satisfies ShellMethod[]);

/**
 * The one door of the main page: sender, then name, then input, then the shell's method or the engine.
 *
 * The engine's answer is one text that is passed on unopened.
 */
export function openPageDoor(contents: WebContents, deps: Deps): void {
  const running = new Map<string, string>();

  const ask = async (call: PageCall): Promise<string> => {
    const isOfShell = isShellMethod(deps.shell, call.method);
    const isHidden = isOfShell ? REFUSED_COVERED.has(call.method) : !ALLOWED_COVERED.has(call.method);
    if (isHidden && deps.isCovered()) {
      throw new ShellFailure('vault-locked', 'Orgbench is locked. Unlock it and try again.');
    }
    if (isShellMethod(deps.shell, call.method)) return okText(await callShell(deps.shell, call.method, call.input));
    const pending = deps.engine.call(call.method, JSON.stringify(call.input), hostPathOf(call, deps.pathOf));
    running.set(call.callId, pending.id);
    const text = await pending.answer;
    if (running.get(call.callId) === pending.id) running.delete(call.callId);
    deps.onAnswered(call.method as EngineMethod);
    return text;
  };

  contents.ipc.handle(PAGE_CHANNELS.call, async (event, callId: unknown, method: unknown, inputText: unknown) => {
    if (!isTrustedSender(event, contents, deps.origin)) {
      return failureText('not-allowed', 'This page may not ask Orgbench for anything.');
    }
    try {
      return await ask(parseCall(callId, method, inputText));
    } catch (error) {
      return thrownText(error);
    }
  });

  contents.ipc.on(PAGE_CHANNELS.cancel, (event, callId: unknown) => {
    const id = typeof callId === 'string' ? running.get(callId) : undefined;
    if (id !== undefined && isTrustedSender(event, contents, deps.origin)) deps.engine.cancel(id);
  });

  // Nobody waits any more for answers to a page that is gone. Jobs are not calls and go on.
  contents.once('destroyed', () => {
    for (const id of running.values()) deps.engine.cancel(id);
  });
}

function isShellMethod(shell: ShellMethods, method: MethodName): method is ShellMethod {
  return Object.hasOwn(shell, method);
}

/** The schemas tie method and input together; TypeScript cannot see it across the map. */
async function callShell(shell: ShellMethods, method: ShellMethod, input: unknown): Promise<unknown> {
  const handler = shell[method] as (input: unknown) => unknown;
  return await handler(input);
}

function hostPathOf(call: PageCall, pathOf: Deps['pathOf']): string | null {
  if (!WRITES_TARGET.has(call.method)) return null;
  const { targetId } = call.input as { readonly targetId: string | null };
  return targetId === null ? null : pathOf(targetId);
}
