import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconChecklist,
  IconDatabase,
  IconDownload,
  IconInfoCircle,
  IconListDetails,
  IconLock,
  IconPlugConnected,
  IconLifebuoy,
  IconRefresh,
  IconReportAnalytics,
  IconShieldCheck,
  IconShieldLock,
  IconTableExport,
  IconUserCircle,
  IconUsers,
  IconWorldUpload,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useAction } from '../../api/queries.ts';
import { useConnections } from '../../api/state.ts';
import { useOpenOrg } from '../../app/use-open-org.ts';
import { t } from '../../i18n/t.ts';
import { OrgSwatch } from '../../ui/org-badge.tsx';
import { GROUP_NAMES } from '../components/component-groups.ts';
import { GROUP_ICONS } from '../components/group-icons.tsx';
import { openExport, useExportStore } from '../exports/export-store.ts';
import { openSupport } from '../support/support-store.ts';
import { useChosen } from '../sync/use-chosen.ts';
import { useStartSync } from '../sync/use-start-sync.ts';

/** `setting`: one preference. */
export type ActionKind = 'action' | 'screen' | 'setting';

export type PaletteAction = {
  readonly id: string;
  readonly title: string;
  readonly icon: ReactNode;
  readonly kind: ActionKind;
  /** What it is about, where the title alone does not say it: a sentence, searched as well. */
  readonly about?: string;
  /** Set where the action switches to another org. */
  readonly org?: Connection;
  readonly run: () => void;
};

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

const PRIVACY_PAGES = ['kept', 'analytics', 'log', 'backup', 'rights', 'report', 'help'] as const;

/** What can be done from the palette besides opening things: only what works now. */
export function useActions(connection: Connection): readonly PaletteAction[] {
  const navigate = useNavigate();
  const lock = useAction('app.lock');
  const sync = useStartSync(connection.id);
  const chosen = useChosen(connection.id);
  const params = { connectionId: connection.id };
  const others = (useConnections() ?? []).filter(({ id }) => id !== connection.id);
  const openOrg = useOpenOrg();
  const inGrid = useExportStore((state) => state.shown);
  return [
    {
      id: 'objects',
      title: t('search.action.objects'),
      kind: 'screen',
      icon: <IconDatabase {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/objects', params, search: {} }),
    },
    {
      id: 'fields',
      title: t('search.action.fields'),
      kind: 'screen',
      icon: <IconListDetails {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/fields', params, search: {} }),
    },
    ...GROUP_NAMES.map(
      (group): PaletteAction => ({
        id: `group-${group}`,
        title: t(`search.action.${group}`),
        kind: 'screen',
        icon: GROUP_ICONS[group],
        run: () => void navigate({ to: '/org/$connectionId/catalog/$group', params: { ...params, group }, search: {} }),
      }),
    ),
    {
      id: 'analysis',
      title: t('search.action.analysis'),
      kind: 'screen',
      icon: <IconReportAnalytics {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/report-analysis', params, search: {} }),
    },
    {
      id: 'who',
      title: t('search.action.who'),
      kind: 'screen',
      icon: <IconUsers {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/access', params, search: {} }),
    },
    {
      id: 'permissions',
      title: t('search.action.permissions'),
      kind: 'screen',
      icon: <IconShieldCheck {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/permissions', params }),
    },
    {
      id: 'export',
      title: t('search.action.export'),
      kind: 'action',
      icon: <IconTableExport {...icon} />,
      run: () => openExport(connection.id),
    },
    ...(inGrid === null
      ? []
      : [
          {
            id: 'export-grid',
            title: t('search.action.exportGrid'),
            kind: 'action' as const,
            icon: <IconTableExport {...icon} />,
            run: () => openExport(connection.id, { kind: 'new', grid: true }),
          },
        ]),
    ...(connection.signedIn && (chosen === 'objects' || chosen === 'areas')
      ? [
          {
            id: 'refresh',
            title: t('search.action.refresh'),
            kind: 'action' as const,
            icon: <IconRefresh {...icon} />,
            run: sync.run,
          },
        ]
      : []),
    {
      id: 'choose',
      title: t('search.action.choose'),
      kind: 'screen',
      icon: <IconChecklist {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/choose', params, search: {} }),
    },
    {
      id: 'areas',
      title: t('search.action.areas'),
      kind: 'screen',
      icon: <IconChecklist {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/areas', params }),
    },
    {
      id: 'exports',
      title: t('search.action.exports'),
      kind: 'screen',
      icon: <IconDownload {...icon} />,
      run: () => void navigate({ to: '/org/$connectionId/exports', params, search: {} }),
    },
    {
      id: 'activity',
      title: t('search.action.activity'),
      kind: 'screen',
      icon: <IconActivity {...icon} />,
      run: () => void navigate({ to: '/activity', search: {} }),
    },
    {
      id: 'ledger',
      title: t('search.action.ledger'),
      kind: 'screen',
      icon: <IconWorldUpload {...icon} />,
      run: () => void navigate({ to: '/ledger' }),
    },
    {
      id: 'connections',
      title: t('search.action.connections'),
      kind: 'screen',
      icon: <IconPlugConnected {...icon} />,
      run: () => void navigate({ to: '/connections' }),
    },
    {
      id: 'accounts',
      title: t('search.action.accounts'),
      kind: 'screen',
      icon: <IconUserCircle {...icon} />,
      run: () => void navigate({ to: '/accounts' }),
    },
    {
      id: 'preferences',
      title: t('search.action.preferences'),
      kind: 'screen',
      icon: <IconAdjustmentsHorizontal {...icon} />,
      run: () => void navigate({ to: '/preferences' }),
    },
    ...PRIVACY_PAGES.map(
      (page): PaletteAction => ({
        id: `privacy-${page}`,
        title: t(`search.action.${page}`),
        kind: 'screen',
        icon: <IconShieldLock {...icon} />,
        run: () => void navigate({ to: `/privacy/${page}` }),
      }),
    ),
    {
      id: 'support',
      title: t('search.action.support'),
      kind: 'action',
      icon: <IconLifebuoy {...icon} />,
      run: () => openSupport(''),
    },
    {
      id: 'about',
      title: t('search.action.about'),
      kind: 'screen',
      icon: <IconInfoCircle {...icon} />,
      run: () => void navigate({ to: '/about' }),
    },
    {
      id: 'lock',
      title: t('search.action.lock'),
      kind: 'action',
      icon: <IconLock {...icon} />,
      run: () => lock.mutate({}),
    },
    ...others.map(
      (org): PaletteAction => ({
        id: `org ${org.id}`,
        title: t('search.action.org', { name: org.name }),
        kind: 'action',
        icon: <OrgSwatch org={org} size={12} />,
        org,
        run: () => openOrg(org.id),
      }),
    ),
  ];
}
