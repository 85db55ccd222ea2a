import type { EventValue } from '../../src-preload/contract/index.ts';
import type { EventName } from '../../src-preload/contract/names.ts';
import { EVENT_NAMES } from '../../src-preload/contract/names.ts';
import type { Preferences } from '../../src-preload/contract/preferences.ts';
import { preferenceTable } from '../../src-preload/contract/preferences.ts';

type Deps = {
  readonly send: (event: EventName, value: unknown) => void;
  readonly onPreferences: (preferences: Preferences) => void;
  readonly onJobsEnded: () => void;
  /** Behind a lock the page must not be told what a job still reads. */
  readonly isCovered: () => boolean;
};

export type EventRelay = {
  /** Takes the JSON text of `{event, value}`. */
  readonly onEngineEvent: (text: string) => void;
  readonly takePreferences: (preferences: Preferences) => void;
  /** Jobs that the engine reported as running and not yet as ended. */
  readonly runningJobs: () => number;
  readonly forgetJobs: () => void;
  readonly autoLockMs: () => number;
};

const names: ReadonlySet<string> = new Set(EVENT_NAMES);

/** Passes the engine's events to the page and keeps the three facts of them that the shell itself needs. */
export function createEventRelay(deps: Deps): EventRelay {
  const running = new Set<string>();
  let autoLockMinutes: number = preferenceTable.autoLockMinutes.fallback;

  const takePreferences = (preferences: Preferences): void => {
    autoLockMinutes = preferences.autoLockMinutes;
    deps.onPreferences(preferences);
  };

  return {
    onEngineEvent: (text) => {
      const { event, value } = JSON.parse(text) as { event: string; value: unknown };
      if (!names.has(event)) return;
      if (event === 'job.progress') {
        const { job } = value as EventValue<'job.progress'>;
        if (job.state === 'running') running.add(job.id);
        else if (running.delete(job.id) && running.size === 0) deps.onJobsEnded();
      }
      if (event === 'preferences.changed') takePreferences(value as EventValue<'preferences.changed'>);
      if (!deps.isCovered()) deps.send(event as EventName, value);
    },
    takePreferences,
    runningJobs: () => running.size,
    forgetJobs: () => running.clear(),
    autoLockMs: () => autoLockMinutes * 60_000,
  };
}
