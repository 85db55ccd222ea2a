import { Button, SegmentedControl } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { AccessHolder } from '../../../src-preload/contract/access.ts';
import { useConnections } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { type AccessSearch, type AccessView, ACCESS_VIEWS, LEFT_BEHIND } from './access-search.ts';
import { EffectiveAccess } from './effective-access.tsx';
import { ExportButton } from './export-button.tsx';
import { FieldAccess } from './field-access.tsx';
import { FieldMatrix } from './field-matrix.tsx';
import { ObjectMatrix } from './object-matrix.tsx';
import { refusalText } from '../areas/refusal-text.ts';
import { useAreas } from '../areas/use-areas.ts';
import { AreaFreshness } from '../components/area-freshness.tsx';
import { GroupTabs } from '../components/group-tabs.tsx';
import { useSubjects } from './use-subjects.ts';
import classes from './access.module.css';

const isView = (text: string): text is AccessView => ACCESS_VIEWS.some((view) => view === text);

/** Who may see and do what: matrices, one field, one user or combination. */
export function AccessScreen() {
  const { connectionId } = useParams({ from: '/org/$connectionId/access' });
  const search = useSearch({ from: '/org/$connectionId/access' });
  const navigate = useNavigate({ from: '/org/$connectionId/access' });
  const { subjects, error, retry, isEmpty } = useSubjects(connectionId);
  const { areas, running } = useAreas(connectionId);
  const status = areas?.find(({ area }) => area === 'access');
  const connection = useConnections()?.find(({ id }) => id === connectionId);
  const refusal = status?.unknown[0];
  const refused = refusal === undefined ? null : refusalText('access', refusal.reason);
  const view = search.view ?? 'objects';
  const go = (change: Partial<AccessSearch>, replace = false): void => {
    const leave = change.view === undefined ? {} : LEFT_BEHIND;
    void navigate({ search: (before) => ({ ...before, ...leave, ...change }), replace });
  };
  /** A column stands for one holder: its effective access is that of somebody who has nothing else. */
  const showHolder = ({ kind, name }: AccessHolder): void =>
    go({
      view: 'effective',
      whose: 'combination',
      profile: kind === 'profile' ? name : undefined,
      sets: kind === 'permission set' ? [name] : undefined,
      groups: kind === 'permission set group' ? [name] : undefined,
    });
  return (
    <Page
      title={t('access.title')}
      text={t('access.text')}
      actions={isEmpty ? null : <ExportButton connectionId={connectionId} />}
    >
      <GroupTabs connectionId={connectionId} group="access" current={null} />
      {error !== null ? (
        <div className={classes.failure}>
          <FailureNotice error={error} onRetry={retry} />
        </div>
      ) : subjects === undefined ? null : isEmpty ? (
        <EmptyState
          icon={<IconLock size={28} stroke={1.4} aria-hidden="true" />}
          title={t(refused === null ? 'access.empty.title' : 'access.refused.title')}
          text={refused ?? t('access.empty.text')}
        >
          <Button component={Link} to="/org/$connectionId/areas" params={{ connectionId } as never}>
            {t('access.gaps.choose')}
          </Button>
          {refused === null ? null : (
            <Button
              variant="default"
              component={Link}
              to="/org/$connectionId/permissions"
              params={{ connectionId } as never}
            >
              {t('components.unknown.check')}
            </Button>
          )}
        </EmptyState>
      ) : (
        <>
          <div className={classes.tools}>
            <SegmentedControl
              aria-label={t('access.views')}
              value={view}
              data={ACCESS_VIEWS.map((one) => ({ value: one, label: t(`access.view.${one}`) }))}
              onChange={(value) => {
                if (isView(value)) go({ view: value });
              }}
            />
            {status === undefined || connection === undefined ? null : (
              <AreaFreshness connection={connection} statuses={[status]} running={running} />
            )}
          </div>
          {view === 'objects' ? (
            <ObjectMatrix
              connectionId={connectionId}
              holders={subjects.holders}
              search={search}
              go={go}
              onHolder={showHolder}
            />
          ) : view === 'fields' ? (
            <FieldMatrix
              connectionId={connectionId}
              holders={subjects.holders}
              search={search}
              go={go}
              onHolder={showHolder}
            />
          ) : view === 'field' ? (
            <FieldAccess connectionId={connectionId} search={search} go={go} />
          ) : (
            <EffectiveAccess connectionId={connectionId} subjects={subjects} search={search} go={go} />
          )}
        </>
      )}
    </Page>
  );
}
