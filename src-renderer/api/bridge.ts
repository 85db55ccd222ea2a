import type { OrgbenchBridge } from '../../src-preload/contract/bridge.ts';

declare global {
  interface Window {
    readonly orgbench: OrgbenchBridge;
  }
}

/** What the preload exposes. A function, so that a test can put its own bridge in place first. */
export const bridge = (): OrgbenchBridge => window.orgbench;
