import { powerMonitor } from 'electron';

/** Why Orgbench locks by itself. */
export type LockReason = 'command' | 'idle' | 'suspend' | 'screen-lock';

type Deps = {
  readonly idleLimitMs: () => number;
  readonly lock: (reason: LockReason) => void;
};

const CHECK_EVERY_MS = 5000;

/** What this system does not report, as sentences for the preferences. */
export function lockLimits(platform: NodeJS.Platform, sessionType: string | undefined): string[] {
  if (platform !== 'linux') return [];
  const limits = ['Linux does not tell Orgbench when the screen is locked. It locks after idle time and before sleep.'];
  if (sessionType === 'wayland') {
    limits.push('Wayland does not report input in other programs. Only input in Orgbench counts as activity.');
  }
  return limits;
}

/** Locks after idle time, before sleep and when the screen is locked, as far as the system reports these. */
export function watchForLock(deps: Deps): { readonly sawInput: () => void; readonly stop: () => void } {
  let lastInput = Date.now();
  const onlyOwnInput = process.platform === 'linux' && process.env['XDG_SESSION_TYPE'] === 'wayland';
  const idleMs = (): number => {
    const own = Date.now() - lastInput;
    return onlyOwnInput ? own : Math.min(own, powerMonitor.getSystemIdleTime() * 1000);
  };
  const timer = setInterval(() => {
    if (idleMs() >= deps.idleLimitMs()) deps.lock('idle');
  }, CHECK_EVERY_MS);
  powerMonitor.on('suspend', () => deps.lock('suspend'));
  // Not sent on Linux, see lockLimits.
  powerMonitor.on('lock-screen', () => deps.lock('screen-lock'));
  return {
    sawInput: () => {
      lastInput = Date.now();
    },
    stop: () => clearInterval(timer),
  };
}
