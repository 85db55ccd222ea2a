import { Link } from '@tanstack/react-router';
import { AREA_OF_TYPE, type ComponentType } from '../../../src-preload/contract/components.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { useAreas } from '../areas/use-areas.ts';
import { COMPONENT_GROUPS, type ComponentGroup } from './component-groups.ts';
import classes from './components.module.css';

/** What a group offers besides lists. */
const EXTRA = {
  reports: { to: '/org/$connectionId/report-analysis', name: 'analysis.title' },
  access: { to: '/org/$connectionId/access', name: 'access.tab' },
} as const satisfies Partial<Record<ComponentGroup, unknown>>;

type Props = {
  readonly connectionId: string;
  readonly group: ComponentGroup;
  /** The type that is listed; null on a screen of the group that lists none. */
  readonly current: ComponentType | null;
};

/** The screens of a group: one for each type of component that can be read, with how many there are. */
export function GroupTabs({ connectionId, group, current }: Props) {
  const { areas } = useAreas(connectionId);
  const counts = new Map(areas?.flatMap((area) => Object.entries(area.counts)));
  const types = COMPONENT_GROUPS[group].filter(
    (type) => areas === undefined || areas.some(({ area }) => area === AREA_OF_TYPE[type]),
  );
  const extra = group === 'reports' || group === 'access' ? EXTRA[group] : null;
  return (
    <div className={classes.bar}>
      <nav className={classes.tabs} aria-label={t('components.tabs', { group: t(`components.group.${group}`) })}>
        {extra === null ? null : (
          <Link
            to={extra.to}
            params={{ connectionId }}
            search={{}}
            className={current === null ? `${classes.tab} ${classes.activeTab}` : classes.tab}
            aria-current={current === null ? 'page' : undefined}
            activeProps={{}}
          >
            {t(extra.name)}
          </Link>
        )}
        {types.map((type) => {
          const state = areas?.find(({ area }) => area === AREA_OF_TYPE[type])?.state;
          const count = counts.get(type) ?? (state === 'read' ? 0 : undefined);
          return (
            <Link
              key={type}
              to="/org/$connectionId/catalog/$group"
              params={{ connectionId, group }}
              search={{ type }}
              className={type === current ? `${classes.tab} ${classes.activeTab}` : classes.tab}
              aria-current={type === current ? 'page' : undefined}
              // Which tab is open is not a matter of the whole address.
              activeProps={{}}
            >
              {t(`types.${type}`)}
              {count === undefined ? null : <span className={classes.tabCount}>{formatNumber(count)}</span>}
            </Link>
          );
        })}
      </nav>
    </div>
  );
}
