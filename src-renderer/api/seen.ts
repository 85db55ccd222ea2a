import { useEffect } from 'react';
import type { Input } from '../../src-preload/contract/index.ts';
import { call } from './client.ts';

/**
 * Tells the engine that a feature was used which only the page can see. The engine ignores it while analytics is off; an
 * engine that does not answer costs one count.
 */
export function useSeen(feature: Input<'analytics.seen'>['feature'], isSeen = true): void {
  useEffect(() => {
    if (isSeen) void call('analytics.seen', { feature }).catch(() => undefined);
  }, [feature, isSeen]);
}
