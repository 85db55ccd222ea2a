import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { gapsOf } from './search-gaps.ts';
import classes from './search-palette.module.css';
import type { Scope } from './search-text.ts';

/** More names than these are counted. */
const NAMED_AREAS = 6;

type Props = {
  readonly connectionId: string;
  /** Named where several orgs are searched. */
  readonly orgName: string | null;
  readonly scope: Scope | null;
};

/** Under "nothing found": what of an org was not read, so that it could not be found either. */
export function SearchGapsNote({ connectionId, orgName, scope }: Props) {
  const areas = useCall('areas.list', { connectionId }).data?.areas ?? [];
  const overview = useCall('catalog.overview', { connectionId }).data;
  const { unread, partly } = gapsOf(areas, scope);
  const asksObjects = scope === null || scope.kinds.some((kind) => kind === 'object' || kind === 'field');
  const unreadNames = [...(asksObjects && overview?.objects === 0 ? [t('read.objects')] : []), ...unread.map(nameOf)];
  const lines = [
    ...(unreadNames.length === 0 ? [] : [t('search.gaps.unread', { areas: listed(unreadNames) })]),
    ...(partly.length === 0 ? [] : [t('search.gaps.partly', { areas: listed(partly.map(nameOf)) })]),
  ];
  if (lines.length === 0) return null;
  return <p className={classes.none}>{[...(orgName === null ? [] : [`${orgName}:`]), ...lines].join(' ')}</p>;
}

const nameOf = (area: CatalogArea): string => t(`area.${area}`);

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_AREAS).join(', ');
  const more = names.length - NAMED_AREAS;
  return more > 0 ? t('search.gaps.more', { areas: shown, count: more }) : shown;
}
