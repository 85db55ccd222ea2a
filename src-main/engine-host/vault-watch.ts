import type { AppState } from '../../src-preload/contract/app.ts';
import type { EngineMethod } from '../../src-preload/contract/names.ts';
import type { StateHolder } from '../ipc/app-state.ts';
import type { AskEngine } from './engine-client.ts';
import type { EngineState } from './engine-host.ts';
import type { EventRelay } from './event-relay.ts';
import type { SessionLock } from './session-lock.ts';
import { printError } from '../ipc/print-error.ts';

type Deps = {
  readonly state: StateHolder;
  readonly ask: AskEngine;
  readonly relay: EventRelay;
  readonly closeSecret: () => void;
  /** Ends the page's process and starts a fresh one. */
  readonly renewPage: () => void;
  readonly sessionLock: SessionLock;
};

export type VaultWatch = {
  /** Asks the engine whether the vault is open and tells the page. */
  readonly refresh: () => Promise<void>;
  readonly onEngineState: (state: EngineState) => void;
  /** Some of the page's own calls change the vault. */
  readonly onAnswered: (method: EngineMethod) => void;
};

const CRASHED =
  'The part of Orgbench that holds your data stopped unexpectedly and was started again. ' +
  'Unlock to go on; what was already read is kept.';
const CRASHED_IN_SAMPLE =
  'The part of Orgbench that holds your data stopped unexpectedly and was started again. ' +
  'The sample session has ended with it; open the sample org again.';
const CRASHED_WITHOUT_VAULT =
  'The part of Orgbench that holds your data stopped unexpectedly and was started again. Nothing was lost.';
const GAVE_UP =
  'The part of Orgbench that holds your data stopped several times within a few minutes and was not started again. ' +
  'Quit Orgbench and start it again.';

/** Keeps the shell's idea of the vault equal to the engine's. */
export function createVaultWatch({ state, ask, relay, closeSecret, renewPage, sessionLock }: Deps): VaultWatch {
  // What an open page knows must not outlive the keys, whether they were dropped by a lock or by a crash.
  let pageOutlivesKeys = false;
  const renewStalePage = (): void => {
    if (!pageOutlivesKeys) return;
    pageOutlivesKeys = false;
    renewPage();
  };

  const readState = async (): Promise<Partial<AppState>> => {
    const { state: vault, notice = null } = await ask('vault.status', {});
    // Behind a cover the engine is open, but the person is not let in yet.
    if (sessionLock.isCovered()) return {};
    const opened = vault === 'unlocked' || vault === 'sample';
    if (opened) relay.takePreferences(await ask('preferences.read', {}));
    // A notice about why it was locked has been read when somebody has unlocked.
    if (opened) return { vault, notice };
    // What was said of a vault goes with the vault. That of a sample session was absent already when it ended.
    return vault === 'absent' && state.read().vault !== 'absent' ? { vault, notice: null } : { vault };
  };
  const refresh = async (): Promise<void> => state.patch(await readState());

  /** Engine and vault change together: in between, the page would draw the wrong screen for a moment. */
  const onRunning = (): void => {
    readState().then(
      (read) => {
        // Only now: the page has been told by then that its calls in flight failed.
        renewStalePage();
        state.patch({ ...read, engine: 'running' });
      },
      // The engine is gone again before it answered; what comes next says so.
      printError,
    );
  };

  return {
    refresh,
    onEngineState: (engine) => {
      if (engine === 'running') {
        onRunning();
        return;
      }
      state.patch({ engine });
      if (engine === 'starting') return;
      relay.forgetJobs();
      sessionLock.uncover();
      closeSecret();
      const { vault } = state.read();
      const wasOpen = vault === 'unlocked';
      pageOutlivesKeys ||= wasOpen || vault === 'sample';
      state.patch({
        notice: engine === 'gone' ? crashNotice(vault) : GAVE_UP,
        // A sample session's store has gone with its key.
        vault: wasOpen ? 'locked' : vault === 'sample' ? 'absent' : vault,
      });
      if (engine === 'failed') renewStalePage();
    },
    onAnswered: (method) => {
      const deletes: readonly EngineMethod[] = ['vault.reset', 'rights.deleteEverything'];
      if (deletes.includes(method)) refresh().catch(printError);
    },
  };
}

function crashNotice(vault: AppState['vault']): string {
  if (vault === 'sample') return CRASHED_IN_SAMPLE;
  return vault === 'absent' ? CRASHED_WITHOUT_VAULT : CRASHED;
}
