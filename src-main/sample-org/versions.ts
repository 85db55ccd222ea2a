/** Oldest version that still answers, and the newest one. */
export const oldestVersion = 31;
export const newestVersion = 68;

/** Versions that the service retired, in Summer '22 up to 20 and in Summer '25 the others: they answer 410. */
export const retiredVersions = { from: 7, to: 30 } as const;

const seasons = ['Spring', 'Summer', 'Winter'] as const;

/** The release that brought a version: 67 is Summer '26, 68 is Winter '27. Three releases a year. */
function releaseLabel(version: number): string {
  const sinceSpring26 = version - 66;
  const season = seasons[((sinceSpring26 % 3) + 3) % 3] ?? 'Spring';
  const year = 26 + Math.floor(sinceSpring26 / 3) + (season === 'Winter' ? 1 : 0);
  return `${season} '${String(year).padStart(2, '0')}`;
}

/** The answer of `GET /services/data`. */
export function versionList(): readonly { readonly label: string; readonly url: string; readonly version: string }[] {
  return Array.from({ length: newestVersion - oldestVersion + 1 }, (_, index) => {
    const version = oldestVersion + index;
    return { label: releaseLabel(version), url: `/services/data/v${version}.0`, version: `${version}.0` };
  });
}

/** The answer of `GET /services/data/vN.0`: which resources there are. */
export function resourceList(version: string, identityUrl: string): Record<string, string> {
  const names = ['tooling', 'sobjects', 'query', 'queryAll', 'limits', 'composite', 'analytics', 'jobs'];
  return {
    ...Object.fromEntries(names.map((name) => [name, `/services/data/${version}/${name}`])),
    identity: identityUrl,
  };
}
