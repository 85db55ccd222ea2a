import { useRef, useState } from 'react';

export type Work = {
  /** Why the last one failed; null after the start of the next. */
  readonly failed: unknown;
  readonly running: boolean;
  readonly run: (work: () => Promise<unknown>) => void;
};

/** Runs one thing at a time: the second click of a double click must not open a second dialog of the system. */
export function useWork(): Work {
  const isRunning = useRef(false);
  const [running, setRunning] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const run = (work: () => Promise<unknown>): void => {
    if (isRunning.current) return;
    isRunning.current = true;
    setRunning(true);
    setFailed(null);
    work()
      .catch(setFailed)
      .finally(() => {
        isRunning.current = false;
        setRunning(false);
      });
  };
  return { failed, running, run };
}
