import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Preflight, PreflightArea } from '../../../src-preload/contract/preflight.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';

/** The permissions that would help, each once, in the order of the areas. */
export const missingOf = ({ areas }: Pick<Preflight, 'areas'>): readonly string[] => [
  ...new Set(areas.flatMap(({ missingPermission }) => (missingPermission === null ? [] : [missingPermission]))),
];

export const workingOf = ({ areas }: Pick<Preflight, 'areas'>): number =>
  areas.filter(({ state }) => state === 'works').length;

/** Areas of which neither yes nor no is known: they are never counted as fine, nor as refused. */
const unansweredOf = ({ areas }: Pick<Preflight, 'areas'>): number =>
  areas.filter(({ state }) => state === 'failed' || state === 'not tried').length;

/** How many areas work, in a few words. */
export function worksText(found: Pick<Preflight, 'areas'>): string {
  const count = found.areas.length;
  const works = workingOf(found);
  if (unansweredOf(found) === count) return t('preflight.works.unknown');
  return works === count ? t('preflight.works.all', { count }) : t('preflight.works.some', { works, count });
}

/** Which permissions are missing. What was not found out is said, too: silence would read as "none". */
export function missingText(found: Pick<Preflight, 'areas'>): string {
  const missing = missingOf(found);
  const unanswered = unansweredOf(found);
  // The org answered and kept something back, which a permission may or may not open.
  const closed = found.areas.length - workingOf(found) - unanswered;
  return [
    ...(missing.length === 0 ? [] : [t('preflight.missing', { count: missing.length, names: missing.join(', ') })]),
    ...(unanswered === 0 ? [] : [t('preflight.missing.unknown', { count: unanswered })]),
    ...(missing.length === 0 && closed > 0 ? [t('preflight.missing.noneKnown')] : []),
    ...(missing.length === 0 && closed === 0 && unanswered === 0 ? [t('preflight.missing.none')] : []),
  ].join(' ');
}

/** What an administrator needs to know, as plain text to paste into a message. Holds no token and no record. */
export function adminText(found: Preflight, { name, instanceUrl }: Connection): string {
  const { areas } = found;
  const lineOf = ({ title, finding, consequence }: PreflightArea): string =>
    `  ${[`${title}: ${finding}`, consequence].filter(Boolean).join(' ')}`;
  const missing = missingOf(found).flatMap((permission) => [
    `- ${permission}`,
    ...areas.filter(({ missingPermission }) => missingPermission === permission).map(lineOf),
  ]);
  const other = areas.filter(({ state, missingPermission }) => state !== 'works' && missingPermission === null);
  const works = areas.filter(({ state }) => state === 'works').map(({ title }) => title);
  const parts = [
    [
      t('preflight.admin.title', { user: found.username ?? t('common.unknown'), org: name }),
      t('preflight.admin.address', { address: instanceUrl }),
      t('preflight.admin.checked', { when: formatDateTime(found.at) }),
    ],
    missing.length === 0 ? [missingText(found)] : [t('preflight.admin.missing'), ...missing],
    other.length === 0 ? [] : [t('preflight.admin.other'), ...other.map(lineOf)],
    works.length === 0 ? [] : [t('preflight.admin.works', { areas: works.join(', ') })],
    [t('preflight.admin.scopes', { asked: found.scopesAsked.join(', ') })],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
