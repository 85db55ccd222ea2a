import { Button, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconReportAnalytics } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import type { Finding } from '../../../src-preload/contract/report-analysis.ts';
import type { AreaStatus, CatalogArea } from '../../../src-preload/contract/areas.ts';
import { useCall } from '../../api/queries.ts';
import { useConnections } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { arrangeRows } from '../../ui/data-grid/arrange-rows.ts';
import { ArrayGrid } from '../../ui/data-grid/array-grid.tsx';
import type { GridHandle } from '../../ui/data-grid/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import layout from '../../ui/list-page.module.css';
import { Page } from '../../ui/page.tsx';
import { QuickFilter } from '../../ui/quick-filter.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useAreas } from '../areas/use-areas.ts';
import { AreaFreshness } from '../components/area-freshness.tsx';
import { GroupTabs } from '../components/group-tabs.tsx';
import { askDrawerFocus } from '../drawer/drawer-focus.ts';
import { openExport, setShownGrid } from '../exports/export-store.ts';
import { type AnalysisSearch, STALE_DAYS, daysOf, toggleKind } from './analysis-search.ts';
import { Charts } from './charts.tsx';
import { FINDING_COLUMNS, findingId } from './finding-columns.ts';
import { FindingPanel } from './finding-panel.tsx';
import { KindTiles } from './kind-tiles.tsx';
import { tilesOf } from './tiles.ts';
import classes from './report-analysis.module.css';

const FROM = '/org/$connectionId/report-analysis';
const TYPING_MS = 400;
/** What the analysis is made from, besides objects and fields. */
const MADE_FROM: readonly CatalogArea[] = ['reports', 'dashboards', 'users'];

/** Reports and dashboards, analysed by their definitions. */
export function AnalysisScreen() {
  const { connectionId } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const { areas, running } = useAreas(connectionId);
  const connection = useConnections()?.find(({ id }) => id === connectionId);
  const { data, error, refetch, dataUpdatedAt } = useCall(
    'reports.analysis',
    { connectionId, staleDays: search.days ?? STALE_DAYS },
    { keepPrevious: true },
  );
  const go = (change: Partial<AnalysisSearch>, replace = false): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  // Charts show all there is; the list sets what it shows itself.
  const whole =
    search.view === 'charts'
      ? {
          of: {
            kind: 'reportAnalysis' as const,
            connectionId,
            staleDays: search.days ?? STALE_DAYS,
            kinds: null,
            names: null,
          },
        }
      : {};
  const refusal = areas?.find(({ area }) => area === 'reports')?.unknown[0];
  const refused = refusal === undefined ? null : `${refusal.name}: ${refusal.reason}`;
  const nothing = data !== undefined && data.readAt.reports === null && data.reports === 0 && data.dashboards === 0;
  return (
    <Page
      title={t('analysis.pageTitle')}
      {...(data === undefined || nothing
        ? {}
        : {
            text: t('analysis.text', { reports: data.reports, dashboards: data.dashboards }),
            actions: (
              <Button
                leftSection={<IconDownload size={14} stroke={1.6} aria-hidden="true" />}
                onClick={() => openExport(connectionId, { kind: 'new', grid: true, ...whole })}
              >
                {t('analysis.export')}
              </Button>
            ),
          })}
    >
      <GroupTabs connectionId={connectionId} group="reports" current={null} />
      {error !== null ? (
        <div className={classes.failure}>
          <FailureNotice error={error} onRetry={() => void refetch()} />
        </div>
      ) : data === undefined || areas === undefined ? (
        <p className={classes.waiting} role="status">
          {t('analysis.loading')}
        </p>
      ) : nothing ? (
        <EmptyState
          icon={<IconReportAnalytics size={28} stroke={1.4} aria-hidden="true" />}
          title={t('analysis.empty.title')}
          text={refused ?? t('analysis.empty.text')}
        >
          <Button component={Link} to="/org/$connectionId/areas" params={{ connectionId } as never}>
            {t('analysis.empty.action')}
          </Button>
        </EmptyState>
      ) : (
        <Analysis
          connectionId={connectionId}
          analysis={data}
          version={dataUpdatedAt}
          connection={connection}
          statuses={areas.filter(({ area }) => MADE_FROM.includes(area))}
          running={running}
          search={search}
          go={go}
        />
      )}
    </Page>
  );
}

type Props = {
  readonly connectionId: string;
  readonly analysis: Output<'reports.analysis'>;
  readonly version: number;
  readonly connection: Connection | undefined;
  readonly statuses: readonly AreaStatus[];
  readonly running: boolean;
  readonly search: AnalysisSearch;
  readonly go: (change: Partial<AnalysisSearch>, replace?: boolean) => void;
};

function Analysis({ connectionId, analysis, version, connection, statuses, running, search, go }: Props) {
  const { findings, readAt, gaps, descriptionsRead } = analysis;
  const fieldsRead = (useCall('catalog.overview', { connectionId }).data?.objects ?? 0) > 0;
  const usersRead = statuses.some(({ area, readAt }) => area === 'users' && readAt !== null);
  const grid = useRef<GridHandle<Finding>>(null);
  const kinds = useMemo(() => search.kinds ?? [], [search.kinds]);
  const tiles = useMemo(
    () =>
      tilesOf(findings, {
        reports: readAt.reports !== null,
        dashboards: readAt.dashboards !== null,
        users: usersRead,
        fields: fieldsRead && descriptionsRead,
      }),
    [findings, readAt, usersRead, fieldsRead, descriptionsRead],
  );
  const rows = useMemo(
    () => (kinds.length === 0 ? findings : findings.filter(({ kind }) => kinds.includes(kind))),
    [findings, kinds],
  );
  return (
    <>
      <div className={layout.tools}>
        <SegmentedControl
          aria-label={t('analysis.views')}
          value={search.view ?? 'findings'}
          data={[
            { value: 'findings', label: t('analysis.view.findings') },
            { value: 'charts', label: t('analysis.view.charts') },
          ]}
          onChange={(value) => go({ view: value === 'charts' ? value : undefined, open: undefined })}
        />
        {search.view === 'charts' ? null : (
          <QuickFilter
            className={layout.quick}
            label={t('analysis.quick')}
            value={search.q ?? ''}
            onChange={(text) => go({ q: text === '' ? undefined : text }, true)}
            onLeave={() => grid.current?.focus()}
          />
        )}
        <StaleDays days={search.days ?? STALE_DAYS} go={go} />
        <div className={classes.known}>
          <MissingParts gaps={gaps} />
          {connection === undefined ? null : (
            <AreaFreshness connection={connection} statuses={statuses} running={running} />
          )}
        </div>
      </div>
      {search.view === 'charts' ? (
        <Charts
          connectionId={connectionId}
          analysis={analysis}
          onUnusedFields={() => go({ view: undefined, kinds: ['documented field unused'] })}
        />
      ) : (
        <>
          <KindTiles
            tiles={tiles}
            total={findings.length}
            chosen={kinds}
            onToggle={(kind) => go({ kinds: toggleKind(kinds, kind), open: undefined }, true)}
            onAll={() => go({ kinds: undefined, open: undefined }, true)}
          />
          <Findings
            connectionId={connectionId}
            findings={findings}
            rows={rows}
            version={version}
            search={search}
            go={go}
            grid={grid}
          />
        </>
      )}
    </>
  );
}

type StaleProps = { readonly days: number; readonly go: Props['go'] };

/** After how many days without a run a report is old. A number that is none is marked and changes nothing. */
function StaleDays({ days, go }: StaleProps) {
  const [text, setText] = useDraft(
    String(days),
    (typed) => {
      const next = daysOf(typed);
      if (next !== null) go({ days: next === STALE_DAYS ? undefined : next, open: undefined }, true);
    },
    TYPING_MS,
  );
  return (
    <div className={classes.stale}>
      <span aria-hidden="true">{t('analysis.stale')}</span>
      <TextInput
        className={classes.days}
        aria-label={t('analysis.stale.label')}
        inputMode="numeric"
        maxLength={4}
        value={text}
        error={daysOf(text) === null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <span aria-hidden="true">{t('analysis.stale.days')}</span>
    </div>
  );
}

/** What could not be told, as a count in sight and as sentences one step away. */
function MissingParts({ gaps }: { readonly gaps: readonly string[] }) {
  if (gaps.length === 0) return null;
  return (
    <Popover position="bottom-end" shadow="md" width={420} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconAlertTriangle size={14} stroke={1.7} aria-hidden="true" />}
        >
          {t('analysis.gaps', { count: gaps.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('analysis.gaps', { count: gaps.length })}>
        {/* Read with the keyboard too: the focus goes here. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <ul className={classes.gapList} tabIndex={0} data-autofocus>
          {gaps.map((gap) => (
            <li key={gap}>{gap}</li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

type FindingsProps = Pick<Props, 'connectionId' | 'version' | 'search' | 'go'> & {
  readonly findings: readonly Finding[];
  readonly rows: readonly Finding[];
  readonly grid: RefObject<GridHandle<Finding> | null>;
};

function Findings({ connectionId, findings, rows, version, search, go, grid }: FindingsProps) {
  const { q, open } = search;
  const staleDays = search.days ?? STALE_DAYS;
  const opened = open === undefined ? undefined : findings.find((one) => findingId(one) === open);
  const close = (inside: boolean): void => {
    go({ open: undefined });
    if (inside) grid.current?.focus();
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || open === undefined) return;
    close(event.target instanceof Element && event.target.closest('aside') !== null);
  };
  const kindKey = (search.kinds ?? []).join();
  // The export dialog offers what is selected, else what is shown, while this screen is there to be compared with.
  const [selected, setSelected] = useState<readonly string[]>([]);
  useEffect(() => {
    const shown = (q ?? '') === '' ? null : arrangeRows(rows, FINDING_COLUMNS, q ?? '', []).map(({ name }) => name);
    const names = selected.length > 0 ? selected : shown;
    setShownGrid({
      kind: 'reportAnalysis',
      connectionId,
      staleDays,
      kinds: search.kinds ?? null,
      names: names === null ? null : [...new Set(names)],
    });
  }, [connectionId, staleDays, search.kinds, rows, q, selected]);
  useEffect(() => () => setShownGrid(null), []);
  return (
    <>
      {/* Escape closes the panel from wherever the focus is on this screen. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={`${layout.split} ${classes.roomy}`} onKeyDown={onEscape}>
        <div className={layout.side}>
          <ArrayGrid
            label={t('analysis.grid')}
            columns={FINDING_COLUMNS}
            rows={rows}
            rowsKey={kindKey}
            version={version}
            idOf={findingId}
            quick={q ?? ''}
            sort={search.sort}
            onSort={(sort) => go({ sort })}
            onSelected={(count) =>
              setSelected(count === 0 ? [] : (grid.current?.selectedRows() ?? []).map(({ name }) => name))
            }
            onOpen={(row, keyboard) => {
              askDrawerFocus(keyboard ? findingId(row) : null);
              go({ open: findingId(row) });
            }}
            things={(count) => t('analysis.things', { count })}
            handle={grid}
            copy
          >
            {rows.length === 0 ? (
              <EmptyState title={t('analysis.none.title')} text={t('analysis.none.text')} />
            ) : (
              <EmptyState title={t('analysis.noMatch')} text="">
                <Button variant="default" onClick={() => go({ q: undefined, kinds: undefined })}>
                  {t('analysis.clear')}
                </Button>
              </EmptyState>
            )}
          </ArrayGrid>
        </div>
        {opened === undefined ? null : (
          <FindingPanel
            connectionId={connectionId}
            finding={opened}
            findings={findings}
            onOpen={(finding) => go({ open: findingId(finding) })}
            onClose={close}
          />
        )}
      </div>
    </>
  );
}
