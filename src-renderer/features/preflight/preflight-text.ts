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
    missing.length === 0 ? [t('preflight.missing.none')] : [t('preflight.admin.missing'), ...missing],
    other.length === 0 ? [] : [t('preflight.admin.other'), ...other.map(lineOf)],
    works.length === 0 ? [] : [t('preflight.admin.works', { areas: works.join(', ') })],
    [t('preflight.admin.scopes', { asked: found.scopesAsked.join(', ') })],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
