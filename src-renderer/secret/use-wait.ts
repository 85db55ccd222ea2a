import { useEffect, useState } from 'react';
import { formatDuration } from '../i18n/format.ts';

/** The time still to wait in words, renewed each second; null once it is over. */
export function useWait(untilMs: number): string | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (untilMs <= Date.now()) return;
    const tick = (): void => {
      setNow(Date.now());
      if (Date.now() >= untilMs) clearInterval(timer);
    };
    const timer = setInterval(tick, 200);
    const first = setTimeout(tick, 0);
    return () => {
      clearInterval(timer);
      clearTimeout(first);
    };
  }, [untilMs]);
  return now >= untilMs ? null : formatDuration(untilMs - now);
}
