import type { OrgbenchSecretBridge } from '../../src-preload/contract/bridge.ts';

declare global {
  interface Window {
    readonly orgbenchSecret: OrgbenchSecretBridge;
  }
}

export const secretBridge = (): OrgbenchSecretBridge => window.orgbenchSecret;
