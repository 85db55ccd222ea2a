import type { StateHolder } from '../ipc/app-state.ts';
import type { LockReason } from '../os/idle-watch.ts';
import type { MainWindow } from '../windows/main-window.ts';
import type { EngineHost } from './engine-host.ts';

type Deps = {
  readonly state: StateHolder;
  readonly engine: EngineHost;
  readonly runningJobs: () => number;
  readonly forgetJobs: () => void;
  readonly window: () => Pick<MainWindow, 'renewPage'> | null;
  readonly closeSecret: () => void;
  /** Resolves when no secret is on its way to the engine. */
  readonly submitted: () => Promise<unknown>;
};

const BECAUSE: Readonly<Record<LockReason, string>> = {
  command: 'Orgbench is locked.',
  idle: 'Orgbench locked itself, because there was no input for a while.',
  suspend: 'Orgbench locked itself before the computer went to sleep.',
  'screen-lock': 'Orgbench locked itself together with the screen.',
};
const JOB_STOPPED = 'A job was running and was stopped; start it again after unlocking. What was already read is kept.';
const JOB_GOES_ON = 'The running job goes on; its keys are dropped when it ends, after two hours at most.';
const SAMPLE_ENDED = 'The sample session has ended. Nothing of it was kept.';

/** How long an engine may outlive an idle lock for the sake of a job. */
const COVERED_MAX_MS = 2 * 3600_000;

export type SessionLock = {
  readonly lock: (reason: LockReason) => Promise<void>;
  /** Whether the window asks for the password although the engine still finishes a job behind it. */
  readonly isCovered: () => boolean;
  /** The password was given while a job was still running, or the engine behind the cover is gone. */
  readonly uncover: () => void;
  /** The last running job ended. */
  readonly onJobsEnded: () => void;
};

/**
 * Locks by ending processes: the page's, with whatever it shows in memory, and the engine's, with the keys. Fresh, empty
 * ones take their places and wait.
 *
 * Only an idle lock while a job runs leaves the engine alive until the job has ended, covered by a fresh page that may
 * ask it nothing: a person who started a long reading and left expects it to be there on return.
 */
export function createSessionLock(deps: Deps): SessionLock {
  const { state, engine } = deps;
  let locking: Promise<void> | null = null;
  let coverTimer: NodeJS.Timeout | null = null;

  const uncover = (): void => {
    if (coverTimer !== null) clearTimeout(coverTimer);
    coverTimer = null;
  };

  const renewEngine = async (): Promise<void> => {
    uncover();
    deps.forgetJobs();
    state.patch({ engine: 'starting' });
    await engine.stop();
    engine.start();
  };

  const endCover = async (): Promise<void> => {
    // An unlock that is under way ends the jobs itself; ending the engine now would refuse the right password.
    await deps.submitted();
    if (coverTimer === null) return;
    deps.closeSecret();
    await once(renewEngine);
  };

  const lock = async (reason: LockReason): Promise<void> => {
    const { vault } = state.read();
    if (coverTimer !== null) {
      // Already covered: an idle lock changes nothing, every other reason ends the job too.
      if (reason === 'idle') return;
      deps.closeSecret();
      state.patch({ notice: `${BECAUSE[reason]} ${JOB_STOPPED}` });
      await renewEngine();
      return;
    }
    if (vault !== 'unlocked' && vault !== 'sample') return;
    // A sample session has no password to come back with: leaving the desk must not throw it away.
    if (vault === 'sample' && reason !== 'command') return;

    const jobs = vault === 'unlocked' && deps.runningJobs() > 0;
    const goesOn = jobs && reason === 'idle';
    const notice = [vault === 'sample' ? SAMPLE_ENDED : BECAUSE[reason]];
    if (jobs) notice.push(goesOn ? JOB_GOES_ON : JOB_STOPPED);
    deps.closeSecret();
    if (goesOn) coverTimer = setTimeout(() => void endCover(), COVERED_MAX_MS);
    // The state first: the fresh page asks for it at once and must not be told that the vault is open.
    state.patch({ vault: vault === 'sample' ? 'absent' : 'locked', notice: notice.join(' ') });
    const renewed = deps.window()?.renewPage();
    if (!goesOn) await renewEngine();
    await renewed;
  };

  const once = (work: () => Promise<void>): Promise<void> => {
    locking ??= work().finally(() => {
      locking = null;
    });
    return locking;
  };

  return {
    lock: (reason) => once(() => lock(reason)),
    isCovered: () => coverTimer !== null,
    uncover,
    onJobsEnded: () => void endCover(),
  };
}
