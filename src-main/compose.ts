import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BaseWindow, WebContents } from 'electron';
import { app, dialog, nativeTheme } from 'electron';
import type { AppCommand } from '../src-preload/contract/app.ts';
import type { EventName } from '../src-preload/contract/names.ts';
import { PAGE_CHANNELS } from '../src-preload/contract/channels.ts';
import { startChild } from './engine-host/child.ts';
import { createEngineClient } from './engine-host/engine-client.ts';
import { createEngineHost } from './engine-host/engine-host.ts';
import { createEventRelay } from './engine-host/event-relay.ts';
import { nextRestart } from './engine-host/restart-policy.ts';
import { createSessionLock } from './engine-host/session-lock.ts';
import { startSampleSession } from './engine-host/start-sample.ts';
import { keepsVault } from './engine-host/keeps-vault.ts';
import { createVaultWatch } from './engine-host/vault-watch.ts';
import { createStateHolder } from './ipc/app-state.ts';
import { openPageDoor } from './ipc/page-door.ts';
import { createSecretFlow } from './ipc/secret-flow.ts';
import { createShellMethods } from './ipc/shell-methods.ts';
import { createHostAnswers } from './os/host-questions.ts';
import { lockLimits, watchForLock } from './os/idle-watch.ts';
import { chooseKitTarget } from './os/kit-target.ts';
import { openExport } from './os/open-export.ts';
import { createSampleOrgProcess } from './os/sample-org.ts';
import { createSaveTargets } from './os/save-targets.ts';
import type { PageHost } from './protocol/page-headers.ts';
import type { MainWindow } from './windows/main-window.ts';
import { createMainWindow } from './windows/main-window.ts';
import { setMenu } from './windows/menu.ts';
import { readWindowState, writeWindowState } from './windows/window-state.ts';
import { keepErrors, printError } from './ipc/print-error.ts';

/** What the entry needs of the running app. */
export type Shell = {
  readonly show: () => void;
  /** Ends the engine and the sample org; resolves when the engine has closed its store. */
  readonly close: () => Promise<void>;
};

/** Wires the shell together and opens the window. The app must be ready. */
export async function composeShell(): Promise<Shell> {
  const stateFile = join(app.getPath('userData'), 'window.json');
  let windowState = readWindowState(stateFile);
  const remember = (change: Partial<typeof windowState>): void => {
    windowState = { ...windowState, ...change };
    try {
      writeWindowState(stateFile, windowState);
    } catch (error) {
      // A full or read-only disk costs the remembered place of the window, nothing else.
      printError(error);
    }
  };
  nativeTheme.themeSource = windowState.scheme;

  let main: MainWindow | null = null;
  const send = (event: EventName, value: unknown): void => {
    const page = main?.page();
    if (page && !page.isDestroyed()) page.send(PAGE_CHANNELS.event, event, JSON.stringify(value));
  };

  const limits = lockLimits(process.platform, process.env['XDG_SESSION_TYPE']);
  const state = createStateHolder(limits, (next) => {
    switchMenu(next.engine === 'running' && next.secretOpen === null && isOpen(next.vault));
    send('app.stateChanged', next);
  });

  const sampleOrg = createSampleOrgProcess();
  const relay = createEventRelay({
    send,
    onPreferences: ({ scheme }) => {
      nativeTheme.themeSource = scheme;
      if (scheme !== windowState.scheme) remember({ scheme });
    },
    onJobsEnded: () => sessionLock.onJobsEnded(),
    isCovered: () => sessionLock.isCovered(),
  });
  const dataDir = join(app.getPath('userData'), 'data');
  const engine = createEngineHost({
    dataDir,
    start: (listeners) => startChild('engine', listeners),
    answer: createHostAnswers(sampleOrg),
    onEvent: relay.onEngineEvent,
    onState: (next) => vaultWatch.onEngineState(next),
    now: Date.now,
  });
  keepErrors({ tellEngine: engine.failed });
  const ask = createEngineClient(engine);

  const secret = createSecretFlow({
    state,
    engine,
    ask,
    window: () => main,
    chooseKitTarget: () => chooseKitTarget(requireWindow(main)),
    isCovered: () => sessionLock.isCovered(),
    onTaken: () => sessionLock.uncover(),
    onAccepted: () => vaultWatch.refresh(),
  });
  const sessionLock = createSessionLock({
    state,
    engine,
    runningJobs: relay.runningJobs,
    forgetJobs: relay.forgetJobs,
    window: () => main,
    closeSecret: secret.close,
    submitted: secret.submitted,
  });
  const vaultWatch = createVaultWatch({
    state,
    ask,
    relay,
    closeSecret: secret.close,
    renewPage: () => void main?.renewPage(),
    sessionLock,
  });
  const targets = createSaveTargets();

  let starting: ReturnType<typeof startSampleSession> | null = null;
  const startSample = (): ReturnType<typeof startSampleSession> => {
    // A second click must not open a second store under the first one's sync.
    starting ??= startSampleSession(ask)
      .then(async (started) => {
        await vaultWatch.refresh();
        return started;
      })
      .finally(() => {
        starting = null;
      });
    return starting;
  };
  const shellMethods = createShellMethods({
    window: () => requireWindow(main),
    state,
    targets,
    lock: () => sessionLock.lock('command'),
    startSample,
    askSecret: secret.open,
    dismissSecret: secret.close,
    openExport: async (exportId, how) => openExport((await ask('exports.filePath', { exportId })).path, how),
  });

  const switchMenu = setMenu({
    send: (command: AppCommand) => send('app.command', { command }),
    lock: () => void sessionLock.lock('command'),
  });
  const idle = watchForLock({
    idleLimitMs: relay.autoLockMs,
    lock: (reason) => void sessionLock.lock(reason),
  });

  const openDoors = (host: PageHost, contents: WebContents): void => {
    contents.on('input-event', idle.sawInput);
    if (host === 'secret') {
      secret.openDoor(contents);
      return;
    }
    openPageDoor(contents, {
      origin: 'app://page',
      shell: shellMethods,
      engine,
      pathOf: targets.pathOf,
      isCovered: sessionLock.isCovered,
      onAnswered: vaultWatch.onAnswered,
    });
  };

  let pageLosses: readonly number[] | null = [];
  const renewLostPage = (): void => {
    pageLosses = nextRestart(pageLosses ?? [], Date.now());
    if (pageLosses !== null) {
      void main?.renewPage();
      return;
    }
    dialog.showErrorBox('Orgbench', 'The window stopped working several times. Orgbench closes; start it again.');
    app.quit();
  };

  engine.start();
  main = createMainWindow({
    state: windowState,
    icon: iconFile(),
    onPage: openDoors,
    onPageGone: (host) => {
      if (host === 'secret') secret.close();
      else renewLostPage();
    },
    onBoundsChanged: remember,
  });
  // A vault is asked for its password at once: the page below it, which is larger, may load while the person types.
  if (keepsVault(dataDir)) await secret.open('unlock', null).then(main.show);
  await main.renewPage();
  main.show();

  return {
    show: () => main?.show(),
    close: async () => {
      idle.stop();
      await engine.stop();
      sampleOrg.stop();
    },
  };
}

const isOpen = (vault: string): boolean => vault === 'unlocked' || vault === 'sample';

function requireWindow(main: MainWindow | null): BaseWindow {
  if (main === null) throw new Error('The window is not open.');
  return main.window;
}

/** Windows and macOS take the icon from the executable. */
function iconFile(): string | undefined {
  const file = join(app.getAppPath(), 'resources', 'icons', '512x512.png');
  return process.platform === 'linux' && existsSync(file) ? file : undefined;
}
