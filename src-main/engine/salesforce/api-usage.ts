import type { ApiUsage } from './org-client.ts';

/** Reads `Sforce-Limit-Info: api-usage=18/15000; per-app-api-usage=…`; null when the header says nothing of it. Pure. */
export function usageOfHeader(header: string | undefined): ApiUsage | null {
  const match = /(?:^|[\s,;])api-usage=(\d+)\/(\d+)/.exec(header ?? '');
  return match === null ? null : { used: Number(match[1]), max: Number(match[2]) };
}
