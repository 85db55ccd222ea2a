/**
 * Where Microsoft takes the parts of a file: OneDrive and SharePoint of companies, and the three names under which
 * OneDrive of private people has done so (driveItem: createUploadSession in Microsoft's documentation, and the list of
 * addresses that OneDrive needs).
 */
export const UPLOAD_HOSTS: readonly { readonly pattern: RegExp; readonly shown: string }[] = [
  { pattern: /^[a-z0-9-]+\.sharepoint\.com$/, shown: '*.sharepoint.com' },
  { pattern: /^(?:[a-z0-9-]+\.)+microsoftpersonalcontent\.com$/, shown: '*.microsoftpersonalcontent.com' },
  { pattern: /^(?:[a-z0-9-]+\.)+1drv\.com$/, shown: '*.1drv.com' },
  { pattern: /^api\.onedrive\.com$/, shown: 'api.onedrive.com' },
];

export function isUploadHost(hostname: string): boolean {
  return UPLOAD_HOSTS.some(({ pattern }) => pattern.test(hostname));
}

/**
 * The upload addresses that Microsoft named to this process. Only they are sent anything.
 *
 * An address that was kept over a restart is first asked for its state, which sends nothing; the answer makes it known.
 */
export type UploadAddresses = {
  readonly isKnown: (address: string) => boolean;
  /** From the answer to `createUploadSession`. */
  readonly learn: (answer: string) => void;
  /** From the answer of the address itself. */
  readonly learnState: (address: string, answer: string) => void;
};

const MAX_KEPT = 200;

export function createUploadAddresses(): UploadAddresses {
  const kept = new Set<string>();
  const keep = (address: string): void => {
    kept.add(address);
    const oldest = kept.values().next().value;
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  };
  return {
    isKnown: (address) => kept.has(address),
    learn: (answer) => {
      const address = propertyOf(answer, 'uploadUrl');
      if (typeof address === 'string' && URL.canParse(address)) keep(new URL(address).href);
    },
    learnState: (address, answer) => {
      if (Array.isArray(propertyOf(answer, 'nextExpectedRanges'))) keep(address);
    },
  };
}

function propertyOf(json: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  } catch {
    // An answer that is not JSON names no address.
    return undefined;
  }
}
